import FocalLoss
import FocalOutput

/// The program: arguments in, exit status out.
package enum Program {
  /// Runs the program with arguments that are UTF-8.
  ///
  /// - Parameters:
  ///   - arguments: the command line, without the name of the program.
  ///   - streams: what to read from and write to.
  /// - Returns: the exit status of the process.
  package static func run(_ arguments: [String], _ streams: Streams) -> ExitStatus {
    run(commandLine: ["focal"] + arguments.map { SystemText($0) }, streams)
  }

  /// Runs the program.
  ///
  /// - Parameters:
  ///   - commandLine: the name of the program and its arguments; empty where the system does not say.
  ///   - streams: what to read from and write to.
  /// - Returns: the exit status of the process.
  package static func run(commandLine: [SystemText], _ streams: Streams) -> ExitStatus {
    do throws(CommandError) {
      guard !commandLine.isEmpty else { throw .usage(.noCommandLine) }
      return try perform(commandLine.dropFirst(), streams)
    } catch {
      let diagnostic = Diagnostic(error)
      if diagnostic.status != .done {
        // Where even this cannot be written, the status has to say it all.
        let width = streams.isDiagnosticsTerminal ? streams.outputWidth ?? 80 : nil
        try? streams.diagnostics.write(diagnostic.lines(width: width))
        try? streams.diagnostics.flush()
      }
      return diagnostic.status
    }
  }

  private static func perform(
    _ arguments: ArraySlice<SystemText>, _ streams: Streams
  ) throws(CommandError) -> ExitStatus {
    let command = arguments.first.flatMap { Command(rawValue: $0.text) } ?? .compute
    let settings = try usage { () throws(UsageError) in
      let rest = arguments.dropFirst(command == .compute ? 0 : 1)
      var parser = ArgumentParser(rest, for: command)
      let settings = try parser.settings()
      // Whoever asks for help gets it, whatever else is said.
      if settings.help == nil { try settings.check() }
      return settings
    }
    if let help = settings.help {
      let text = HelpText(of: command)
      return try print(help == .short ? text.short : text.long, streams)
    }
    if settings.isVersionWanted { return try print("focal \(Signature.currentVersion)\n", streams) }
    if command.readsData(settings), settings.input.files.isEmpty, streams.isInputTerminal {
      throw .usage(.nothingToRead)
    }
    switch command {
    case .compute:
      let status = try ComputeCommand.run(settings, streams)
      // Where a warning cannot be written, the result still stands.
      try? streams.diagnostics.flush()
      return status
    case .compare:
      try CompareCommand.run(settings, streams)
      return .done
    case .identify:
      return try IdentifyCommand.run(settings, streams)
    case .explain:
      try ExplainCommand.run(settings, streams)
      return .done
    case .curve:
      try CurveCommand.run(settings, streams)
      return .done
    case .sweep:
      try SweepCommand.run(settings, streams)
      try? streams.diagnostics.flush()
      return .done
    case .merge:
      return try MergeCommand.run(settings, streams)
    case .inspect:
      try InspectCommand.run(settings, streams)
      return .done
    case .help:
      try HelpCommand.run(settings, streams)
      return .done
    case .presets:
      try PresetsCommand.run(settings, streams)
      return .done
    case .man:
      try ManCommand.run(settings, streams)
      return .done
    case .completions:
      try CompletionsCommand.run(settings, streams)
      return .done
    }
  }

  private static func print(
    _ text: String, _ streams: Streams
  ) throws(CommandError) -> ExitStatus {
    do throws(OutputError) {
      try streams.output.write(text)
      try streams.output.finish()
    } catch {
      throw .output(error)
    }
    return .done
  }

  private static func usage<Result>(
    _ body: () throws(UsageError) -> Result
  ) throws(CommandError) -> Result {
    do throws(UsageError) {
      return try body()
    } catch {
      throw .usage(error)
    }
  }
}
