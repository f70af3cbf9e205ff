/// How far a run has come, as a line of text.
struct ProgressLine: Equatable {
  /// The bytes that there are in all; nil where nobody knows.
  var totalByteCount: Int?

  /// The bytes and rows that are done, and the seconds that they took.
  var byteCount = 0
  var rowCount = 0
  var seconds = 0.0

  init(totalByteCount: Int?) { self.totalByteCount = totalByteCount }

  /// The line, without the end of a line.
  var text: String {
    let rowRate = Self.size(Int(Double(rowCount) / max(seconds, 1e-9)), unit: "rows/s")
    let done = Self.size(byteCount, unit: "B")
    // A file may grow meanwhile, which must not make its part more than the whole.
    if let totalByteCount, totalByteCount > 0 {
      let part = min(1, Double(byteCount) / Double(totalByteCount))
      let rest = max(0, totalByteCount - byteCount)
      let secondsLeft = seconds / Double(max(byteCount, 1)) * Double(rest)
      return "focal: \(Int(part * 100)) %, \(done) of \(Self.size(totalByteCount, unit: "B")), "
        + "\(rowRate), \(Self.duration(secondsLeft)) left"
    }
    return "focal: \(done), \(rowRate)"
  }

  /// A count with three digits and a prefix to its unit: `1.23 MB`, `4.56 M rows/s`.
  static func size(_ count: Int, unit: String) -> String {
    var scaled = Double(count)
    var prefixes = ["", "k", "M", "G", "T", "P"][...]
    // What would round to 1000 belongs to the next unit.
    while scaled >= 999.5, prefixes.count > 1 {
      scaled /= 1000
      prefixes = prefixes.dropFirst()
    }
    let prefix = prefixes.first ?? ""
    let decimals = prefix.isEmpty || scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2
    let isSymbol = unit.count == 1
    return "\(fixed(scaled, decimals)) \(prefix)\(isSymbol || prefix.isEmpty ? "" : " ")\(unit)"
  }

  /// Seconds, minutes or hours, to the second: `9 s`, `2:05`, `1:02:05`.
  static func duration(_ seconds: Double) -> String {
    // A rate that is almost 0 makes a time that no integer holds.
    let whole = Int(min(seconds, 359_999).rounded(.up))
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    guard whole >= 60 else { return "\(whole) s" }
    return hours == 0
      ? "\(minutes):\(twoDigits(whole % 60))"
      : "\(hours):\(twoDigits(minutes)):\(twoDigits(whole % 60))"
  }

  private static func fixed(_ number: Double, _ decimals: Int) -> String {
    let factor = [1, 10, 100][decimals]
    let count = Int((number * Double(factor)).rounded())
    guard decimals > 0 else { return "\(count)" }
    let fraction = "\(count % factor)"
    return "\(count / factor)."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
