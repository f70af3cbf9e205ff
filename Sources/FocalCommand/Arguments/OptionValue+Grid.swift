extension OptionValue {
  /// A number, or where several may be named, the numbers of lists and ranges.
  ///
  /// - Parameters:
  ///   - expected: what a single number is, for messages.
  ///   - settings: says by its command whether several may be named.
  /// - Returns: the numbers; one where only one may be named.
  /// - Throws: ``UsageError`` for what is none, or too many.
  func gridNumbers(
    expected: String, _ settings: Settings
  ) throws(UsageError) -> (number: Double?, grid: [Double]?) {
    guard settings.command == .sweep || settings.command == .curve else {
      let hint = text.contains(",") || text.contains(":") ? " (several: focal sweep)" : ""
      return (try number(expected: expected + hint), nil)
    }
    var numbers: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      numbers += try axisNumbers(String(part), expected: expected)
      try checkCount(numbers.count)
    }
    return (nil, numbers)
  }

  /// The alphas of a sweep: numbers, ranges, one number a class joined by `+`, or `none`.
  func gridAlphas() throws(UsageError) -> [LossSettings.AlphaRequest] {
    var alphas: [LossSettings.AlphaRequest] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let vector = part.split(separator: "+", omittingEmptySubsequences: false)
      if part == "none" {
        alphas.append(.none)
      } else if vector.count > 1 {
        // The comma that joins numbers elsewhere is taken here.
        let list = OptionValue(option: option, text: vector.joined(separator: ","))
        do throws(UsageError) {
          alphas.append(.values(try list.numbers(expected: "")))
        } catch {
          throw .badValue(
            option: option, value: part, expected: "numbers joined by +, one a class")
        }
      } else {
        alphas += try axisNumbers(part, expected: "a number or 'none'").map { .values([$0]) }
      }
      try checkCount(alphas.count)
    }
    return alphas
  }

  private func axisNumbers(_ part: String, expected: String) throws(UsageError) -> [Double] {
    guard part.contains(":") else {
      return [try OptionValue(option: option, text: part).number(expected: expected)]
    }
    guard let range = DecimalRange(part) else {
      throw .badValue(
        option: option, value: part,
        expected: "start:stop:step, the stop not below the start and the step above 0")
    }
    try checkCount(range.count)
    return range.numbers
  }

  private func checkCount(_ count: Int) throws(UsageError) {
    guard count <= GridRequest.cellLimit else {
      throw .tooManyCells(count, limit: GridRequest.cellLimit)
    }
  }
}
