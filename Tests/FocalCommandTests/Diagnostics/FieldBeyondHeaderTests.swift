import Testing

@testable import FocalCommand

/// Rows with more fields than the header, of which one beyond it is wrong.
@Suite struct FieldBeyondHeaderTests {
  private static let commands = [
    "", "--bare", "--per-sample", "--json", "inspect", "compare", "sweep --gamma 1",
    "identify --observed 1", "explain --row 1",
  ]

  @Test("a quote that does not end is an error at its field", arguments: commands)
  func openQuote(command: String) {
    let run = focal(command, input: "label,prediction\n1,0.5,\"\n")
    #expect(run.status == .data)
    #expect(
      run.diagnostics == """
        focal: <stdin>:2:3: a lone quote opens a field that does not end; expected a closing quote, \
        or no quotes at all: tr -d '"' < FILE | focal ...

        """)
  }

  @Test("text after a quoted field is an error at its field", arguments: commands)
  func textAfterQuote(command: String) {
    let run = focal(command, input: "label,prediction\n1,0.5,\"x\"y\n")
    #expect(run.status == .data)
    #expect(run.diagnostics.hasPrefix("focal: <stdin>:2:3: text after a closing quote; "))
  }

  @Test("lists of classes have no positive")
  func positiveOfLists() {
    #expect(
      focal("--task multilabel --positive 1", input: "label,p0,p1,p2\n1,.5,.5,.5\n")
        == .failed(
          .usage,
          "<stdin>: --positive contradicts the task, which is multilabel here; its labels are classes"
        ))
  }
}
