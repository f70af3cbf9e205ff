import FocalLoss
import FocalOutput

/// `focal explain`: every number from which the loss of one sample is put together.
enum ExplainCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let delivery = try ReportDelivery(settings, streams)
    let given = settings.input.row == nil ? GivenSample(settings) : nil
    var reading = given?.settings ?? settings
    // What is explained is the loss of a sample: nothing is reduced, and nothing streamed.
    reading.loss.reduction = .mean
    var pipeline = Pipeline(reading, input: given?.source ?? streams.input, stream: nil) { _ in
      RowFinder(wanted: settings.input.row ?? 1)
    }
    let (result, finder) = try pipeline.run()
    guard let found = finder.found else {
      throw .noSuchRow(finder.wanted, rowCount: finder.rowCount)
    }
    let explanation: Explanation
    do throws(ParameterError) {
      explanation = try Explanation(found, result, isGiven: given != nil, settings)
    } catch {
      throw .convention(.parameter(error))
    }
    try delivery.deliver(explanation.report)
  }
}
