import Foundation
import Testing

@testable import FocalOutput

/// Files that are not whole yet: none of a name is left behind.
@Suite struct PartialFileTests {
  let folder: OutputPlaceTests.Folder
  init() throws { folder = try OutputPlaceTests.Folder() }

  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  static func sink(_ path: String) throws -> ByteSink {
    try ByteSink(.file(Array(path.utf8)), name: path, allowsUnnamed: false)
  }

  /// Sends this process a signal, which the threads of tests block.
  static func send(_ number: Int32) {
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe pthread_sigmask(SIG_SETMASK, &none, nil)
    raise(number)
  }

  @Test(
    "a signal that ends the process removes the file first",
    arguments: [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU])
  func signals(number: Int32) async throws {
    let path = folder.path
    try Data("old".utf8).write(to: URL(filePath: "\(path)/out"))
    await #expect(processExitsWith: .signal(number)) {
      [path = path as String, number = number as Int32] in
      let sink = try Self.sink("\(path)/out")
      let picture = try Self.sink("\(path)/picture")
      try sink.write("new")
      try picture.write("new")
      let names = try FileManager.default.contentsOfDirectory(atPath: path)
      precondition(names.count == 3)
      Self.send(number)
      try sink.finish()
      try picture.finish()
    }
    #expect(try names() == ["out"])
    #expect(try String(contentsOfFile: "\(path)/out", encoding: .utf8) == "old")
  }

  @Test("a signal that is ignored stays so")
  func ignored() async throws {
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      signal(SIGHUP, SIG_IGN)
      let sink = try Self.sink("\(path)/out")
      Self.send(SIGHUP)
      try sink.finish()
    }
    #expect(try names() == ["out"])
  }

  @Test("a file that a killed process has left goes, one of a process that runs or of others stays")
  func earlier() throws {
    let dead = 0x7fff_fffe
    for name in [
      "out.\(dead).part", "out.1.part", "out.\(getpid()).part", "out.x.part", "out.part",
      "other.\(dead).part",
    ] {
      try Data("left".utf8).write(to: URL(filePath: "\(folder.path)/\(name)"))
    }
    let sink = try Self.sink("\(folder.path)/out")
    try sink.finish()
    #expect(try names() == ["other.\(dead).part", "out", "out.1.part", "out.part", "out.x.part"])
  }

  @Test("a file that somebody has locked stays, whatever the number of the process says")
  func locked() throws {
    let path = "\(folder.path)/out.\(0x7fff_fffe).part"
    let writer = try OutputDescriptor(newFile: Array(path.utf8), name: path)
    writer.lock()
    try Self.sink("\(folder.path)/out").finish()
    #expect(try names().count == 2)
    try writer.finish()
    try Self.sink("\(folder.path)/out").finish()
    #expect(try names() == ["out"])
  }

  @Test("a name that is as long as any may be can be replaced", arguments: [true, false])
  func longName(allowsUnnamed: Bool) throws {
    let name = String(repeating: "n", count: 255)
    let path = Array("\(folder.path)/\(name)".utf8)
    for text in ["first", "second"] {
      let sink = try ByteSink(.file(path), name: name, allowsUnnamed: allowsUnnamed)
      try sink.write(text)
      try sink.finish()
      #expect(try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8) == text)
    }
    #expect(try names() == [name])
  }
}
