import Foundation
import Testing

@testable import FocalInput

@Suite struct ByteSourceTests {
  /// A folder that is removed with its suite.
  final class Folder {
    let url: URL
    init() throws {
      url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }
    func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }
  }

  let folder: Folder
  init() throws { folder = try Folder() }

  /// All bytes of a source, read a few at a time into the middle of a buffer.
  static func bytes(_ source: ByteSource, step: Int = 5) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0xaa, count: step + 2)
    while true {
      let count = try source.read(into: &buffer, 1..<step + 1)
      guard count > 0 else { break }
      bytes += buffer[1..<count + 1]
    }
    #expect(buffer.first == 0xaa && buffer.last == 0xaa, "only the range is written")
    #expect(buffer.count == step + 2)
    return bytes
  }

  @Test("bytes in memory come in reads of a size at most", arguments: [1, 2, 3, 5, 6, Int.max])
  func memory(readSize: Int) throws {
    let source = ByteSource(bytes: Array("hello, world".utf8), name: "test", readSize: readSize)
    #expect(source.name == "test")
    var buffer = [UInt8](repeating: 0, count: 5)
    #expect(try source.read(into: &buffer, 0..<5) == min(5, readSize))
    #expect(buffer.first == UInt8(ascii: "h"))
    #expect(try Self.bytes(source) == Array("hello, world".utf8.dropFirst(min(5, readSize))))
    #expect(try source.read(into: &buffer, 0..<5) == 0, "the end stays the end")
  }

  @Test("a file is read to its end", arguments: [0, 1, 4, 5, 6, 10, 70_000])
  func file(byteCount: Int) throws {
    let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0) }
    let path = folder.path("file \u{3b3}")
    try Data(bytes).write(to: URL(filePath: path))
    let source = try ByteSource(path: path)
    #expect(source.name == path)
    #expect(try Self.bytes(source) == bytes)
    #expect(try Self.bytes(source, step: 4096).isEmpty)
  }

  @Test("a missing file is told with the reason of the system")
  func missing() {
    #expect(throws: InputError(.cannotOpen(reason: "No such file or directory"))) {
      _ = try ByteSource(path: folder.path("missing"))
    }
    #expect(throws: InputError(.cannotOpen(reason: "No such file or directory"))) {
      _ = try ByteSource(path: "")
    }
  }

  @Test("a file in place of a folder is told with the reason of the system")
  func notADirectory() throws {
    try Data().write(to: URL(filePath: folder.path("file")))
    #expect(throws: InputError(.cannotOpen(reason: "Not a directory"))) {
      _ = try ByteSource(path: folder.path("file/below"))
    }
  }

  @Test("a directory is told to be one")
  func directory() throws {
    let source = try ByteSource(path: folder.path(""))
    #expect(throws: InputError(.isDirectory)) { _ = try Self.bytes(source) }
  }

  @Test("a directory is told to be one by the reader of its chunks too")
  func directoryInChunks() throws {
    let reader = ChunkReader(
      try ByteSource(path: folder.path("")), format: .delimited(by: UInt8(ascii: ",")))
    var chunk = Chunk()
    #expect(throws: InputError(.isDirectory)) { _ = try reader.next(&chunk) }
  }

  @Test(
    "a file that may not be read is told with the reason of the system",
    .disabled(if: geteuid() == 0, "root may read everything"))
  func unreadable() throws {
    let path = folder.path("unreadable")
    #expect(FileManager.default.createFile(atPath: path, contents: Data()))
    try FileManager.default.setAttributes([.posixPermissions: 0o200], ofItemAtPath: path)
    #expect(throws: InputError(.cannotOpen(reason: "Permission denied"))) {
      _ = try ByteSource(path: path)
    }
  }

  @Test("a descriptor that is open for writing only cannot be read, and stays open")
  func writeOnly() throws {
    let path = folder.path("write-only")
    #expect(FileManager.default.createFile(atPath: path, contents: Data()))
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    do {
      let source = ByteSource(descriptor: handle.fileDescriptor, name: "standard input")
      #expect(source.name == "standard input")
      #expect(throws: InputError(.cannotRead(reason: "Bad file descriptor"))) {
        _ = try Self.bytes(source)
      }
    }
    try handle.write(contentsOf: Data("still open".utf8))
    try handle.close()
  }

  @Test("a pipe is read to its end, in whatever pieces it comes")
  func pipe() throws {
    let pipe = Pipe()
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let writer = Thread {
      for start in stride(from: 0, to: bytes.count, by: 1000) {
        try? pipe.fileHandleForWriting.write(contentsOf: Data(bytes[start..<start + 1000]))
      }
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let source = ByteSource(descriptor: pipe.fileHandleForReading.fileDescriptor, name: "-")
    #expect(try Self.bytes(source, step: 4096) == bytes)
  }

  @Test("a FIFO is read by its path as a file is")
  func fifo() throws {
    let path = folder.path("fifo")
    try #require(unsafe mkfifo(path, 0o600) == 0)
    let text = (0..<20_000).map { "\($0),\($0 * 2)\n" }.joined()
    let writer = Thread {
      let handle = try? FileHandle(forWritingTo: URL(filePath: path))
      try? handle?.write(contentsOf: Data(text.utf8))
      try? handle?.close()
    }
    writer.start()
    let reader = ChunkReader(
      try ByteSource(path: path), format: .delimited(by: UInt8(ascii: ",")), chunkByteCount: 5000)
    var chunk = Chunk()
    var read = ""
    while try reader.next(&chunk) {
      let rows = chunk.text(chunk.rows)
      #expect(rows.hasSuffix("\n"))
      read += rows
    }
    #expect(read == text)
  }

  @Test("a source closes the file that it opened")
  func closes() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 64, rlim_max: 64)
      #if os(Linux)
      try #require(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
      #else
      try #require(unsafe setrlimit(RLIMIT_NOFILE, &limit) == 0)
      #endif
      for _ in 0..<100 { _ = try ByteSource(path: "/dev/null") }
    }
  }
}

@Suite("A look at a source")
struct ByteSourcePeekTests {
  @Test("What was looked at is read afterwards, in pieces of any size", arguments: [1, 3, 100])
  func read(pieceCount: Int) throws {
    let bytes = Array("0123456789".utf8)
    let source = ByteSource(bytes: bytes, name: "test", readSize: 4)
    #expect(try source.peek(2).starts(with: bytes[..<2]))
    #expect(try source.peek(7).starts(with: bytes[..<7]))
    #expect(try source.peek(1).starts(with: bytes[..<1]))
    var read: [UInt8] = []
    var buffer = Array(repeating: UInt8(0), count: pieceCount)
    while case let count = try source.read(into: &buffer, 0..<pieceCount), count > 0 {
      read += buffer[..<count]
    }
    #expect(read == bytes)
  }

  @Test("A look beyond the end gives all there is")
  func end() throws {
    let source = ByteSource(bytes: [1, 2], name: "test")
    #expect(try source.peek(10) == [1, 2])
    #expect(try source.peek(20) == [1, 2])
  }
}
