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

  /// The labels of the rows of a batch, by column, where a file of labels gives them.
  var given: [[String]]?

  private let ignored: String?

  /// What the labels met so far come to, by column and category.
  private var states: [[LabelState]]

  /// The targets of the categories of a single label column; NaN where the state is another.
  private(set) var targets: [Double] = []

  /// A reader.
  ///
  /// - Parameters:
  ///   - columnCount: the label columns.
  ///   - meaning: what their texts mean.
  ///   - ignored: the label of rows to leave out.
  init(columnCount: Int, _ meaning: LabelMeaning, ignored: String?) {
    self.meaning = meaning
    self.ignored = ignored
    hasTexts = meaning == .fraction
    states = Array(repeating: [], count: columnCount)
  }

  /// Understands the categories that are new.
  mutating func learn(_ categories: [CategoryTable]) {
    guard !hasTexts, given == nil else { return }
    for column in states.indices {
      for code in states[column].count..<categories[column].count {
        let text = String(validating: categories[column].bytes(of: Int32(code)), as: UTF8.self)
        let state = text.map(state) ?? .unknown
        if case .target(let target) = state, let text, states.count == 1 {
          texts.note(text, for: target)
        }
        states[column].append(state)
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

  /// Whether a label is a category of a single column, whose target stands in ``targets``.
  var areTargetsByCategory: Bool { !hasTexts && given == nil && states.count == 1 }

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
    if let given { return state(of: given[row][column]) }
    guard hasTexts else { return states[column][Int(batch.categories[column][row])] }
    return String(validating: chunk.bytes.span, batch.texts[column][row]).map(state) ?? .unknown
  }

  private func state(of text: String) -> LabelState {
    if let ignored, LabelMeaning.isEqual(text, ignored) { return .ignored }
    if MissingValue.isText(text), !meaning.isName(text) { return .missing }
    return meaning.state(of: text)
  }
}
