internal import FocalCommand

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// Before anything that could go wrong.
CrashSignals.restore()
StandardDescriptors.openMissing()

// A reader that goes away, as `| head` does, is then an error of `write` and no signal.
signal(SIGPIPE, SIG_IGN)

// So is a limit of the size of files, where the space that is asked for ahead would go beyond it.
signal(SIGXFSZ, SIG_IGN)

// Where whoever started us ignores the end of children, nobody could tell whether one ended well.
signal(SIGCHLD, SIG_DFL)

// Set to anything, NO_COLOR asks all programs for text without color: https://no-color.org
let noColor = unsafe getenv("NO_COLOR").map { unsafe $0.pointee != 0 } ?? false

let streams = Streams(
  inputDescriptor: STDIN_FILENO, isInputTerminal: isatty(STDIN_FILENO) == 1,
  outputDescriptor: STDOUT_FILENO, isOutputTerminal: isatty(STDOUT_FILENO) == 1,
  diagnosticsDescriptor: STDERR_FILENO, isDiagnosticsTerminal: isatty(STDERR_FILENO) == 1,
  allowsColor: !noColor)

// By their bytes: names of files need not be UTF-8.
let arguments = (0..<Int(CommandLine.argc)).compactMap { index in
  unsafe CommandLine.unsafeArgv[index].map { text in
    unsafe SystemText(
      bytes: UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) })
  }
}
exit(Program.run(commandLine: arguments, streams).rawValue)
