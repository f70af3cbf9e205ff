import Foundation
import Testing

@testable import FocalOutput

/// Where the path of an output leads: to a descriptor, to something that is written directly, or to a
/// file that is replaced.
@Suite struct OutputPlaceTests {
  /// A folder, by its only spelling, that is removed with its suite.
  final class Folder {
    let path: String
    init() throws {
      let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let real = try #require(FileSystem.realPath(Array(url.path().utf8)))
      path = String(decoding: real, as: UTF8.self)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    func link(_ name: String, to target: String) throws {
      try FileManager.default.createSymbolicLink(
        atPath: "\(path)/\(name)", withDestinationPath: target)
    }
  }

  let folder: Folder
  init() throws { folder = try Folder() }

  static func place(_ path: String) -> OutputPlace { OutputPlace(Array(path.utf8)) }

  @Test(
    "a name of a descriptor is that descriptor, however it is spelled",
    arguments: [
      ("/dev/stdout", 1), ("/dev/stderr", 2), ("/dev/stdin", 0), ("/dev/fd/1", 1), ("/dev/fd/7", 7),
      ("/dev/../dev/stdout", 1), ("//dev//fd/2", 2), ("/dev/./stderr", 2), ("/dev/fd/../stdout", 0),
    ])
  func descriptors(_ path: String, _ number: Int32) throws {
    if path == "/dev/fd/../stdout" {
      // On Linux `/dev/fd` leads elsewhere, where there is no such file.
      #expect(Self.place(path) != .descriptor(1) || FileManager.default.fileExists(atPath: path))
    } else {
      #expect(Self.place(path) == .descriptor(number))
    }
  }

  #if os(Linux)
  @Test(
    "so are the names in /proc of this process, and those of another are opened",
    arguments: ["self", "thread-self", "\(getpid())", "../proc/self"])
  func processes(_ process: String) {
    #expect(Self.place("/proc/\(process)/fd/1") == .descriptor(1))
    #expect(Self.place("/proc/1/fd/1") == .direct(Array("/proc/1/fd/1".utf8)))
  }
  #endif

  @Test("links are followed to where they lead, even to nothing")
  func links() throws {
    let place = OutputPlace.file(Array("\(folder.path)/real".utf8))
    try folder.link("a", to: "real")
    try folder.link("b", to: "\(folder.path)/a")
    try folder.link("c", to: "./b")
    try folder.link("here", to: ".")
    for isThere in [false, true] {
      if isThere { try Data().write(to: URL(filePath: "\(folder.path)/real")) }
      for name in [
        "real", "a", "b", "c", "./real", "here/a",
        "here/../\(folder.path.split(separator: "/").last ?? "")/c",
      ] {
        #expect(Self.place("\(folder.path)/\(name)") == place, "\(name)")
      }
    }
    try folder.link("out", to: "/dev/stdout")
    #expect(Self.place("\(folder.path)/out") == .descriptor(1))
  }

  @Test("what is no file and cannot become one is opened, so that the system says why")
  func direct() throws {
    try folder.link("loop", to: "loop")
    for path in ["/dev/null", folder.path, "\(folder.path)/", "\(folder.path)/loop", "/dev/null/x"]
    {
      #expect(Self.place(path) == .direct(Array(path.utf8)))
    }
  }

  @Test("a name that is relative is one in the folder of the process")
  func relative() throws {
    let here = try #require(FileSystem.realPath(Array(".".utf8)))
    #expect(Self.place("no such file") == .file(here + Array("/no such file".utf8)))
  }
}
