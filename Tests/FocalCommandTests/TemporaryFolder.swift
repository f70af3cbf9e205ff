import Foundation
import Testing

/// A folder for the files of a test, removed when nobody holds it any more.
final class TemporaryFolder {
  private let folder: URL

  /// A new and empty folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "focal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a file that may not exist yet.
  func path(_ name: String) -> String { folder.appending(path: name).path() }

  /// The path of a new file with a text.
  func file(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: folder.appending(path: name))
    return path(name)
  }

  /// The path of a new FIFO, into which a text is written as soon as somebody reads it.
  func pipe(_ name: String, _ text: String) throws -> String {
    let path = path(name)
    try #require(unsafe mkfifo(path, 0o600) == 0)
    let writer = Thread {
      let handle = try? FileHandle(forWritingTo: URL(filePath: path))
      try? handle?.write(contentsOf: Data(text.utf8))
      try? handle?.close()
    }
    writer.start()
    return path
  }

  /// The text of a file.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The names of all files.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
  }
}
