#if os(Linux)
import Foundation
import TestSupport
import Testing

/// A crash, or Ctrl-\, runs no program of the folder that somebody's data is in.
@Suite struct BacktracerTests {
  /// Where Swift's runtime looks for its backtracer: below the folder of the program, or the one above.
  static let places = [
    "", "bin", "libexec", "libexec/swift", "libexec/swift/linux", "libexec/swift/linux/x86_64",
    "libexec/swift/linux/aarch64", "bin/x86_64", "usr/libexec/swift/linux", "swift/linux",
  ]

  /// A folder with the program, and with programs in all these places that leave a mark.
  final class Trap {
    let folder: URL
    var inner: URL { folder.appending(path: "inner") }

    init() throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "focal-\(UUID().uuidString)")
      for parent in ["", "inner/"] {
        for place in places {
          let url = folder.appending(path: parent + place)
          try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
          for name in ["swift-backtrace", "swift-backtrace-static"] {
            let program = url.appending(path: name).path()
            try "#!/bin/sh\n: > '\(folder.path())ran'\n".write(
              toFile: program, atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes(
              [.posixPermissions: 0o755], ofItemAtPath: program)
          }
        }
      }
      try FileManager.default.copyItem(
        at: Products.folder.appending(path: "focal"), to: inner.appending(path: "focal"))
    }
    deinit { try? FileManager.default.removeItem(at: folder) }

    var hasRun: Bool {
      FileManager.default.fileExists(atPath: folder.appending(path: "ran").path())
    }
  }

  /// Runs a program with a signal as whoever starts it has it, sends it that signal while it waits for
  /// input, and waits for its end.
  ///
  /// - Returns: how it ended, what it printed, and what it said.
  static func run(
    _ command: String, in folder: URL, signal number: Int32, isIgnored: Bool = false,
    backtrace: String? = nil
  ) throws -> (Process, output: String, messages: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // The threads of this process block signals, which is inherited.
    let action = isIgnored ? "IGNORE" : "DEFAULT"
    let script = """
      my $name = (split " ", $Config{sig_name})[shift]; $SIG{$name} = "\(action)";
      sigprocmask(SIG_SETMASK, POSIX::SigSet->new()); exec @ARGV
      """
    process.arguments = ["perl", "-MPOSIX", "-MConfig", "-e", script, "\(number)", command, "-b"]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": ".:/usr/bin:/bin"]
    process.environment?["SWIFT_BACKTRACE"] = backtrace
    let (input, output, messages) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = messages
    try process.run()
    // Once it has read something it is beyond its start.
    let writing = input.fileHandleForWriting
    try writing.write(contentsOf: Data("label,p\n1,.5\n0,.5\n".utf8))
    var unread: Int32 = 1
    while unread > 0, process.isRunning {
      usleep(1000)
      try #require(unsafe ioctl(writing.fileDescriptor, UInt(FIONREAD), &unread) == 0)
    }
    kill(process.processIdentifier, number)
    try writing.close()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let said = messages.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      process, String(decoding: printed, as: UTF8.self), String(decoding: said, as: UTF8.self)
    )
  }

  @Test(
    "the signals of a crash end the process and nothing else",
    arguments: [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV],
    [nil, "enable=yes,warnings=suppressed"])
  func signals(number: Int32, backtrace: String?) throws {
    let trap = try Trap()
    for path in ["focal", trap.inner.appending(path: "focal").path()] {
      let (process, output, messages) = try Self.run(
        path, in: trap.inner, signal: number, backtrace: backtrace)
      #expect(process.terminationReason == .uncaughtSignal)
      #expect(process.terminationStatus == number)
      #expect(output.isEmpty && messages.isEmpty)
      #expect(!trap.hasRun)
    }
  }

  @Test("a signal that whoever starts it has turned off stays so", arguments: [SIGQUIT, SIGABRT])
  func ignored(number: Int32) throws {
    let (process, output, _) = try Self.run(
      "focal", in: Products.folder, signal: number, isIgnored: true)
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(output == "0.08664339756999316\n")
  }
}
#endif
