import Testing

@testable import FocalOutput

/// Tables laid out for a terminal.
@Suite struct TextLayoutTests {
  private static func lines(
    _ titles: [String]?, _ rows: [[Cell]], width: Int = 80, keyCount: Int = 1
  ) -> [String] {
    TextLayout(
      titles: titles, rows: rows, keyCount: keyCount, width: width, CellText(digits: nil)
    ).lines
  }

  @Test("numbers stand with their decimal points below one another")
  func points() {
    let numbers = [12.859, 0.00147269, 100, 1e-7, 2.5e-300, -3.25, nil, .infinity, .nan]
    #expect(
      Self.lines(["loss"], numbers.map { [.number($0)] }) == [
        "        loss", " 12.859", "  0.00147269", "100", "  1e-07", "  2.5e-300", " -3.25", "  -",
        "    Infinity", "         NaN",
      ])
  }

  @Test("a narrow column of numbers stands below the end of its title")
  func title() {
    #expect(
      Self.lines(
        ["class", "of samples"], [[.text("a"), .share(0.5)], [.text("b"), .share(0.055)]])
        == ["class  of samples", "a          50.0 %", "b           5.5 %"])
  }

  @Test("texts are on the left, whatever scripts they are in, and numbers among them too")
  func texts() {
    let rows: [[Cell]] = [
      [.text("猫"), .number(1.5)], [.text("e\u{301}t\u{e9}"), .text("none")],
      [.text("dog"), .number(10.25)],
    ]
    #expect(
      Self.lines(["名", "value"], rows) == ["名   value", "猫    1.5", "été  none", "dog  10.25"])
  }

  @Test("control characters of names are escaped")
  func controls() {
    #expect(
      Self.lines(["a\tb"], [[.text("c\nd\u{1b}[2J")], [.json("1", shown: "\u{7}")]])
        == ["a\\tb", "c\\nd\\u{1B}[2J", "\\u{07}"])
  }

  @Test("texts go on below one another within their column, at words")
  func wrapping() {
    #expect(
      Self.lines(
        ["preset", "ratio", "differs from exact in"],
        [
          [.text("smp"), .number(1.43808), .text("alpha none, epsilon clip 1e-07")],
          [.text("tf-clip"), .number(1), .text("epsilon clip 1e-05")],
        ], width: 40) == [
          "preset     ratio  differs from exact in", "smp      1.43808  alpha none, epsilon",
          "                  clip 1e-07", "tf-clip  1        epsilon clip 1e-05",
        ])
  }

  @Test("titles break at words before columns go elsewhere")
  func titles() {
    #expect(
      Self.lines(
        ["gamma", "alpha 0.25", "alpha 0.5", "alpha none", "alpha 0.75"],
        [[.exact(0.5), .number(0.25), .number(0.5), .number(1), .number(0.75)]], width: 40)
        == [
          "        alpha    alpha    alpha    alpha", "gamma    0.25      0.5     none     0.75",
          "  0.5    0.25      0.5        1     0.75",
        ])
  }

  @Test("columns of numbers that find no room go into a table below, with the keys again")
  func parts() {
    let numbers = (1...5).map { Cell.number(1 / Double($0 * 7)) }
    #expect(
      Self.lines(
        ["id", "row", "a", "b", "c", "d", "e"], [[.text("x"), .integer(1)] + numbers], width: 40,
        keyCount: 2)
        == [
          "id  row         a          b         c", "x     1  0.142857  0.0714286  0.047619", "",
          "id  row          d          e", "x     1  0.0357143  0.0285714",
        ])
  }

  @Test("keys that fill the line are columns like others; a column alone is made to fit")
  func longKeys() {
    let long = String(repeating: "k", count: 90)
    let lines = Self.lines(
      ["a", "b", "c", "loss"], [[.text(long), .text(long), .text(long), .number(0.5)]], width: 40,
      keyCount: 3)
    #expect(lines.allSatisfy { $0.count <= 40 })
    #expect(lines.joined().count { $0 == "k" } == 270)
    #expect(lines.joined().contains("0.5"))
  }
}
