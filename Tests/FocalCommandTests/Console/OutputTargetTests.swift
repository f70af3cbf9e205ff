import FocalOutput
import Foundation
import Testing

@testable import FocalCommand

/// Where results and pictures go, and that they do not get into each other's way.
@Suite struct OutputTargetTests {
  static let input = "label,p\n1,0.5\n0,0.5\n"
  static let rows = "label,p,focal_loss\n1,0.5,0.04332169878499658\n0,0.5,0.12996509635498973\n"

  @Test(
    "every name of standard output is standard output",
    arguments: ["-", "/dev/stdout", "/dev/fd/1"])
  func standardOutput(_ name: String) {
    for line in ["--bare", "", "--json", "--per-sample", "--per-sample -f ndjson"] {
      #expect(focal("\(line) -o \(name)", input: Self.input) == focal(line, input: Self.input))
    }
  }

  @Test(
    "standard error takes a result where it is asked to", arguments: ["/dev/stderr", "/dev/fd/2"])
  func standardError(_ name: String) {
    let run = focal("--per-sample -o \(name)", input: Self.input)
    #expect(run == Run(status: .done, output: "", diagnostics: Self.rows))
  }

  @Test(
    "a stream has the rows before one that is wrong, wherever it goes",
    arguments: ["-", "/dev/stdout", "/dev/stderr"])
  func badRow(_ name: String) {
    let run = focal("--per-sample -o \(name)", input: Self.input + "1,x\n")
    #expect(run.status == .data)
    let sentence =
      "focal: <stdin>:4:2: 'x' is not a number; expected a probability in column 'p'\n"
    #expect(run.output + run.diagnostics == Self.rows + sentence)
  }

  @Test(
    "a stream has all rows where --strict makes a warning an error",
    arguments: ["-", "/dev/stderr"])
  func strict(_ name: String) {
    let run = focal("--per-sample --strict -o \(name)", input: "label,p\n1,0.5\n1,0.5\n")
    #expect(run.status == .data)
    #expect(
      run.output + run.diagnostics
        == "label,p,focal_loss\n1,0.5,0.04332169878499658\n1,0.5,0.04332169878499658\n"
        + "focal: --strict: all labels are of the class '1'\n")
  }

  @Test("a descriptor that the process did not get cannot be written")
  func missingDescriptor() {
    #expect(
      focal("-b -o /dev/fd/200", input: Self.input)
        == .failed(.noOutput, "/dev/fd/200: cannot write: Bad file descriptor"))
  }

  @Test("a descriptor of our own files is none that was given")
  func ownDescriptor() throws {
    let folder = try TemporaryFolder()
    let own = try ByteSink(OutputPlace(Array(folder.path("out").utf8)), name: "out")
    for number in 3..<40 where fcntl(Int32(number), F_GETFD) & FD_CLOEXEC != 0 {
      let place = OutputPlace.descriptor(Int32(number))
      #expect(throws: OutputError.self) { _ = try ByteSink(place, name: "x") }
    }
    try own.finish()
  }

  @Test("a link that leads nowhere is left so by an error, and else leads to the file")
  func danglingLink() throws {
    let folder = try TemporaryFolder()
    let link = folder.path("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "target")
    #expect(focal("--per-sample -o \(link)", input: Self.input + "1,x\n").status == .data)
    #expect(try folder.names() == ["link"])
    #expect(focal("--per-sample -o \(link)", input: Self.input) == .done(""))
    #expect(try folder.names() == ["link", "target"])
    #expect(try folder.text("target") == Self.rows)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "target")
  }

  @Test("a picture does not take the file of the report, however it is spelled")
  func pictureAndReport() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("here"), withDestinationPath: ".")
    for (picture, report) in [("x", "x"), ("x", "./x"), ("here/x", "x"), ("x", "here/here/x")] {
      let (a, b) = (folder.path(picture), folder.path(report))
      #expect(
        focal("curve --plot \(a) -o \(b)")
          == .failed(.usage, "--plot \(a) contradicts --output \(b); they are one file"))
      #expect(try folder.names() == ["here"])
    }
  }

  @Test("a picture on standard output stands beside a report in a file")
  func pictureBesideReport() throws {
    let folder = try TemporaryFolder()
    let run = focal("curve --plot - -o \(folder.path("x"))")
    #expect(run.output == focal("curve --plot -").output)
    #expect(try folder.text("x") == focal("curve").output)
  }

  @Test("neither a report nor its picture appears where one cannot be written")
  func neither() throws {
    let folder = try TemporaryFolder()
    #expect(focal("curve --plot \(folder.path("x.svg")) -o /dev/full").status == .noOutput)
    #expect(focal("curve -o \(folder.path("x")) --plot /dev/full").status == .noOutput)
    #expect(try folder.names().isEmpty)
  }
}
