import FocalOutput

extension Settings {
  /// The options given that ask where the loss comes from.
  var attributionOptions: [String] {
    (output.breakdowns ?? []).map { "--by \($0.rawValue)" }
      + [
        (input.groupColumns != nil, "--group-by"),
        (output.isConcentrationWanted, "--concentration"),
        (output.topCount != nil, "--top"),
        (output.isGradientWanted && !loss.isPerSample, "--gradient"),
        (output.isBaselineWanted, "--baseline"),
      ].filter(\.0).map(\.1)
  }

  /// Checks what the attribution options say beside others.
  func validateAttribution() throws(UsageError) {
    guard let option = attributionOptions.first else { return }
    if loss.isPerSample {
      throw .contradiction(
        option, loss.reductionOption ?? "--signature", advice: "it is a part of the report")
    }
    if output.isBare {
      throw .contradiction("--bare", option, advice: "--bare prints the loss only")
    }
    if let format = output.format, format == .csv || format == .tsv, attributionOptions.count > 1 {
      throw .contradiction(
        option, attributionOptions[1], advice: "\(format.rawValue) has rows for one of them")
    }
  }
}
