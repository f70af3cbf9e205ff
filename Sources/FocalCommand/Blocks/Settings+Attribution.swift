extension Settings {
  /// The options given that ask where the loss comes from.
  var attributionOptions: [String] {
    (breakdowns ?? []).map { "--by \($0.rawValue)" }
      + [
        (groupColumns != nil, "--group-by"), (isConcentrationWanted, "--concentration"),
        (topCount != nil, "--top"), (isGradientWanted && !isPerSample, "--gradient"),
        (isBaselineWanted, "--baseline"),
      ].filter(\.0).map(\.1)
  }

  /// Checks what the attribution options say beside others.
  func validateAttribution() throws(UsageError) {
    guard let option = attributionOptions.first else { return }
    if isPerSample {
      throw .contradiction(
        option, reductionOption ?? "--signature", advice: "it is a part of the report")
    }
    if isBare { throw .contradiction("--bare", option, advice: "--bare prints the loss only") }
    if let format, format == .csv || format == .tsv, attributionOptions.count > 1 {
      throw .contradiction(
        option, attributionOptions[1], advice: "\(format.rawValue) has rows for one of them")
    }
  }
}
