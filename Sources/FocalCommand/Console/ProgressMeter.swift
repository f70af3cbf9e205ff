import FocalOutput

/// Says on standard error how far a long run has come, on one line that is written over.
///
/// Nothing is said in the first second. The line goes when the run ends, whether well or not, so that
/// whatever is written next begins on a line of its own.
final class ProgressMeter {
  /// The seconds before the first line, and between two.
  static let delay = 1.0
  static let interval = 0.2

  /// Goes back to the beginning of the line and clears it.
  static let erasure = "\r\u{1b}[K"

  private let diagnostics: ByteSink
  private let now: () -> Double
  private let start: Double
  private var nextTime: Double
  private var isShown = false
  private var line: ProgressLine

  /// A meter for a run that begins now; nil where nobody wants one.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - streams: where to write, and what time it is.
  init?(_ settings: Settings, _ streams: Streams) {
    switch settings.output.progress ?? .automatic {
    case .never: return nil
    case .always: break
    case .automatic:
      // Rows that run over the same screen show the progress themselves.
      let place = settings.output.path.map(OutputTarget.place) ?? OutputTarget.standard
      let isOnScreen =
        place == OutputTarget.standard ? streams.isOutputTerminal : place == .descriptor(2)
      guard streams.isDiagnosticsTerminal, !(settings.loss.isPerSample && isOnScreen) else {
        return nil
      }
    }
    diagnostics = streams.diagnostics
    now = streams.now
    start = now()
    nextTime = start + Self.delay
    line = ProgressLine(totalByteCount: nil)
  }

  /// Says how many bytes there are in all; nil where nobody knows.
  func expect(byteCount: Int?) { line.totalByteCount = byteCount }

  /// Notes that more of the input is done, and says so from time to time.
  func advance(byteCount: Int, rowCount: Int) {
    line.byteCount += byteCount
    line.rowCount += rowCount
    let time = now()
    guard time >= nextTime else { return }
    nextTime = time + Self.interval
    line.seconds = time - start
    isShown = true
    show("\r\(line.text)\u{1b}[K")
  }

  /// Clears the line.
  func erase() {
    guard isShown else { return }
    isShown = false
    show(Self.erasure)
  }

  /// Writes at once; where that cannot be done, the result still counts.
  private func show(_ text: String) {
    try? diagnostics.write(text)
    try? diagnostics.flush()
  }
}

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
    let whole = Int(min(seconds, 359_999).wholeAbove)
    func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (whole / 3600, whole / 60 % 60)
    guard whole >= 60 else { return "\(whole) s" }
    return hours == 0
      ? "\(minutes):\(twoDigits(whole % 60))"
      : "\(hours):\(twoDigits(minutes)):\(twoDigits(whole % 60))"
  }

  private static func fixed(_ number: Double, _ decimals: Int) -> String {
    let factor = [1, 10, 100][decimals]
    let count = Int((number * Double(factor)).nearestWhole)
    guard decimals > 0 else { return "\(count)" }
    let fraction = "\(count % factor)"
    return "\(count / factor)."
      + String(repeating: "0", count: decimals - fraction.count) + fraction
  }
}
