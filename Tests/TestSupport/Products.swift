public import Foundation

/// The programs that the package builds, and the folder it stands in.
public enum Products {
  /// The folder of the built programs: the one of the test bundle itself.
  public static var folder: URL {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    // On macOS the bundle is a folder, with the programs beside it.
    while folder.path().contains(".xctest") { folder = folder.deletingLastPathComponent() }
    return folder
  }

  /// The root of the package.
  public static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs a line of shell in the root of the package, with the built programs on the path.
  ///
  /// - Parameter line: the line.
  /// - Returns: what it printed, standard output and standard error as a terminal shows them.
  /// - Throws: where the shell cannot be started.
  public static func shell(_ line: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = root
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = ["PATH": "\(folder.path()):\(path)", "LC_ALL": "C"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
