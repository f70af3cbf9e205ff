import Testing

@testable import FocalOutput

/// Reports as documents in Markdown.
@Suite struct MarkdownRenderingTests {
  @Test("headline, facts as a list, tables, paragraphs, warnings, signature")
  func whole() {
    #expect(
      SmallReport.text(MarkdownRendering(digits: nil)) == """
        **loss  0.12345678901234  (mean of 221 rows)**

        - sum: 12.8604
        - rows: 221
        - columns: p, q  (two)

        **Where it comes from**

        | part | loss | count | share |
        | --- | ---: | ---: | ---: |
        | a,b | 12.859 | 212 | 96.1 % |
        | x\\|\\u{1B}y | 0.00147269 | 9 | - |
        | none | - | 0 | 0.0 % |

        a note

        A paragraph.

        - one
        - two

        ```
        focal:0
        ```

        - warning: so few (first in row 2)

        `focal:1`

        """)
  }

  @Test("headings, code, and points with several paragraphs")
  func parts() {
    let report = Report([
      .heading("Presets", level: 3),
      .table(Table(columns: [Column("here|there")], rows: [[.code("a|b")]])),
      .list([.init(["one", "more"], verbatim: ["focal:0"]), .init(["two"])], isNumbered: true),
    ])
    #expect(
      SmallReport.text(MarkdownRendering(digits: nil), report) == """
        ### Presets

        | here\\|there |
        | --- |
        | `a\\|b` |

        1. one

           more

           `focal:0`
        2. two

        """)
  }
}
