import FocalInput
import FocalOutput
import Foundation
import Testing

@testable import FocalCommand

/// Characters that move the cursor, end lines or turn the direction of writing, in names and texts.
@Suite struct ControlCharacterTests {
  private static let scalars: [Unicode.Scalar] =
    [0x7f, 0x80, 0x85, 0x9b, 0x9f, 0x61c, 0x200e, 0x200f].map { Unicode.Scalar($0) }.compactMap(
      \.self)
    + (0x2028...0x202e).compactMap { Unicode.Scalar($0) }
    + (0x2066...0x2069).compactMap { Unicode.Scalar($0) }

  /// All of them, between two letters.
  private static let hidden = "a" + scalars.map { String($0) }.joined() + "b"

  private static var data: String {
    "id,label,prediction,g\(hidden)\n\(hidden)i,\(hidden),.5,\(hidden)g\n2,c,1.0000001,x\n"
  }

  private static func count(in text: String) -> Int {
    text.unicodeScalars.count { scalars.contains($0) }
  }

  /// Lines with `@` for the hidden characters.
  private static let lines = [
    "--positive c --id id --top 2 --by class,decile --concentration --baseline",
    "--positive @ --group-by g@", "--positive c -f markdown --group-by g@ --id id --top 1",
    "inspect --positive c", "inspect --positive c -f markdown", "inspect",
    "explain --row 1 --positive @", "explain --row 1 --positive @ -f markdown",
    "compare --positive c", "identify --observed 0.3 --positive c", "sweep --gamma 1 --positive @",
    // Errors.
    "", "--positive x", "--positive x@", "--label @", "--prediction @", "--prediction g@", "--id @",
    "--weight g@", "--classes @,x", "--gamma @", "--@", "-@", "--task @", "--preset @",
    "--signature focal:@", "--modulator @", "--group-by @", "presets @", "help @", "completions @",
    "curve @", "nothing@.csv", "--labels nothing@.csv", "-o nothing@/x --positive c",
    "--plot nothing@/x --concentration --positive c", "--strict --positive c",
  ]

  @Test("people are shown none of them", arguments: lines)
  func people(line: String) {
    let arguments = line.split(separator: " ").map {
      String($0).replacing("@", with: Self.hidden)
    }
    let run = focal(arguments, input: Array(Self.data.utf8))
    #expect(Self.count(in: run.output) == 0)
    #expect(Self.count(in: run.diagnostics) == 0)
    #expect(!(run.output + run.diagnostics).isEmpty)
  }

  @Test(
    "reports in JSON have them escaped, and read back",
    arguments: [
      "--json --positive c --group-by g@ --id id --top 2", "-f ndjson --positive c --group-by g@",
      "inspect --json --positive c", "explain --row 1 --json --positive @ --id id",
      "--per-sample --json --id id --positive @",
    ])
  func json(line: String) throws {
    let arguments = line.split(separator: " ").map {
      String($0).replacing("@", with: Self.hidden)
    }
    let run = focal(arguments, input: Array(Self.data.utf8))
    #expect(run.status == .done)
    #expect(Self.count(in: run.output) == 0)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    #expect(Self.count(in: Self.texts(of: object).joined()) > 0)
  }

  private static func texts(of value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let values as [Any]: values.flatMap(texts)
    case let object as [String: Any]: object.keys + object.values.flatMap(texts)
    default: []
    }
  }

  @Test("rows made of CSV have them escaped, and rows of NDJSON are as they were")
  func rows() {
    let run = focal(
      ["--per-sample", "-f", "ndjson", "--positive", "c"], input: Array(Self.data.utf8))
    #expect(run.lines.count == 2)
    #expect(Self.count(in: run.output) == 0)
    #expect(run.output.contains("\"id\":\"a\\u007f\\u0080\\u0085"))
    let row = "{\"label\":1,\"prediction\":0.5,\"\(Self.hidden)\":\"\(Self.hidden)\""
    #expect(
      focal("--per-sample", input: row + "}\n").output
        == row + ",\"focal_loss\":0.04332169878499658}\n")
  }

  @Test("letters that begin with the same bytes are copied")
  func others() {
    let run = focal(
      "--per-sample -f ndjson", input: "label,prediction,t\n1,.5,é©—“ أ\u{2065}\n")
    #expect(run.output.contains("\"t\":\"é©—“ أ\u{2065}\""))
  }

  @Test("pictures have none of them")
  func pictures() {
    let series = Plot.Series(name: Self.hidden, points: [(0, 1), (1, 2)])
    let svg = PlotDrawing(plots: [
      Plot(
        title: Self.hidden, x: PlotAxis(Self.hidden, 0...1), y: PlotAxis(Self.hidden, 0...1),
        series: [series])
    ]).svg
    #expect(Self.count(in: svg) == 0)
    #expect(svg.contains("\\u{202E}"))
  }
}
