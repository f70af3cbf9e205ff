import FocalLoss

/// The losses of all readings, estimated in a few operations each.
struct Estimates {
  /// A reading with its rounded sums.
  struct Entry {
    let reading: Reading
    let table: LossTable
  }

  let entries: [Entry]

  /// The options given.
  let settings: Settings

  /// The predictions of a sample.
  let predictionCount: Int

  /// The rows left out because of their label.
  let ignoredCount: Int

  /// Whether targets may be between 0 and 1.
  let hasFractions: Bool

  init(_ result: PipelineResult, _ identification: Identification, _ settings: Settings) {
    entries = identification.readings.map {
      Entry(reading: $0, table: $0.grid.table)
    }
    self.settings = settings
    predictionCount = result.binding.predictions.count
    ignoredCount = result.warnings.ignored.count
    hasFractions = result.convention.softTargets != nil
  }

  /// The samples as the tasks mean them.
  var meant: [Entry] { entries.filter { $0.reading.kind == .meant } }

  /// The tasks tried.
  var tasks: [ClassificationTask] { meant.map { $0.reading.space.lines[0].task } }

  /// The loss of a convention.
  ///
  /// - Parameters:
  ///   - convention: the convention; its α has one value or one a class.
  ///   - kind: the reading.
  /// - Returns: the loss; nil where the reading does not have it.
  func loss(_ convention: Convention, _ kind: Reading.Kind = .meant) -> Double? {
    let form = convention.lineForm(hasFractions: hasFractions)
    for entry in entries where entry.reading.kind == kind {
      guard let line = entry.reading.space.lines.firstIndex(of: form),
        let weighting = try? entry.table.weighting(convention)
      else { continue }
      let index = Reduction.allCases.firstIndex(of: convention.reduction) ?? 0
      let loss = entry.table.losses(ofLine: line, weighting)[index]
      return loss.isNaN ? nil : loss
    }
    return nil
  }
}
