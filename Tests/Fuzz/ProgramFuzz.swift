import FocalCommand
import FocalInput
import FocalOutput
import TestSupport

/// Runs the whole program in this process.
enum ProgramFuzz {
  /// What a run gave.
  struct Run: Equatable {
    let status: Int32
    let output: [UInt8]
    let diagnostics: [UInt8]
  }

  /// Any command line over any bytes must give an answer or one clear line, and the same whatever
  /// comes in one read and whatever number of threads is at work.
  static func check(_ arguments: [String], _ bytes: [UInt8]) -> FuzzVerdict {
    let run = run(arguments, bytes, readSize: .max)
    if let law = brokenLaw(run, arguments) { return .broken("\(arguments): \(law)") }
    for readSize in [1, 7] {
      let other = self.run(arguments, bytes, readSize: readSize)
      guard other == run else {
        return .broken(
          "\(arguments): reads of \(readSize) bytes give \(text(other)), not \(text(run))")
      }
    }
    return run.status <= 1 ? .accepted : .refused
  }

  /// Runs the program.
  static func run(_ arguments: [String], _ bytes: [UInt8], readSize: Int = .max) -> Run {
    let streams = Streams(
      input: ByteSource(bytes: bytes, name: "<stdin>", readSize: readSize), isInputTerminal: false,
      output: ByteSink(), diagnostics: ByteSink(), now: { 0 })
    let status = Program.run(arguments, streams)
    return Run(
      status: status.rawValue, output: streams.output.bytes,
      diagnostics: streams.diagnostics.bytes)
  }

  private static func brokenLaw(_ run: Run, _ arguments: [String]) -> String? {
    guard [0, 1, 64, 65, 66, 74].contains(run.status) else { return "status \(run.status)" }
    let said = String(decoding: run.diagnostics, as: UTF8.self)
    let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard said.isEmpty || said.hasSuffix("\n"), lines.allSatisfy({ $0.hasPrefix("focal: ") }) else {
      return "lines of standard error: \(said.debugDescription)"
    }
    guard !hasControls(said) else { return "control characters: \(said.debugDescription)" }
    let errors = lines.filter { !$0.hasPrefix("focal: warning: ") }
    guard errors.count == (run.status > 1 ? 1 : 0) || run.status == 1 else {
      return "\(errors.count) errors with status \(run.status): \(said.debugDescription)"
    }
    let isStream = arguments.contains("--per-sample") || arguments.contains("none")
    if run.status > 1, !isStream, !arguments.contains("inspect"), !run.output.isEmpty {
      return "half a report: \(text(run))"
    }
    return brokenLaw(ofOutput: run, arguments, isStream: isStream)
  }

  private static func brokenLaw(
    ofOutput run: Run, _ arguments: [String], isStream: Bool
  ) -> String? {
    guard run.output.isEmpty || run.output.last == UInt8(ascii: "\n") else {
      return "a line without an end: \(text(run))"
    }
    let written = String(decoding: run.output, as: UTF8.self)
    if written.hasPrefix("<svg ") { return nil }
    let isText = !isStream && !arguments.contains("--color") && format(arguments) == "table"
    if isText, hasControls(written) { return "control characters: \(written.debugDescription)" }
    if !isStream, format(arguments) == "json", run.status < 2,
      RandomJSON.isValid(run.output) == false
    {
      return "no JSON: \(written.debugDescription)"
    }
    return nil
  }

  /// The last format that is asked for.
  private static func format(_ arguments: [String]) -> String {
    var format = "table"
    for (option, value) in zip(arguments, arguments.dropFirst() + [""]) {
      if option == "--format" { format = value }
      if option == "--json" { format = "json" }
    }
    return format
  }

  /// Whether a text has characters that a terminal would obey, or that turn its reading direction.
  private static func hasControls(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x0a: false
      case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069, 0x2028...0x2029: true
      default: false
      }
    }
  }

  private static func text(_ run: Run) -> String {
    "status \(run.status), \(String(decoding: run.output, as: UTF8.self).debugDescription), "
      + String(decoding: run.diagnostics, as: UTF8.self).debugDescription
  }
}
