import Testing

@testable import FocalCommand

/// `focal explain --sample`: the row of an id.
@Suite struct ExplainSampleTests {
  private static let input =
    "key,label,p,other\na,1,0.5,1\nb c,0,0.5,2\n\"d\"\"\",0,0.75,3\na,1,0.9,7\n"

  @Test("the row of an id is explained as by its number")
  func found() {
    for (id, row) in [("b c", 2), ("d\"", 3)] {
      #expect(
        focal(["explain", "--sample", id], input: Array(Self.input.utf8))
          == focal("explain --row \(row) --id key", input: Self.input))
    }
    #expect(
      focal("explain --sample 3 --id other", input: Self.input)
        == focal("explain --row 3 --id other", input: Self.input))
    let json = "{\"id\":8,\"label\":0,\"p\":0.5}\n{\"id\":\"x\\u0041\",\"label\":1,\"p\":0.5}\n"
    #expect(focal("explain --sample 8 --json", input: json).output.contains("\"row\": 1"))
    #expect(focal("explain --sample xA --json", input: json).output.contains("\"row\": 2"))
  }

  @Test("an id that no row has, or several, is an error that says so")
  func refused() {
    #expect(
      focal("explain --sample e", input: Self.input)
        == .failed(
          .data,
          "--sample 'e': none of 4 rows has this id; expected one, in the column of --id"))
    #expect(
      focal("explain --sample a", input: Self.input)
        == .failed(.data, "--sample 'a': rows 1, 4 have this id; say which with --row"))
    #expect(
      focal("explain --sample a", input: "label,p\n1,0.5\n")
        == .failed(
          .usage, "<stdin>: no id column found among 'label', 'p'; name it with --id"))
    #expect(
      focal("explain --sample a", input: "id,uid,label,p\n1,2,1,0.5\n")
        == .failed(
          .usage,
          "<stdin>: several columns could be the id: 'id', 'uid'; name one with --id"))
    #expect(
      focal("explain --sample a --row 1", input: Self.input)
        == .failed(.usage, "--row contradicts --sample; give one of them"))
  }

  @Test("a row that was left out is found, and said to be so")
  func leftOut() {
    let run = focal(
      "explain --sample b --ignore-label 9 --json", input: "id,label,p\na,1,0.5\nb,9,0.5\n")
    #expect(run.status == .done && run.output.contains("\"state\": \"ignored\""))
  }
}
