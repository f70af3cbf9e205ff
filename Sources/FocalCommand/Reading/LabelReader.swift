import FocalInput
import FocalLoss

/// Turns label columns into targets, row by row.
///
/// Most labels are one of a few texts: each is understood once, and then looked up by its code. Labels
/// that may be any fraction are read one by one.
struct LabelReader: Sendable {
  /// What the texts mean.
  let meaning: LabelMeaning

  /// Whether the labels are read as text, one by one.
  let hasTexts: Bool

  /// How the targets of a single label column are written.
  private(set) var texts = LabelTexts()

  /// The labels of the rows of a batch, where a file of labels gives them.
  private(set) var given: GivenLabels?

  /// Whether the label of positives is named, which must then be among those met.
  private var isNamed: Bool { if case .positive = meaning { true } else { false } }

  private let ignored: String?

  /// What the labels met so far come to, by column and category.
  private var states: [[LabelState]]

  /// The targets of the categories of a single label column; NaN where the state is another.
  private(set) var targets: [Double] = []

  /// Whether the labels of a row are the category of a single column, whose target mostly stands in
  /// ``targets``.
  let areTargetsByCategory: Bool

  /// A reader.
  ///
  /// - Parameters:
  ///   - columnCount: the label columns.
  ///   - meaning: what their texts mean.
  ///   - ignored: the label of rows to leave out.
  ///   - areInFile: whether a file of labels gives them.
  init(columnCount: Int, _ meaning: LabelMeaning, ignored: String?, areInFile: Bool) {
    self.meaning = meaning
    self.ignored = ignored
    // A file of labels is read for its labels alone, so there they are categories always.
    hasTexts = meaning == .fraction && !areInFile
    let isList = if case .classList = meaning { true } else { false }
    areTargetsByCategory = columnCount == 1 && !hasTexts && !isList
    states = Array(repeating: [], count: columnCount)
  }

  /// Takes the labels of the rows of a batch that a file of labels gives.
  mutating func take(_ labels: GivenLabels) {
    if let given, given.edition != labels.edition { forget() }
    given = labels
  }

  /// Understands the categories that are new.
  mutating func learn(_ found: [CategoryTable]) {
    guard !hasTexts else { return }
    let categories = given?.categories ?? found
    for column in states.indices {
      for code in states[column].count..<categories[column].count {
        let text = String(validating: categories[column].bytes(of: Int32(code)), as: UTF8.self)
        let state = text.map(state) ?? .unknown
        if case .target(let target) = state, let text, states.count == 1, given == nil || isNamed {
          texts.note(text, for: target)
        }
        states[column].append(state)
        guard areTargetsByCategory else { continue }
        if case .target(let target) = state { targets.append(target) } else { targets.append(.nan) }
      }
    }
  }

  /// Adds how another reader has seen the targets written.
  mutating func merge(_ other: LabelReader) { texts.merge(other.texts) }

  /// Forgets the categories, as the decoder does.
  mutating func forget() {
    states = states.map { _ in [] }
    targets = []
  }

  /// The rows whose labels are there.
  ///
  /// - Parameter batch: the batch, all rows of which have labels unless a file gives them.
  /// - Returns: their number.
  func rowCount(of batch: ColumnBatch) -> Int { given?.rowCount ?? batch.rowCount }

  /// The codes of the labels of a column, where they are categories.
  func codes(ofColumn column: Int, _ batch: ColumnBatch) -> [Int32] {
    given.map { $0.codes[column] } ?? batch.categories[column]
  }

  /// What the text of a category comes to.
  func state(ofCode code: Int32, _ column: Int) -> LabelState { states[column][Int(code)] }

  /// What a label comes to.
  ///
  /// - Parameters:
  ///   - row: the row of the batch.
  ///   - column: the label column.
  ///   - batch: the batch.
  ///   - chunk: the bytes of the batch.
  /// - Returns: the state of the label.
  func state(
    ofRow row: Int, _ column: Int, _ batch: ColumnBatch, _ chunk: Chunk
  ) -> LabelState {
    guard hasTexts else { return states[column][Int(codes(ofColumn: column, batch)[row])] }
    return String(validating: chunk.bytes.span, batch.texts[column][row]).map(state) ?? .unknown
  }

  private func state(of text: String) -> LabelState {
    if let ignored, LabelMeaning.isEqual(text, ignored) { return .ignored }
    if MissingValue.isText(text), !meaning.isName(text) { return .missing }
    return meaning.state(of: text)
  }
}

/// How the labels of a target are written in the input.
///
/// Of several ways the least in the order of texts are kept, which do not depend on the order of rows;
/// so memory stays small when every label is different.
struct LabelTexts: Equatable, Sendable {
  private struct Entry: Equatable, Sendable {
    let target: Double
    var texts: [String]
  }

  /// The texts that are kept of a target.
  private static let textLimit = 8

  /// In the order of the targets, which are no more than there are classes.
  private var entries: [Entry] = []

  /// The text of a target, the least one where there are several; nil where there is none.
  subscript(target: Double) -> String? { entry(of: target)?.texts.first }

  /// The texts of a target, no more than a message shows.
  func texts(of target: Double) -> [String] { entry(of: target)?.texts ?? [] }

  /// Whether a target is written in several ways.
  func hasSeveral(_ target: Double) -> Bool { texts(of: target).count > 1 }

  /// Notes how a target is written.
  mutating func note(_ text: String, for target: Double) {
    add(Entry(target: target, texts: [text]))
  }

  /// Adds what another reader has noted.
  mutating func merge(_ other: LabelTexts) {
    for entry in other.entries { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    let place = place(of: entry.target)
    guard place < entries.count, entries[place].target == entry.target else {
      entries.insert(entry, at: place)
      return
    }
    for text in entry.texts where !entries[place].texts.containsBytes(of: text) {
      let next =
        entries[place].texts.firstIndex { text.bytes.lexicographicallyPrecedes($0.bytes) }
        ?? entries[place].texts.count
      entries[place].texts.insert(text, at: next)
    }
    let extra = entries[place].texts.count - Self.textLimit
    if extra > 0 { entries[place].texts.removeLast(extra) }
  }

  private func entry(of target: Double) -> Entry? {
    let place = place(of: target)
    return place < entries.count && entries[place].target == target ? entries[place] : nil
  }

  /// The place of the first entry whose target is not less.
  private func place(of target: Double) -> Int {
    var range = entries.indices
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        entries[middle].target < target
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}

extension LabelTexts: StateCodable {
  /// The texts of every target, in pairs.
  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try coder.value("texts", &self) { labels in
      .list(
        labels.entries.map { entry in
          .list([.number(entry.target), .list(entry.texts.map(StateValue.text))])
        })
    } _: { state in
      guard case .list(let pairs) = state else { return nil }
      var labels = LabelTexts()
      for pair in pairs {
        guard case .list(let values) = pair, values.count == 2, let target = values[0].number,
          case .list(let texts) = values[1]
        else { return nil }
        for text in texts {
          guard case .text(let text) = text else { return nil }
          labels.note(text, for: target)
        }
      }
      return labels
    }
  }
}
