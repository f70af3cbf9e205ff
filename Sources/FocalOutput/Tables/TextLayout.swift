/// A table laid out for a terminal: texts to the left, numbers by their decimal points.
///
/// Where it is wider than it may be, texts and titles go on further lines of their columns. Where
/// that is not enough, columns go into further tables below, each with the key columns again; titles
/// of numbers then stay on one line.
struct TextLayout {
  private let columns: [TextColumn]
  private let hasTitles: Bool
  private let rowCount: Int
  private let keyCount: Int

  /// The columns that a line may fill.
  private let width: Int

  /// A table of rows.
  ///
  /// - Parameters:
  ///   - titles: what stands above the columns; nil for nothing.
  ///   - rows: a cell for each column.
  ///   - keyCount: the columns at the beginning that say what a row is about.
  ///   - width: the columns of the terminal that a line may fill.
  ///   - cellText: makes texts of cells.
  init(
    titles: [String]?, rows: [[Cell]], keyCount: Int = 1, width: Int, _ cellText: CellText
  ) {
    let count = titles?.count ?? rows.first?.count ?? 0
    columns = (0..<count).map { index in
      TextColumn(
        title: titles?[index].escapingControls ?? "", cells: rows.map { $0[index] }, cellText)
    }
    hasTitles = titles != nil
    rowCount = rows.count
    self.keyCount = keyCount
    self.width = width
  }

  /// The lines, none of which ends in a space.
  var lines: [String] {
    if let widths = widths(of: columns) { return lines(columns, widths) }
    var keys = Array(columns.prefix(keyCount))
    // Keys that leave no room for what they are keys of are columns like all others.
    let keyWidth = keys.reduce(0) { $0 + $1.leastWidth(of: width) + Self.gap }
    if keyWidth > 2 * width / 3 { keys = [] }
    var parts: [[TextColumn]] = []
    var part = keys
    for column in columns.dropFirst(keys.count) {
      if part.count > keys.count, widths(of: part + [column], breaksTitles: false) == nil {
        parts.append(part)
        part = keys
      }
      part.append(column)
    }
    parts.append(part)
    return Array(
      parts.map { part in
        lines(
          part,
          widths(of: part, breaksTitles: false) ?? widths(of: part)
            ?? part.map { $0.forcedWidth(of: width) })
      }.joined(separator: [""]))
  }

  /// The spaces between columns.
  private static let gap = 2

  /// The widths of columns, the widest made narrower as far as is needed; nil where that is not enough.
  private func widths(of columns: [TextColumn], breaksTitles: Bool = true) -> [Int]? {
    let least = columns.map {
      breaksTitles || !$0.isNumeric ? $0.leastWidth(of: width) : $0.fullWidth
    }
    var widths = zip(columns, least).map { max(min($0.fullWidth, width), $1) }
    var excess = widths.reduce(Self.gap * (columns.count - 1), +) - width
    while excess > 0 {
      let reducible = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = reducible.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func lines(_ columns: [TextColumn], _ widths: [Int]) -> [String] {
    var lines: [String] = []
    if hasTitles {
      let titles = zip(columns, widths).map { $0.titleLines(width: $1) }
      let height = titles.map(\.count).max() ?? 0
      // The last lines of all titles are next to the cells.
      lines += joined(
        titles.map { Array(repeating: "", count: height - $0.count) + $0 }, widths)
    }
    for row in 0..<rowCount {
      lines += joined(zip(columns, widths).map { $0.lines(ofRow: row, width: $1) }, widths)
    }
    return lines
  }

  /// Lines of the columns beside one another.
  private func joined(_ cells: [[String]], _ widths: [Int]) -> [String] {
    (0..<(cells.map(\.count).max() ?? 0)).map { index in
      let line = zip(cells, widths).map { cell, width in
        (index < cell.count ? cell[index] : "").padded(to: width)
      }.joined(separator: String(repeating: " ", count: Self.gap))
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}

/// A column of a table, and how it is laid out.
private struct TextColumn {
  private enum Content {
    case text(String)
    /// A number, cut where the digits before the decimal point end.
    case number(head: String, tail: String)
    /// What is a number by name only.
    case notFinite(String)
  }

  private let title: String
  private let contents: [Content]

  /// Whether all cells are numbers, which stand to the right.
  let isNumeric: Bool

  /// The widths before and from the decimal point on, and of numbers in all.
  private let headWidth: Int
  private let numberWidth: Int

  /// The width of the longest cell or title.
  let fullWidth: Int

  /// The width of the longest word of a text or title.
  private let wordWidth: Int

  init(title: String, cells: [Cell], _ cellText: CellText) {
    self.title = title
    isNumeric = cells.allSatisfy(\.isNumeric)
    contents = cells.map { cell in
      let text = cellText(cell)
      guard cell.isNumeric else { return .text(text) }
      guard text != "NaN", !text.hasSuffix("Infinity") else { return .notFinite(text) }
      let head = text.prefix { $0 != "." && $0 != "e" && $0 != " " }
      return .number(head: String(head), tail: String(text.dropFirst(head.count)))
    }
    var headWidth = 0
    var tailWidth = 0
    var otherWidth = 0
    var texts = [title]
    for content in contents {
      switch content {
      case .text(let text): texts.append(text)
      case .number(let head, let tail):
        headWidth = max(headWidth, head.count)
        tailWidth = max(tailWidth, tail.count)
      case .notFinite(let text): otherWidth = max(otherWidth, text.count)
      }
    }
    self.headWidth = headWidth
    numberWidth = max(headWidth + tailWidth, otherWidth)
    fullWidth = max(numberWidth, texts.map(\.displayWidth).max() ?? 0)
    wordWidth =
      texts.flatMap { $0.split(separator: " ") }.map { String($0).displayWidth }.max() ?? 0
  }

  /// The width that lets words stay whole, unless they would take more than a third of a line.
  func leastWidth(of lineWidth: Int) -> Int {
    max(numberWidth, min(fullWidth, wordWidth, lineWidth / 3))
  }

  /// The width for a column that has nearly a whole line to itself.
  func forcedWidth(of lineWidth: Int) -> Int { max(numberWidth, min(fullWidth, lineWidth / 3)) }

  func titleLines(width: Int) -> [String] {
    let lines = title.wrapped(to: width)
    return isNumeric ? lines.map { $0.indented(to: width) } : lines
  }

  func lines(ofRow row: Int, width: Int) -> [String] {
    let number: String
    switch contents[row] {
    case .text(let text): return text.wrapped(to: width)
    case .number(let head, let tail):
      number = (head.indented(to: headWidth) + tail).padded(to: numberWidth)
    case .notFinite(let text): number = text.indented(to: numberWidth)
    }
    return [isNumeric ? number.indented(to: width) : number]
  }
}
