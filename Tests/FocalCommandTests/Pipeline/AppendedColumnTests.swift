import Testing

@testable import FocalCommand

/// Inputs that have a column of a name that is appended.
@Suite struct AppendedColumnTests {
  private static func sentence(_ name: String, _ kind: String = "column") -> String {
    "there is a \(kind) '\(name)' already, which --per-sample appends; "
      + "rename it in the input, or leave it out"
  }

  @Test(
    "the header contradicts the stream",
    arguments: [
      ("", "label,prediction,focal_loss\n1,.5,3\n", "focal_loss"),
      ("-f ndjson", "label,prediction,focal_loss\n1,.5,3\n", "focal_loss"),
      ("-f tsv", "label,prediction,focal_loss\n1,.5,3\n", "focal_loss"),
      ("", "label,prediction,\"focal_loss\"\n1,.5,3\n", "focal_loss"),
      ("", "label\tprediction\tfocal_loss\n1\t.5\t3\n", "focal_loss"),
      ("", "label prediction focal_loss\n1 .5 3\n", "focal_loss"),
      ("", "label,prediction,focal_loss\n1,.5,[1 2]\n", "focal_loss"),
      ("--gradient", "label,prediction,focal_hessian\n1,.5,3\n", "focal_hessian"),
      ("--gradient", "label,p0,p1,focal_gradient_p1\n1,.5,.5,3\n", "focal_gradient_p1"),
      ("--weight focal_loss", "label,prediction,focal_loss\n1,.5,3\n", "focal_loss"),
      ("-f csv", "{\"label\":1,\"prediction\":0.5,\"focal_loss\":2}\n", "focal_loss"),
      ("", "[[\"label\",\"prediction\",\"focal_loss\"],[1,0.5,2]]", "focal_loss"),
    ])
  func headers(options: String, input: String, name: String) {
    #expect(
      focal("--per-sample \(options)", input: input)
        == .failed(.usage, "<stdin>: \(Self.sentence(name))"))
  }

  @Test(
    "a member of any JSON row does",
    arguments: [
      ("", "{\"label\":1,\"prediction\":0.5,\"focal_loss\":2}", "1:29", "focal_loss"),
      ("", "{\"label\":1,\"prediction\":0.5,\"focal\\u005floss\":2}", "1:29", "focal_loss"),
      ("", "{\"focal_loss\":[1],\"label\":1,\"prediction\":0.5}", "1:2", "focal_loss"),
      ("--prediction focal_loss", "{\"label\":1,\"focal_loss\":0.5}", "1:12", "focal_loss"),
      ("-f ndjson", "[{\"label\":1,\"prediction\":0.5,\"focal_loss\":2}]", "1:30", "focal_loss"),
      (
        "--gradient", "{\"label\":1,\"prediction\":0.5,\"focal_gradient\":2}", "1:29",
        "focal_gradient"
      ),
    ])
  func members(options: String, row: String, place: String, name: String) {
    #expect(
      focal("--per-sample \(options)", input: row + "\n")
        == .failed(.data, "<stdin>:\(place): \(Self.sentence(name, "member"))"))
  }

  @Test("a later row does too, after those before it")
  func laterRow() {
    let row = "{\"label\":1,\"prediction\":0.5}\n"
    let run = focal(
      "--per-sample",
      input: String(repeating: row, count: 3000)
        + "{\"label\":1,\"prediction\":0.5,\"focal_loss\":2}\n")
    #expect(run.status == .data)
    #expect(run.lines.count == 3000)
    #expect(run.diagnostics == "focal: <stdin>:3001:29: \(Self.sentence("focal_loss", "member"))\n")
  }

  @Test(
    "what is not written twice is no matter",
    arguments: [
      ("--per-sample", "label,prediction,focal_gradient,focal_loss_2\n1,.5,3,4\n"),
      ("--per-sample", "{\"label\":1,\"prediction\":0.5,\"x\":{\"focal_loss\":2}}\n"),
      ("--per-sample", "{\"label\":1,\"prediction\":0.5,\"focal_loss.x\":2}\n"),
      ("--per-sample --bare", "label,prediction,focal_loss\n1,.5,3\n"),
      ("--per-sample --json", "label,prediction,focal_loss\n1,.5,3\n"),
      ("--bare", "label,prediction,focal_loss\n1,.5,3\n"),
      ("--bare", "{\"label\":1,\"prediction\":0.5,\"focal_loss\":2}\n"),
    ])
  func others(line: String, input: String) {
    #expect(focal(line, input: input).status == .done)
  }
}
