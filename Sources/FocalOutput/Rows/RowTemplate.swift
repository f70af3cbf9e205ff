/// What stands in every row of the output: bytes that are always the same, and slots between them.
///
/// ```
/// {"label":▯,"p":▯,"focal_loss":▯}⏎      the slots: two fields and a number
/// ```
package struct RowTemplate: Sendable {
  /// What differs from row to row.
  package struct Slot: Equatable, Sendable {
    // Without a payload, so that asking for the kind is one look.
    enum Kind { case row, openRow, lineEnd, field, text, number, rowNumber }

    let kind: Kind

    /// Which field, text or number.
    var place = 0

    /// How a field is written.
    var form = FieldForm.value

    /// Whether a JSON row is an object rather than an array.
    var isObject = false

    /// The row of the input as it stands.
    package static let row = Slot(kind: .row)

    /// A JSON row of the input on one line, without its last bracket and ready for more.
    package static func openRow(isObject: Bool) -> Slot { Slot(kind: .openRow, isObject: isObject) }

    /// The line terminator of the row of the input; a line feed where it has none.
    package static let lineEnd = Slot(kind: .lineEnd)

    /// A field of the input.
    package static func field(_ place: Int, _ form: FieldForm) -> Slot {
      Slot(kind: .field, place: place, form: form)
    }

    /// One of the texts of a row that are written as they are.
    package static func text(_ place: Int) -> Slot { Slot(kind: .text, place: place) }

    /// One of the numbers of a sample.
    package static func number(_ place: Int) -> Slot { Slot(kind: .number, place: place) }

    /// The number of the row.
    package static let rowNumber = Slot(kind: .rowNumber)
  }

  /// How a field of the input is written.
  package enum FieldForm: Equatable, Sendable {
    /// As a delimited field, in quotes where it needs them.
    case delimited
    /// As a JSON number where its text is one, or else as a string.
    case numberOrString
    /// The same, and numbers with a point or an exponent are spelled as JSON has them.
    case number
    /// As a JSON string where it is one in the input, or else as it stands.
    case sameKind
    /// As the JSON value that it is in the input, byte by byte.
    case value
  }

  /// A slot, and what stands before it.
  struct Step: Sendable {
    var literal: Range<Int>
    var slot: Slot
  }

  private(set) var steps: [Step] = []

  /// What stands between the slots, one after another.
  private(set) var literals: [UInt8] = []

  /// What stands after the last slot.
  var closing: Range<Int> { literalStart..<literals.count }

  private var literalStart = 0

  /// An empty row.
  package init() {}

  /// Adds bytes that are the same in every row.
  package mutating func add(_ bytes: [UInt8]) { literals += bytes }

  /// Adds a text that is the same in every row.
  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  /// Adds a slot.
  package mutating func add(_ slot: Slot) {
    steps.append(Step(literal: closing, slot: slot))
    literalStart = literals.count
  }

  /// The bytes of a row besides the fields and texts in it, at most, if nothing has to be escaped.
  var ownByteCount: Int {
    // Quotes around a field; as many digits as an integer can have.
    steps.reduce(literals.count) { count, step in
      switch step.slot.kind {
      case .row: count
      case .openRow, .lineEnd, .field: count + 2
      case .number: count + NumberText.byteCountLimit + 2
      case .rowNumber, .text: count + 20
      }
    }
  }

  /// Whether fields are written as the JSON values that they are.
  package var passesValues: Bool {
    steps.contains { $0.slot.form == .value && $0.slot.kind == .field }
  }

  /// Whether bytes of the rows of the input are written again.
  var passesBytes: Bool {
    steps.contains {
      switch $0.slot.kind {
      case .row, .openRow, .field: true
      case .lineEnd, .text, .number, .rowNumber: false
      }
    }
  }
}
