import FocalInput
import FocalOutput
import Testing

@testable import FocalCommand

/// On a terminal the line that is wrong stands under the sentence, with a caret.
@Suite struct CaretTests {
  /// What is said on a terminal after the sentence.
  private static func lines(
    _ line: String, _ input: [UInt8], width: Int? = nil, isTerminal: Bool = true
  ) -> [String] {
    let streams = Streams(
      input: ByteSource(bytes: input, name: "<stdin>"), isInputTerminal: false, output: ByteSink(),
      diagnostics: ByteSink(), outputWidth: width, isDiagnosticsTerminal: isTerminal)
    let status = Program.run(line.split(separator: " ").map(String.init), streams)
    #expect(status == .data)
    let text = String(decoding: streams.diagnostics.bytes, as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map(String.init)
  }

  @Test(
    "the caret is under the field or value, and tildes under the rest of it",
    arguments: [
      ("label,p\n1,0.5\n0,0.5x\n", "0,0.5x", "  ^~~~"),
      ("label,p\n0, \"0.5x\" \n", "0, \"0.5x\" ", "    ^~~~"),
      ("label,p,t\n1,0.5,\"a\nb\"\n1,x,y\n", "1,x,y", "  ^"),
      ("label,p\n\n\n7,0.5\n", "7,0.5", "^"),
      ("label,p\r\n1,x\r\n", "1,x", "  ^"),
      ("label,p\n1,\n", "1,", "  ^"),
      ("label,p\n1,\"0.5\n", "1,\"0.5", "  ^"),
      ("label,p\n1,.5,3\n", "1,.5,3", "^~~~~~"),
      ("label p\n1   x\n", "1   x", "    ^"),
      ("label,a,p\n1,[1 2],x\n", "1,[1 2],x", "        ^"),
      ("{\"label\":1,\"p\":\"x\"}\n", "{\"label\":1,\"p\":\"x\"}", "               ^~~"),
      ("{\"label\":1,\"p\":0.5}\n{\"label\":1}\n", "{\"label\":1}", "^"),
      (
        "[\n {\"label\":1,\"p\":0.5},\n {\"label\":1,\"p\":7}]", " {\"label\":1,\"p\":7}]",
        "                ^"
      ),
      ("{'label':1}", "{'label':1}", " ^"),
      ("{\"label\":1,\"p\":0.5", "{\"label\":1,\"p\":0.5", "                  ^"),
      (
        "{\"label\":1,\"p\":0.5}\n{\"label\":1,\"p\":Nan}\n", "{\"label\":1,\"p\":Nan}",
        "               ^"
      ),
    ])
  func carets(input: String, line: String, caret: String) {
    #expect(Self.lines("", Array(input.utf8)) == ["  \(line)", "  \(caret)"])
    #expect(Self.lines("", Array(input.utf8), isTerminal: false).isEmpty)
  }

  @Test("a later chunk has its line too")
  func laterChunk() {
    let rows = String(repeating: "1,0.500\n", count: 100_000)
    #expect(
      Self.lines("", Array("label,p\n\(rows)1,oops\n\(rows)".utf8)) == ["  1,oops", "    ^~~~"])
  }

  @Test("a long line is cut around the caret, whatever stands where")
  func longLines() {
    let long = String(repeating: "abcdefghij", count: 30)
    for (row, part) in [
      ("1,x,\(long)", "x"), ("1,\(long),y", "abcde"), ("1,x,\(long)\(long)\(long)\(long)", "x"),
    ] {
      let lines = Self.lines("", Array("label,p,t\n\(row)\n".utf8), width: 40)
      #expect(lines.count == 2 && lines.allSatisfy { $0.displayWidth <= 40 })
      #expect(lines[0].contains("…"))
      let start = lines[1].prefix { $0 == " " }.count
      #expect(lines[0].dropFirst(start).hasPrefix(part))
    }
    let lines = Self.lines("", Array("t,label,p\n\(long),1,x\n".utf8), width: 40)
    #expect(
      lines == ["  …" + String(long.suffix(33)) + ",1,x", String(repeating: " ", count: 39) + "^"])
  }

  @Test("control characters are written out, and wide ones are two columns")
  func characters() {
    #expect(
      Self.lines("", Array("t,label,p\n\u{1b}[31m,1,x\n".utf8))
        == ["  \\u{1B}[31m,1,x", String(repeating: " ", count: 15) + "^"])
    #expect(
      Self.lines("", Array("t,label,p\n猫é,1,x\n".utf8)) == ["  猫é,1,x", "        ^"])
    #expect(
      Self.lines("", Array("t,label,p\n".utf8) + [0xff] + Array(",1,x\n".utf8))
        == ["  \u{fffd},1,x", "      ^"])
  }
}
