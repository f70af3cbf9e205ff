import FocalInput

/// The values to try on each axis of a grid; nil where one option or a default holds.
struct GridAxes: Equatable, Sendable {
  /// The cells that a grid may have.
  static let cellLimit = 10_000

  var alphas: [LossSettings.AlphaRequest]?
  var gammas: [Double]?
  var epsilons: [Double]?
  var labelSmoothings: [Double]?

  /// Takes the values of the axes that have none.
  mutating func fill(from other: GridAxes) {
    alphas = alphas ?? other.alphas
    gammas = gammas ?? other.gammas
    epsilons = epsilons ?? other.epsilons
    labelSmoothings = labelSmoothings ?? other.labelSmoothings
  }

  /// How many cells there are.
  ///
  /// No axis has more values than a command line has bytes, so the number cannot overflow.
  var cellCount: Int {
    [alphas?.count, gammas?.count, epsilons?.count, labelSmoothings?.count]
      .reduce(1) { min($0 * ($1 ?? 1), Int(Int32.max)) }
  }
}

/// The cells of a grid: the loss settings given, with one value on every axis.
///
/// Alphas vary first, then gammas, label smoothings and epsilons: neighbors share most. A cell is made
/// where it is asked for, so that a grid holds its axes only.
struct GridCells: RandomAccessCollection {
  private let settings: LossSettings

  init(_ settings: LossSettings) { self.settings = settings }

  var startIndex: Int { 0 }

  var endIndex: Int { settings.grid.cellCount }

  subscript(index: Int) -> LossSettings {
    var rest = index
    func next<Value>(_ values: [Value]?) -> Value? {
      guard let values else { return nil }
      defer { rest /= values.count }
      return values[rest % values.count]
    }
    var cell = settings
    let axes = settings.grid
    cell.alpha = next(axes.alphas) ?? cell.alpha
    cell.gamma = next(axes.gammas) ?? cell.gamma
    cell.labelSmoothing = next(axes.labelSmoothings) ?? cell.labelSmoothing
    cell.epsilon = next(axes.epsilons) ?? cell.epsilon
    // The rule is for the alphas that have values.
    if cell.alpha == LossSettings.AlphaRequest.none { cell.alphaRule = nil }
    return cell
  }
}

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
    guard count <= GridAxes.cellLimit else {
      throw .tooManyCells(count, limit: GridAxes.cellLimit)
    }
  }
}

/// The numbers of a range `start:stop:step`, both ends included, in exact decimals.
///
/// Each number is a whole multiple of a power of ten, written as a decimal and rounded once: the
/// fourth of `0:1:0.1` is 0.3, where adding doubles makes 0.30000000000000004.
struct DecimalRange {
  /// Whole numbers in units of 10^exponent.
  private let start: Int128
  private let step: Int128
  private let exponent: Int

  /// How many numbers there are.
  let count: Int

  /// The range that a text says.
  ///
  /// - Returns: nil where the text is none: three finite decimals of at most 30 digits, the step
  ///   above 0 and the stop not below the start.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let decimals = parts.compactMap { Self.decimal($0) }
    guard decimals.count == 3 else { return nil }
    // Zeros have any exponent; the others share the smallest.
    let exponent = decimals.filter { $0.coefficient != 0 }.map(\.exponent).min() ?? 0
    let wholes = decimals.compactMap { Self.scaled($0.coefficient, by: $0.exponent - exponent) }
    guard wholes.count == 3, wholes[2] > 0, wholes[1] >= wholes[0] else { return nil }
    start = wholes[0]
    step = wholes[2]
    self.exponent = exponent
    count = Int(clamping: (wholes[1] - wholes[0]) / wholes[2] + 1)
  }

  /// The numbers, each the double nearest to its decimal.
  var numbers: [Double] {
    (0..<count).map { index in
      let decimal = "\(start + Int128(index) * step)e\(exponent)"
      return NumberParser().number(decimal) ?? .nan
    }
  }

  /// The decimal that a text is, as a whole number times a power of ten.
  private static func decimal(_ text: Substring) -> (coefficient: Int128, exponent: Int)? {
    // The parser of numbers says what is one.
    guard NumberParser().number(String(text))?.isFinite == true else { return nil }
    let parts = text.lowercased().split(separator: "e")
    // Beyond the exponents of doubles by far only zeros have one, which nobody writes so.
    guard var exponent = parts.count == 2 ? Int(parts[1]) : 0, exponent.magnitude < 1 << 32 else {
      return nil
    }
    let isNegative = parts[0].first == "-"
    var digits = parts[0].filter { $0 != "." && $0 != "-" && $0 != "+" }
    if let point = parts[0].firstIndex(of: ".") {
      exponent -= parts[0].distance(from: point, to: parts[0].endIndex) - 1
    }
    // Trailing zeros would only make the unit smaller.
    while digits.last == "0", digits.count > 1 {
      digits.removeLast()
      exponent += 1
    }
    guard digits.count <= 30, let magnitude = Int128(digits) else { return nil }
    return (isNegative ? -magnitude : magnitude, exponent)
  }

  private static func scaled(_ coefficient: Int128, by power: Int) -> Int128? {
    guard coefficient != 0 else { return 0 }
    guard power <= 36 else { return nil }
    var scaled = coefficient
    for _ in 0..<power {
      let (product, overflow) = scaled.multipliedReportingOverflow(by: 10)
      guard !overflow, product.magnitude < 1 << 100 else { return nil }
      scaled = product
    }
    return scaled
  }
}
