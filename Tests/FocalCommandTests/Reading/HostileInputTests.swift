import FocalInput
import Foundation
import Testing

@testable import FocalCommand

/// Input that means harm: one sentence and a status, or the right answer; never a crash.
@Suite struct HostileInputTests {
  static let loss = Run.done("0.08664339756999316\n")
  static let tooLong = "the row is longer than 4194304 bytes; is a quote not closed?"

  @Test(
    "10⁵ objects and arrays within each other are too many, wanted or not",
    arguments: [
      ("[", "1:514"), ("{\"label\":1,\"p\":0.5,\"x\":[", "1:535"),
    ])
  func nesting(_ beginning: String, _ place: String) throws {
    let deep = String(repeating: "[", count: 100_000)
    let sentence = "more than 512 objects and arrays within each other"
    let folder = try TemporaryFolder()
    for input in [
      beginning + deep, beginning + deep + String(repeating: "]", count: 100_000) + "}",
    ] {
      let path = try folder.file("a.json", input)
      #expect(focal(path) == .failed(.data, "\(path):\(place): \(sentence)"))
    }
    let objects = String(repeating: "{\"a\":", count: 100_000)
    let run = focal("", input: "{\"label\":1,\"p\":0.5,\"x\":\(objects)")
    #expect(run.status == .data && run.diagnostics.hasSuffix(": \(sentence)\n"))
    #expect(run.diagnostics.split(separator: "\n").count == 1)
  }

  @Test("nesting within the limit is no error")
  func withinLimit() {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    let rows = "{\"label\":1,\"p\":0.5,\"x\":\(deep)}\n{\"label\":0,\"p\":0.5,\"x\":\(deep)}\n"
    #expect(focal("--bare", input: rows) == Self.loss)
  }

  @Test(
    "NUL bytes are told as what they are",
    arguments: [
      (
        "label,p\n1,.5\0\n",
        ":2:2: '.5\\0' is not a number; expected a probability in column 'p'", ExitStatus.data
      ),
      ("\0\0\0", ": no label column found among '\\0\\0\\0'; name it with --label", .usage),
      ("label,p\n\0,.5\n", ":2:1: label '\\0' is unknown; \(SampleSentenceTests.known)", .data),
      ("{\"label\":1,\0\"p\":0.5}", ":1:12: unexpected byte 0; expected a name in quotes", .data),
      (
        "{\"label\":1,\"p\":0.5,\"x\":\"\0\"}",
        ":1:25: byte 0 in a string; expected an escape such as \\n or \\u0001", .data
      ),
      (
        "[{\"label\":1,\"p\":0.5}]\0", ":1:22: unexpected byte 0; expected the end of the file",
        .data
      ),
    ] as [(String, String, FocalCommand.ExitStatus)])
  func zeros(_ input: String, _ sentence: String, _ status: FocalCommand.ExitStatus) {
    #expect(focal("", input: input) == .failed(status, "<stdin>\(sentence)"))
  }

  @Test("a device that is empty is an empty file")
  func device() {
    let sentence = "/dev/null: is empty; expected rows of labels and predictions"
    for line in ["/dev/null", "--input-format json /dev/null", "--input-format ndjson /dev/null"] {
      #expect(focal(line) == .failed(.data, sentence))
    }
    #expect(focal("--labels /dev/null", input: "p\n.5\n") == .failed(.data, sentence))
  }

  @Test("a FIFO is read as a file is, in every layout, and looked at only once")
  func fifo() throws {
    let folder = try TemporaryFolder()
    let table = try WrittenTable(path: TrueLossTests.path("breast_cancer"))
    let expected = focal("--bare \(TrueLossTests.path("breast_cancer"))")
    for layout in [Layout.csv, .tsv, .ndjson, .objects, .columns, .columnsByKey, .split] {
      #expect(focal("--bare \(try folder.pipe(layout.rawValue, table.text(layout)))") == expected)
    }
  }

  @Test(
    "a line of 10 MB is beyond the limit, whatever it holds",
    arguments: [
      ("a.csv", "label,p\n1,", "5", "\n", ":2"), ("a.csv", "", "a", "", ":1"),
      ("a.csv", "label,p\n1,\"", "a", "\"\n", ":2"),
      ("a.ndjson", "{\"label\":1,\"p\":0.5,\"x\":\"", "a", "\"}\n", ":1"),
      ("a.ndjson", "{\"label\":1,\"p\":0.5}\n{\"label\":1,\"p\":", "5", "}\n", ":2"),
      ("a.json", "[{\"label\":1,\"p\":0.5},{\"label\":1,\"x\":\"", "a", "\",\"p\":0.5}]", ":1:22"),
    ])
  func longLine(
    _ name: String, _ before: String, _ text: String, _ after: String, _ place: String
  ) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(name, before + String(repeating: text, count: 10_000_000) + after)
    #expect(focal(path) == .failed(.data, "\(path)\(place): \(Self.tooLong)"))
  }

  @Test("a document on one line of 10 MB is no row, and goes in")
  func longDocument() {
    let row = "{\"label\":1,\"p\":0.5},{\"label\":0,\"p\":0.5}"
    let rows = String(repeating: row + ",", count: 9_000_000 / row.utf8.count)
    #expect(focal("--bare", input: "[\(rows)\(row)]") == Self.loss)
  }

  @Test("20,000 columns are columns, wanted or not")
  func columns() throws {
    let count = 20_000
    let names = (0..<count).map { "c\($0)" }.joined(separator: ",")
    let values = String(repeating: ",1", count: count)
    let line = "--bare --label label --prediction p"
    #expect(
      focal(line, input: "label,p,\(names)\n1,.5\(values)\n0,.5\(values)\n") == Self.loss)
    let members = (0..<count).map { ",\"c\($0)\":1" }.joined()
    let rows = "{\"label\":1,\"p\":0.5\(members)}\n{\"label\":0,\"p\":0.5\(members)}\n"
    #expect(focal(line, input: rows) == Self.loss)
    let classes = String(repeating: "0,", count: count - 2)
    let probabilities = "{\"label\":\(count - 1),\"p\":[\(classes)0.5,0.5]}\n"
    let run = focal("--bare", input: probabilities)
    #expect(run.number == 0.17328679513998632)
  }

  @Test("a file that becomes shorter while it is read is an error")
  func shrinking() throws {
    let folder = try TemporaryFolder()
    let rows = String(repeating: "1,0.500\n0,0.500\n", count: 400_000)
    let path = try folder.file("a.csv", "label,p\n\(rows)")
    // The labels come through a pipe that is opened after the predictions, and cuts them short.
    let fifo = folder.path("labels")
    try #require(unsafe mkfifo(fifo, 0o600) == 0)
    let size = 8 + rows.utf8.count
    let cutter = Thread {
      let handle = try? FileHandle(forWritingTo: URL(filePath: fifo))
      try? FileHandle(forUpdating: URL(filePath: path)).truncate(atOffset: 2_000_000)
      try? handle?.write(contentsOf: Data("1\n0\n".utf8))
      try? handle?.close()
    }
    cutter.start()
    #expect(
      focal("--labels \(fifo) --prediction p \(path)")
        == .failed(
          .noInput,
          "\(path): the file ended after 2000000 bytes, but had \(size) when it was opened"))
  }

  @Test("a sentence about hostile names and labels is one line, and short")
  func oneLine() {
    let long = String(repeating: "x\u{1b}[2J\r\n", count: 10_000)
    for input in [
      "\"\(long)\",p\n1,.5\n", "label,p\n\"\(long)\",.5\n", "label,p\n1,\"\(long)\"\n",
      "{\"label\":\"\(String(repeating: "\\u001b\\n", count: 9_999))\",\"p\":0.5}",
      "{\"\(String(repeating: "\\u001b\\n", count: 9_999))\":1}",
    ] {
      let run = focal("", input: input)
      #expect(run.output.isEmpty && run.status != .done)
      #expect(run.diagnostics.utf8.count < 600)
      #expect(run.diagnostics.unicodeScalars.filter { $0.value < 32 } == ["\n"])
    }
  }
}
