import FocalInput
import FocalOutput

@testable import FocalCommand

/// Runs the program in this process, with memory for its streams.
///
/// - Parameters:
///   - arguments: the command line, without the name of the program.
///   - input: standard input.
///   - readSize: the bytes of one read at most, as pipes have such a size.
///   - isInputTerminal: whether standard input is a terminal.
/// - Returns: what it gave.
func focal(
  _ arguments: [String], input: [UInt8], readSize: Int = .max, isInputTerminal: Bool = false
) -> Run {
  let streams = Streams(
    input: ByteSource(bytes: input, name: "<stdin>", readSize: readSize),
    isInputTerminal: isInputTerminal, output: ByteSink(), diagnostics: ByteSink())
  let status = Program.run(arguments, streams)
  return Run(
    status: status, output: String(decoding: streams.output.bytes, as: UTF8.self),
    diagnostics: String(decoding: streams.diagnostics.bytes, as: UTF8.self))
}

/// Runs the program with arguments that a shell would take from a line, spaces apart.
func focal(_ line: String, input: String = "") -> Run {
  focal(line.split(separator: " ").map(String.init), input: Array(input.utf8))
}

extension Streams {
  /// Streams in memory.
  static func memory(input: String = "") -> Streams {
    Streams(
      input: ByteSource(bytes: Array(input.utf8), name: "<stdin>"), isInputTerminal: false,
      output: ByteSink(), diagnostics: ByteSink())
  }
}
