import FocalCommand

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

// A reader that goes away, as `| head` does, is then an error of `write` and no signal.
signal(SIGPIPE, SIG_IGN)

let streams = Streams(
  inputDescriptor: STDIN_FILENO, isInputTerminal: isatty(STDIN_FILENO) == 1,
  outputDescriptor: STDOUT_FILENO, diagnosticsDescriptor: STDERR_FILENO)
exit(Program.run(Array(CommandLine.arguments.dropFirst()), streams).rawValue)
