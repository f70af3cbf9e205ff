internal import FocalCommand

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

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
exit(Program.run(Array(CommandLine.arguments.dropFirst()), streams).rawValue)
