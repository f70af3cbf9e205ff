import FocalInput
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
    let given = settings.input.seeksRow ? nil : GivenSample(settings)
    var reading = given?.settings ?? settings
    // What is explained is the loss of a sample: nothing is reduced, and nothing streamed.
    reading.loss.reduction = .mean
    var pipeline = Pipeline(reading, input: given?.source ?? streams.input, stream: nil) { _ in
      RowFinder(wanted: settings.input.sample.map { .id($0) } ?? .row(settings.input.row ?? 1))
    }
    let (result, finder) = try pipeline.run()
    guard let found = finder.found else {
      switch finder.wanted {
      case .row(let row): throw .noSuchRow(row, rowCount: finder.rowCount)
      case .id(let id): throw .noSuchSample(id, rowCount: finder.rowCount)
      }
    }
    if let other = finder.repeatedRow, let id = settings.input.sample {
      throw .repeatedSample(id, rows: [found.row, other])
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

/// A sample whose values stand on the command line, as a table of one row.
///
/// It goes the way of every file, so its values are read, checked and refused like those of a file.
struct GivenSample {
  /// The table.
  let source: ByteSource

  /// The settings with the columns of the table in place of the values.
  let settings: Settings

  /// The sample that settings give.
  ///
  /// - Parameter settings: settings with values for `--label` and `--prediction`.
  init?(_ settings: Settings) {
    guard let labels = settings.input.labels, let predictions = settings.input.predictions else {
      return nil
    }
    func names(_ stem: String, _ values: [ColumnSelector], _ family: String) -> [String] {
      values.count == 1 ? [stem] : values.indices.map { "\(family)\($0)" }
    }
    let labelNames = names("label", labels, "label_")
    let predictionNames = names("prediction", predictions, "p")
    let lines = [labelNames + predictionNames, (labels + predictions).map(\.text)].map { fields in
      fields.map(Self.quoted).joined(separator: ",") + "\n"
    }
    source = ByteSource(bytes: Array(lines.joined().utf8), name: "<arguments>")
    var table = settings
    table.input.labels = labelNames.map { ColumnSelector(text: $0) }
    table.input.predictions = predictionNames.map { ColumnSelector(text: $0) }
    table.input.format = .csv
    table.input.header = .present
    table.input.delimiter = UInt8(ascii: ",")
    self.settings = table
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(escaped)\""
  }
}
