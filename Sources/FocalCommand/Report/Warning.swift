import FocalLoss

/// Something about the data or the options that people should know, though it is no error.
struct Warning: Equatable, Sendable {
  /// A stable name for programs.
  let code: String

  /// The sentence for people.
  let message: String

  /// How often, and in which data row first, where it is about rows.
  let count: Int?
  let firstRow: Int?

  /// The warnings of a result.
  static func all(_ result: PipelineResult, _ settings: Settings) -> [Warning] {
    var warnings: [Warning] = []
    let tally = result.warnings
    func add(_ code: String, _ entry: WarningTally.Entry, _ message: String) {
      guard entry.count > 0 else { return }
      warnings.append(
        Warning(code: code, message: message, count: entry.count, firstRow: entry.firstRow))
    }
    let bound = result.convention.input == .probabilities ? "[0, 1]" : "[-Infinity, 0]"
    add(
      "rounded-probability", tally.roundedProbabilities,
      "\(count(tally.roundedProbabilities, "prediction")) up to 1e-6 outside \(bound) "
        + "counted as the nearest bound")
    if result.convention.input == .logits, tally.outsideUnitInterval.count == 0 {
      warnings.append(
        Warning(
          code: "probabilities-as-logits",
          message: "all logits are in [0, 1]; if they are probabilities, leave out --logits",
          count: result.summary.count, firstRow: 1))
    }
    add(
      "clipped", tally.capped,
      "\(count(tally.capped, "element")) predicted wrongly with p_t beyond epsilon, "
        + "whose loss is capped; --epsilon 0 is exact")
    if let signature = settings.signature, signature.version != Signature.currentVersion {
      warnings.append(
        Warning(
          code: "signature-version",
          message: "the signature is of focal \(signature.version), this is "
            + Signature.currentVersion, count: nil, firstRow: nil))
    }
    return warnings
  }

  private static func count(_ entry: WarningTally.Entry, _ noun: String) -> String {
    "\(entry.count) \(noun)\(entry.count == 1 ? "" : "s")"
  }
}
