import Foundation
import TestSupport
import Testing

@testable import FocalInput

@Suite("ChildProcess")
struct ChildProcessTests {
  static let shell = "/bin/sh"

  /// All that a program writes, read some bytes at a time.
  static func output(_ process: ChildProcess, step: Int = 4096) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: step)
    while true {
      let count = try process.read(into: &buffer, 0..<step)
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  @Test("A program gets all bytes of a source, while what it writes is read")
  func fed() throws {
    var generator = SplitMix64(seed: 31)
    for (count, readSize) in [
      (0, 1), (1, 1), (511, 7), (512, .max), (70_000, 100), (600_000, .max),
    ] {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let source = ByteSource(bytes: bytes, name: "test", readSize: readSize)
      let process = try ChildProcess(path: "/bin/cat", [], input: .source(source))
      #expect(try Self.output(process) == bytes, "seed 31, \(count) bytes")
    }
  }

  @Test("A program reads a file from where it was read first")
  func file() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try Data("hello, world".utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let file = try FileDescriptor(path: Array(url.path(percentEncoded: false).utf8))
    var buffer = [UInt8](repeating: 0, count: 5)
    #expect(try file.read(into: &buffer, 0..<5) == 5)
    let process = try ChildProcess(path: "/bin/cat", [], input: .file(file))
    #expect(try Self.output(process, step: 5) == Array("hello, world".utf8))
  }

  @Test(
    "A program that fails is an error with its words, after what it wrote",
    arguments: [
      ("echo some; echo no good >&2; exit 3", "no good"), ("echo some; exit 3", "exit status 3"),
      ("echo some; printf '\\none\\ntwo' >&2; false", "one; two"),
      ("echo some; kill -9 $$", "signal 9"),
    ])
  func failure(_ script: String, _ reason: String) throws {
    let source = ByteSource(bytes: Array("unread".utf8), name: "test")
    let process = try ChildProcess(path: Self.shell, ["-c", script], input: .source(source))
    var buffer = [UInt8](repeating: 0, count: 9)
    #expect(try process.read(into: &buffer, 0..<9) == 5)
    #expect(throws: InputError(.decompression(reason: reason))) {
      _ = try Self.output(process)
    }
  }

  @Test("Words without end are cut, and a program that complains first is heard")
  func manyWords() throws {
    let script = "yes no | head -c 200000 >&2; echo some; exit 1"
    let source = ByteSource(bytes: [], name: "test")
    let process = try ChildProcess(path: Self.shell, ["-c", script], input: .source(source))
    let expected =
      String(
        repeating: "no\n", count: 4096 / 3
      ).split(separator: "\n").joined(separator: "; ") + "; n"
    #expect(throws: InputError(.decompression(reason: expected))) {
      _ = try Self.output(process)
    }
  }

  @Test("A program that cannot be started is an error")
  func noProgram() {
    let source = ByteSource(bytes: [], name: "test")
    let reason = "/nonexistent/gzip: No such file or directory"
    #expect(throws: InputError(.decompression(reason: reason))) {
      _ = try ChildProcess(path: "/nonexistent/gzip", [], input: .source(source))
    }
  }

  @Test("A program that is not read to its end is killed and waited for")
  func dropped() throws {
    let source = ByteSource(bytes: [], name: "test")
    var process: ChildProcess? = try ChildProcess(
      path: Self.shell, ["-c", "echo $$; exec sleep 1000"], input: .source(source))
    var buffer = [UInt8](repeating: 0, count: 32)
    let count = try #require(try process?.read(into: &buffer, 0..<32))
    let number = try #require(
      pid_t(String(decoding: buffer.prefix(count - 1), as: UTF8.self)))
    #expect(kill(number, 0) == 0, "it runs")
    process = nil
    // Not even a zombie, which a signal would reach.
    #expect(kill(number, 0) == -1)
  }

  @Test("A program gets none of the variables that change what such programs do")
  func variables() throws {
    let source = ByteSource(bytes: [], name: "test")
    let process = try ChildProcess(path: "/usr/bin/env", [], input: .source(source))
    #expect(try Self.output(process) == Array("LC_ALL=C\n".utf8))
  }

  @Test("A program is looked for in absolute folders only")
  func paths() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path(percentEncoded: false)
    let program = folder.appending(path: "tool")
    try Data("#!/bin/sh\n".utf8).write(to: program)
    #expect(ChildProcess.path(of: "tool", in: path) == nil, "it cannot be run")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.path(percentEncoded: false))
    #expect(ChildProcess.path(of: "tool", in: path) == "\(path)/tool")
    #expect(ChildProcess.path(of: "tool", in: "/nonexistent:\(path):/") == "\(path)/tool")
    let here = FileManager.default.currentDirectoryPath
    let up = String(repeating: "../", count: here.split(separator: "/").count)
    for folders in ["", ".", ":", up + path.dropFirst(), "\(path)x", "/nonexistent"] {
      #expect(ChildProcess.path(of: "tool", in: folders) == nil, "\(folders)")
    }
    #expect(ChildProcess.path(of: "bin", in: "/usr") == nil, "a folder is no program")
  }
}
