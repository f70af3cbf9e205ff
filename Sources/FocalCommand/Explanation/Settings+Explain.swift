extension Settings {
  /// Checks what the options say to `focal explain`.
  func validateExplain() throws(UsageError) {
    for (isGiven, option, advice) in [
      (reductionOption != nil, reductionOption ?? "", "a single sample has nothing to reduce"),
      (isBare, "--bare", "it explains more than one number"),
      (failureThreshold != nil, "--fail-above", "--fail-above needs a reduced loss"),
      (isStrict, "--strict", "it says of its sample what a warning would"),
      (!attributionOptions.isEmpty, attributionOptions.first ?? "", "it is for many samples"),
    ] where isGiven {
      throw .contradiction(option, "focal explain", advice: advice)
    }
    guard row == nil else { return }
    guard files.isEmpty else { throw .needs(option: "focal explain \(files[0])", other: "--row") }
    guard labels != nil, predictions != nil else {
      throw .needs(
        option: "focal explain", other: "--prediction and --label with values, or --row and a file")
    }
    for (isGiven, option) in [
      (weight != nil, "--weight"), (id != nil, "--id"), (labelsFile != nil, "--labels"),
      (inputFormat != nil, "--input-format"), (delimiter != nil, "--delimiter"),
      (header != nil, "--header"),
    ] where isGiven {
      throw .contradiction(
        option, "focal explain without --row",
        advice: "--prediction and --label are then the values themselves")
    }
  }
}
