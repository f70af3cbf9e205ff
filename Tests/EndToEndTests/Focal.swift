import Foundation
import TestSupport

/// A run of the built program in a process of its own.
struct Focal {
  let status: Int32
  let output: String
  let diagnostics: String

  /// Runs the program.
  ///
  /// - Parameters:
  ///   - arguments: the command line, without the name of the program.
  ///   - input: standard input, which is a file; a pipe would end this process by a signal where the
  ///     program does not read it.
  ///   - environment: variables that it has beside those of this process.
  /// - Throws: where it cannot be started.
  init(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "focal-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = Products.folder.appending(path: "focal")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let (outPipe, errorPipe) = (Pipe(), Pipe())
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = outPipe
    process.standardError = errorPipe
    try process.run()
    // Both pipes are read before the process is waited for, or it might wait for us.
    let group = DispatchGroup()
    let errors = Reading(errorPipe, group)
    output = String(
      decoding: outPipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    group.wait()
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -1
    diagnostics = String(decoding: errors.data, as: UTF8.self)
  }

  /// What another thread reads from a pipe; complete when the group is done.
  private final class Reading: @unchecked Sendable {
    private(set) var data = Data()

    init(_ pipe: Pipe, _ group: DispatchGroup) {
      DispatchQueue.global().async(group: group) { [self] in
        data = pipe.fileHandleForReading.readDataToEndOfFile()
      }
    }
  }
}

extension Products {
  /// Runs a line of shell as `shell` does, and prints `status N` on a line of its own.
  ///
  /// - Parameter line: the line.
  /// - Returns: what it printed.
  /// - Throws: where the shell cannot be started.
  static func shellWithStatus(_ line: String) throws -> String {
    try shell("\(line)\necho \"status $?\"")
  }
}
