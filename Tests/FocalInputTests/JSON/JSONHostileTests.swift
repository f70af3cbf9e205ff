import Testing

@testable import FocalInput

@Suite("Hostile JSON")
struct JSONHostileTests {
  @Test("Paths that repeat a long name are refused before they fill the memory")
  func longPaths() {
    let name = String(repeating: "n", count: 1 << 20)
    let members = (0..<100).map { "\"\($0)\":1" }.joined(separator: ",")
    let reading = JSONReading(
      JSONInput("{\"\(name)\":{\(members)}}", layout: .lines), chunkByteCount: 1 << 16)
    #expect(reading.problem == .json(.pathsTooLong(limit: InputLimits.pathByteCount)))
  }

  @Test("Rows of many members are read in any order", arguments: [false, true])
  func manyMembers(isReversed: Bool) {
    let count = 5000
    let names = (0..<count).map { "p\($0)" }
    func row(_ names: [String]) -> String {
      "{" + names.map { "\"\($0)\":\($0.dropFirst())" }.joined(separator: ",") + "}"
    }
    let text = row(names) + "\n" + row(isReversed ? names.reversed() : names)
    let reading = JSONReading(
      JSONInput(text, numbers: names), chunkByteCount: 1 << 16)
    #expect(reading.numbers == Array(repeating: (0..<count).map(Double.init), count: 2))
  }

  @Test("A long line, string or document is an error, or passed over piece by piece")
  func long() {
    let spaces = String(repeating: "a", count: 5000)
    for (text, isRight) in [
      ("{\"p\":\"\(spaces)\"}", false), ("[{\"p\":1},{\"x\":\"\(spaces)\"}]", false),
      ("{\"p\":[1],\"x\":\"\(spaces)\"}", false),
      ("{\"p\":[1],\"x\":[\(Array(repeating: "1", count: 5000).joined(separator: ","))]}", true),
    ] {
      var input = JSONInput(text, numbers: ["p"], layout: text.contains("[1]") ? .columns : nil)
      input.rowByteLimit = 1000
      let reading = JSONReading(input, chunkByteCount: 64)
      #expect(reading.problem == (isRight ? nil : .rowTooLong(limit: 1000)))
    }
  }

  @Test("Zero bytes are no JSON", arguments: ["\0", "{\0}", "{\"p\0\":1}", "[1\0]", "[\0"])
  func zeroBytes(text: String) {
    #expect(JSONInput(text).read().error != nil)
  }

  @Test("A slash or a bracket in a string ends nothing")
  func brackets() {
    let text = #"[{"p":1,"x":"}]\\"},{"p":2,"x":"\"]"},{"x":"[{\\\"","p":3}]"#
    #expect(JSONInput(text, numbers: ["p"]).read().numbers == [[1], [2], [3]])
  }
}
