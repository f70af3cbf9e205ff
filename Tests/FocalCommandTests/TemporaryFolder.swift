import Foundation

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

  /// The text of a file.
  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The names of all files.
  func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
  }
}
