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
      let isStreaming = settings.loss.isPerSample && settings.output.path == nil
      guard streams.isDiagnosticsTerminal, !(isStreaming && streams.isOutputTerminal) else {
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
