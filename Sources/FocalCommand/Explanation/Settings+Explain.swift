extension Settings {
  /// Checks what the options say to `focal explain`.
  func validateExplain() throws(UsageError) {
    for (isGiven, option, advice) in [
      (
        loss.reductionOption != nil, loss.reductionOption ?? "",
        "a single sample has nothing to reduce"
      ),
      (output.isBare, "--bare", "it explains more than one number"),
      (output.failureThreshold != nil, "--fail-above", "--fail-above needs a reduced loss"),
      (output.isStrict, "--strict", "it says of its sample what a warning would"),
      (!attributionOptions.isEmpty, attributionOptions.first ?? "", "it is for many samples"),
    ] where isGiven {
      throw .contradiction(option, "focal explain", advice: advice)
    }
    guard input.row == nil else { return }
    guard input.files.isEmpty else {
      throw .needs(option: "focal explain \(input.files[0])", other: "--row")
    }
    guard input.labels != nil, input.predictions != nil else {
      throw .needs(
        option: "focal explain", other: "--prediction and --label with values, or --row and a file")
    }
    for (isGiven, option) in [
      (input.weight != nil, "--weight"), (input.id != nil, "--id"),
      (input.labelsFile != nil, "--labels"),
      (input.format != nil, "--input-format"), (input.delimiter != nil, "--delimiter"),
      (input.header != nil, "--header"),
    ] where isGiven {
      throw .contradiction(
        option, "focal explain without --row",
        advice: "--prediction and --label are then the values themselves")
    }
  }
}
