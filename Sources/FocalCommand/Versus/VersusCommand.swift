import FocalLoss
import FocalOutput

/// `focal versus`: whether the predictions of a model are better than those of another on the same samples.
enum VersusCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Returns: done, or exceeded where a model is worse than `--fail-if-worse` allows.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ExitStatus {
    let delivery = try ReportDelivery(settings, streams)
    let models = try Model.all(settings, streams.input)
    let held = HeldRun(settings: settings, models: models, streams: streams)
    let paired =
      settings.input.id == nil
      ? try PairedRun(settings: settings, models: models, streams: streams).run() : nil
    let results = if let paired { paired } else { try held.run() }
    let inferences = results.pairing.rivals.map { Inference($0.differences, settings) }
    let report = VersusReport(results, inferences, settings).report
    var failure: OutputError?
    do throws(CommandError) {
      try delivery.deliver(report)
    } catch {
      guard case .output(let reason) = error else { throw error }
      failure = reason
    }
    let isWorse = try isAnyWorse(inferences, results.pairing.names, settings, streams)
    guard let failure else { return isWorse ? .exceeded : .done }
    // A gate that is exceeded is told as that, whoever reads the report.
    guard isWorse else { throw .output(failure) }
    if failure != .readerGone {
      try? streams.diagnostics.write(Diagnostic(.output(failure)).lines(width: nil))
    }
    return .exceeded
  }

  /// Whether a model is worse than it may be, which is said.
  private static func isAnyWorse(
    _ inferences: [Inference], _ names: [String], _ settings: Settings, _ streams: Streams
  ) throws(CommandError) -> Bool {
    guard let tolerance = settings.versus.tolerance else { return false }
    defer { try? streams.diagnostics.flush() }
    var isWorse = false
    for (inference, name) in zip(inferences, names.dropFirst()) {
      // A gate must not open for what does not exist.
      guard let difference = inference.difference else {
        throw .pairing(.undecided(file: name, isDifferenceKnown: false))
      }
      guard difference > tolerance else { continue }
      guard inference.interval != nil else {
        throw .pairing(.undecided(file: name, isDifferenceKnown: true))
      }
      guard inference.isTold else { continue }
      isWorse = true
      try? streams.diagnostics.write(
        "focal: \(name.escapingControls) is worse than \(names[0].escapingControls) by "
          + "\(NumberText.shortest(difference)), above \(NumberText.shortest(tolerance))\n")
    }
    return isWorse
  }
}
