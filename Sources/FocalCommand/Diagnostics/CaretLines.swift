import FocalInput
import FocalOutput

/// The line that something is wrong with, and under it a caret.
///
/// ```
///   1,0.5x,a
///     ^~~~
/// ```
enum CaretLines {
  private static let indent = "  "

  /// The two lines.
  ///
  /// - Parameters:
  ///   - excerpt: the line and the part of it that is wrong.
  ///   - width: the columns of the terminal; a longer line is cut around the caret.
  /// - Returns: the lines, without anything that would move the cursor.
  static func text(_ excerpt: Excerpt, width: Int) -> [String] {
    let room = max(width - indent.count, 20)
    let part = head(of: text(excerpt.part), width: room / 2, isCut: false)
    var before = text(excerpt.before)
    var after = text(excerpt.after)
    let isLong = before.displayWidth + part.displayWidth + after.displayWidth > room
    // What comes before says more about where the part stands than what follows.
    let afterWidth = min(
      after.displayWidth, max(room / 4, room - before.displayWidth - part.displayWidth))
    let beforeWidth = room - part.displayWidth - (isLong ? afterWidth : after.displayWidth)
    before = tail(of: before, width: beforeWidth, isCut: excerpt.isCutBefore)
    after = head(
      of: after, width: room - before.displayWidth - part.displayWidth, isCut: excerpt.isCutAfter)
    let tildes = String(repeating: "~", count: max(part.displayWidth - 1, 0))
    return [
      indent + before + part + after,
      indent + String(repeating: " ", count: before.displayWidth) + "^" + tildes,
    ]
  }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).escapingControls
  }

  /// The beginning of a text, with an ellipsis where the rest is cut off.
  private static func head(of text: String, width: Int, isCut: Bool) -> String {
    guard text.displayWidth > width || isCut else { return text }
    var text = text
    while text.displayWidth > width - 1, !text.isEmpty { text.removeLast() }
    return text + "…"
  }

  /// The end of a text, with an ellipsis where what is before it is cut off.
  private static func tail(of text: String, width: Int, isCut: Bool) -> String {
    guard text.displayWidth > width || isCut else { return text }
    var text = text
    while text.displayWidth > width - 1, !text.isEmpty { text.removeFirst() }
    return "…" + text
  }
}
