import FocalLoss
import FocalOutput

extension Warning {
  /// The warnings that numbers may be of other rows or columns than those that are meant.
  private static let codesOfReading: Set = [
    "hard-predictions", "labels-are-predictions", "unmatched-labels", "duplicate-ids",
    "kind-by-name",
  ]

  /// Whether the numbers may be of other rows or columns than those that are meant.
  var isOfReading: Bool { Self.codesOfReading.contains(code) }

  /// The warnings of a result.
  ///
  /// - Parameters:
  ///   - result: what is known of the input.
  ///   - summary: what the losses come to.
  ///   - settings: what was asked for.
  /// - Returns: the warnings, those about the data first.
  static func all(
    _ result: PipelineResult, _ summary: LossSummary, _ settings: Settings
  ) -> [Warning] {
    all(result, SampleCounts(summary), settings)
  }

  /// The warnings of samples, of which losses may have been computed or not.
  ///
  /// - Parameters:
  ///   - result: what is known of the input.
  ///   - summary: the samples counted.
  ///   - settings: what was asked for.
  /// - Returns: the warnings, those about the data first.
  static func all(
    _ result: PipelineResult, _ summary: SampleCounts, _ settings: Settings
  ) -> [Warning] {
    var warnings: [Warning] = []
    let tally = result.warnings
    func add(_ code: String, _ entry: WarningTally.Entry, _ message: String) {
      guard entry.count > 0 else { return }
      warnings.append(
        Warning(
          code: code, message: message, count: entry.count, firstRow: entry.firstRow,
          shard: entry.shard.map(\.name)))
    }
    let bound = result.convention.input == .probabilities ? "[0, 1]" : "[-Infinity, 0]"
    add(
      "rounded-probability", tally.roundedProbabilities,
      "\(count(tally.roundedProbabilities, "prediction")) up to 1e-6 outside \(bound) "
        + "counted as the nearest bound")
    add(
      "skipped", tally.skipped,
      "\(count(tally.skipped, "row")) left out because a value is missing")
    add(
      "uneven-sums", tally.unevenSums,
      "\(count(tally.unevenSums, "row")) whose class probabilities do not sum to 1; "
        + "they are used as they are")
    let areHard = summary.count > 0 && result.areHardPredictions
    if areHard {
      warnings.append(
        Warning(
          code: "hard-predictions",
          message:
            "all predictions in \(result.predictionTitle) are 0 or 1, as predicted classes are; "
            + "losses need probabilities or logits", count: summary.elements, firstRow: 1,
          shard: result.firstShard))
    } else {
      add(
        "certain-and-wrong", tally.certainAndWrong,
        "\(count(tally.certainAndWrong, "element")) that the prediction says cannot be")
    }
    if tally.fractions.count > 0, tally.betweenZeroAndOne.count == 0, !areHard {
      add(
        "swapped-columns", tally.fractions,
        "labels are fractions and predictions are all 0 or 1; are --label and --prediction swapped?"
      )
    }
    if summary.count > 0, result.binding.areLabelsOfClass, tally.disagreements.count == 0 {
      warnings.append(
        Warning(
          code: "labels-are-predictions",
          message: "every label in \(result.labelTitle) is the class of the largest prediction; "
            + "is it the predicted class?", count: summary.count))
    }
    warnings += joinWarnings(result)
    warnings += classWarnings(result, summary, settings)
    if result.convention.input == .logits, tally.outsideUnitInterval.count == 0 {
      warnings.append(unitLogits(result, summary, settings))
    }
    if !areHard {
      add(
        "clipped", tally.capped,
        "\(count(tally.capped, "element")) predicted wrongly with p_t beyond epsilon, "
          + "whose loss is capped; --epsilon 0 is exact")
    }
    return warnings + version(settings)
  }

  /// The warning that logits look like probabilities.
  private static func unitLogits(
    _ result: PipelineResult, _ summary: SampleCounts, _ settings: Settings
  ) -> Warning {
    let isByName = settings.loss.saidKind == nil && result.binding.found.kind == .logits
    return Warning(
      code: isByName ? "kind-by-name" : "probabilities-as-logits",
      message: isByName
        ? "\(result.predictionTitle) is read as logits by its name, but all are in [0, 1]; "
          + "if they are probabilities, add --probabilities"
        : "all logits are in [0, 1]; if they are probabilities, leave out --logits",
      count: summary.count, firstRow: 1, shard: result.firstShard)
  }

  /// Warnings about labels of a file of their own that are joined to predictions.
  private static func joinWarnings(_ result: PipelineResult) -> [Warning] {
    var warnings: [Warning] = []
    let unmatched = result.input.unmatchedLabelCount
    if unmatched > 0 {
      warnings.append(
        Warning(
          code: "unmatched-labels",
          message: "\(Diagnostic.counted(unmatched, "label")) without a prediction",
          count: unmatched))
    }
    let repeated = result.warnings.repeatedIDs
    if repeated.count > 0 {
      warnings.append(
        Warning(
          code: "duplicate-ids",
          message:
            "\(Diagnostic.counted(repeated.count, "prediction")) with an id that has come before",
          count: repeated.count, firstRow: repeated.firstRow, shard: repeated.shard.map(\.name)))
    }
    return warnings
  }

  /// The warning that a signature is of another version of the program, where it is.
  static func version(_ settings: Settings) -> [Warning] {
    guard let signature = settings.loss.signature, signature.version != Signature.currentVersion
    else {
      return []
    }
    return [
      Warning(
        code: "signature-version",
        message: "the signature is of focal \(signature.version), this is "
          + Signature.currentVersion)
    ]
  }

  /// Warnings about classes that have no sample, or all of them.
  private static func classWarnings(
    _ result: PipelineResult, _ summary: SampleCounts, _ settings: Settings
  ) -> [Warning] {
    let hasFractions = result.warnings.fractions.count > 0
    guard result.convention.task != .multilabel, !hasFractions else { return [] }
    let labels = ClassLabels(result, summary, settings.input).labels
    let classes = zip(labels, summary.classes).filter { $0.1.classIndex != nil }
    if let only = classes.first(where: { $0.1.count == summary.count }) {
      return [
        Warning(
          code: "one-class", message: "all labels are of the class '\(only.0)'",
          count: summary.count)
      ]
    }
    let empty = classes.filter { $0.1.count == 0 }.map(\.0)
    guard !empty.isEmpty else { return [] }
    let shown = empty.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return [
      Warning(
        code: "empty-class",
        message: "no sample is of the class \(shown)\(empty.count > 5 ? ", …" : "")",
        count: empty.count)
    ]
  }

  private static func count(_ entry: WarningTally.Entry, _ noun: String) -> String {
    "\(entry.count) \(noun)\(entry.count == 1 ? "" : "s")"
  }
}

extension PipelineResult {
  /// Whether a column that may hold classes, since no name says that it has probabilities, holds nothing
  /// but 0 and 1.
  fileprivate var areHardPredictions: Bool {
    guard warnings.betweenZeroAndOne.count == 0, binding.predictions.count == 1,
      convention.input == .probabilities
    else { return false }
    guard !binding.header.names.isEmpty else { return true }
    let role = UsualNames.role(of: binding.header.names[binding.predictions[0]])
    return role.map { $0 == .prediction || $0 == .predictedClass } ?? true
  }

  /// What the shard of the first row is called; nil where there are no shards.
  fileprivate var firstShard: String?? {
    input.shards.map { shards in shards.first { $0.rowCount > 0 }?.name }
  }

  fileprivate var predictionTitle: String { binding.header.title(of: binding.predictions[0]) }

  fileprivate var labelTitle: String { binding.labelHeader.title(of: binding.labels[0]) }
}
