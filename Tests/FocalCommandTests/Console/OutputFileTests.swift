import FocalOutput
import Foundation
import Testing

@testable import FocalCommand

/// `--output`: whole or not at all, by rename; pipes and devices directly.
@Suite struct OutputFileTests {
  static let input = "label,p\n1,0.5\n0,0.5\n"
  static let loss = "0.08664339756999316\n"

  @Test("the file has what standard output would have, which stays empty")
  func file() throws {
    let folder = try TemporaryFolder()
    for line in ["--bare", "", "--json", "--per-sample", "-f csv", "--per-sample --json"] {
      let expected = focal(line, input: Self.input)
      let run = focal("\(line) -o \(folder.path("out"))", input: Self.input)
      #expect(run == Run(status: .done, output: "", diagnostics: expected.diagnostics))
      #expect(try folder.text("out") == expected.output)
      #expect(try folder.names() == ["out"])
    }
  }

  @Test("an old file is replaced, with its permissions kept")
  func replaced() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("out", String(repeating: "old\n", count: 100))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(focal("-b -o \(path)", input: Self.input) == .done(""))
    #expect(try folder.text("out") == Self.loss)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test(
    "where anything goes wrong the old file stays, and no other appears",
    arguments: ["--bare", "", "--json", "--per-sample", "--per-sample --json"])
  func untouched(_ line: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("out", "old\n")
    for (options, input, status) in [
      ("", "label,p\n1,0.5\nx,0.5\n", FocalCommand.ExitStatus.data), ("", "", .data),
      ("--gamma -1", Self.input, .usage), ("--label z", Self.input, .usage),
      ("/nonexistent/file", "", .noInput),
    ] {
      let run = focal("\(line) \(options) -o \(path)", input: input)
      #expect(run.status == status)
      #expect(run.output.isEmpty)
      #expect(try folder.text("out") == "old\n")
      #expect(try folder.names() == ["out"])
    }
    #expect(focal("\(line) -o \(folder.path("new"))", input: "label,p\n1,x\n").status == .data)
    #expect(try folder.names() == ["out"])
  }

  @Test("a stream to a file that goes wrong late leaves nothing either")
  func late() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("out", "old\n")
    let rows = Array(repeating: "1,0.500\n", count: 150_000).joined()
    let run = focal("--per-sample -o \(path)", input: "label,p\n\(rows)x,0.5\n")
    #expect(run.status == .data)
    #expect(try folder.text("out") == "old\n")
    #expect(try folder.names() == ["out"])
  }

  @Test(
    "nothing is there before the file is whole, so nothing stays of a process that is killed",
    .enabled(
      if: OutputDescriptor(
        unnamedBeside: Array((FileManager.default.temporaryDirectory.path() + "/x").utf8), name: "x"
      ) != nil,
      "the system has no files without a name"))
  func unnamed() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("out", "old\n")
    let sink = try ByteSink(OutputPlace(Array(path.utf8)), name: path)
    try sink.write(Array(repeating: UInt8(ascii: "x"), count: 100_000))
    #expect(try folder.names() == ["out"])
    #expect(try folder.text("out") == "old\n")
    try sink.finish()
    #expect(try folder.names() == ["out"])
    #expect(try folder.text("out").count == 100_000)
  }

  @Test(
    "a file is as long as what was written, whatever space it got ahead",
    arguments: [
      [100_000], [100_000, 10], [10, 70_000, 3_000_000, 70_000], [3_000_000, 3_000_000, 9_000_000],
    ])
  func length(pieces: [Int]) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("out")
    let sink = try ByteSink(OutputPlace(Array(path.utf8)), name: path)
    var expected: [UInt8] = []
    for (index, count) in pieces.enumerated() {
      let piece = Array(repeating: UInt8(ascii: "a") + UInt8(index), count: count)
      try sink.write(piece)
      expected += piece
    }
    try sink.finish()
    #expect(try Array(folder.text("out").utf8) == expected)
  }

  @Test("where files need a name, one stands beside the place and goes where anything goes wrong")
  func named() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("out", "old\n")
    for isFinished in [false, true] {
      let sink = try ByteSink(OutputPlace(Array(path.utf8)), name: path, allowsUnnamed: false)
      try sink.write("new\n")
      #expect(try folder.names().count == 2)
      if isFinished { try sink.finish() }
    }
    #expect(try folder.names() == ["out"])
    #expect(try folder.text("out") == "new\n")
  }

  @Test("the output may be the input")
  func ownInput() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.csv", Self.input)
    #expect(focal("--per-sample -o \(path) \(path)") == .done(""))
    #expect(
      try folder.text("a.csv")
        == "label,p,focal_loss\n1,0.5,0.04332169878499658\n0,0.5,0.12996509635498973\n")
  }

  @Test("a link stays a link, and its file is replaced")
  func link() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("real", "old\n")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: path)
    #expect(focal("-b -o \(folder.path("link"))", input: Self.input) == .done(""))
    #expect(try folder.text("real") == Self.loss)
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("link"))
    #expect(target == path)
  }

  @Test("a place that cannot be written is status 74, with the system's reason")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path("missing/out")
    #expect(
      focal("-b -o \(missing)", input: Self.input)
        == .failed(.noOutput, "\(missing): cannot write: No such file or directory"))
    #expect(
      focal(["-b", "-o", folder.path("")], input: Array(Self.input.utf8))
        == .failed(.noOutput, "\(folder.path("")): cannot write: Is a directory"))
  }

  @Test("- is standard output")
  func dash() {
    #expect(focal("-b -o -", input: Self.input) == .done(Self.loss))
  }

  @Test("a device is written directly and stays one")
  func device() throws {
    #expect(focal("-b -o /dev/null", input: Self.input) == .done(""))
    let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
    #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test(
    "a full device is status 74", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func full() {
    #expect(
      focal("-b -o /dev/full", input: Self.input)
        == .failed(.noOutput, "/dev/full: cannot write: No space left on device"))
  }

  @Test("warnings and --fail-above go to standard error beside a file")
  func messages() throws {
    let folder = try TemporaryFolder()
    let run = focal("-b --fail-above 0 -o \(folder.path("out"))", input: Self.input)
    #expect(run.status == .exceeded && run.output.isEmpty)
    #expect(run.diagnostics == "focal: loss 0.08664339756999316 is above 0\n")
    #expect(try folder.text("out") == Self.loss)
  }
}
