/// A value of a report, typed, so that every format can write it in its own way.
///
/// | case | people | JSON | CSV, TSV |
/// |---|---|---|---|
/// | nothing: a payload of nil | `-` | `null` | empty |
/// | number | 6 significant digits, or those asked for | all digits, or those asked for | as JSON |
/// | exact | all digits | all digits | all digits |
/// | share | in tenths of a percent | as a number | as a number |
package enum Cell {
  case text(String?)

  /// A text that is to be typed as it stands; Markdown has it in a font of its own.
  case code(String)
  case number(Double?)

  /// A number with all its digits, whatever digits are asked for.
  case exact(Double?)
  case integer(Int?)

  /// A part of a whole.
  case share(Double?)
  case boolean(Bool?)

  /// A text that is JSON already, and what people and delimited formats have for it.
  case json(String, shown: String)
  case list([Cell])

  /// The rows of a table as JSON objects, in a list.
  case rows(Table)

  /// Members of JSON, in the order given.
  case object([(key: String, value: Cell)])

  /// Whether it is a number, or would be one if there were one.
  var isNumeric: Bool {
    switch self {
    case .number, .exact, .integer, .share: true
    case .text, .code, .boolean, .json, .list, .rows, .object: false
    }
  }
}

extension NumberText {
  /// The digits of numbers that people are shown, where they ask for no others.
  private static let peoplesDigits = 6

  /// How numbers are written for people, other than the headline.
  ///
  /// - Parameter digits: the digits asked for; nil for the usual ones.
  /// - Returns: what writes them.
  package static func forPeople(digits: Int?) -> NumberText {
    NumberText(digits: digits ?? peoplesDigits)
  }
}

/// Makes texts for people of cells: what does not exist is a dash.
struct CellText {
  let numberText: NumberText

  init(digits: Int?) { numberText = .forPeople(digits: digits) }

  /// The text of a cell on one line, whatever characters it has from a file.
  func callAsFunction(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text?.escapingControls ?? "-"
    case .code(let text): text.escapingControls
    case .number(let number): number.map(numberText.callAsFunction) ?? "-"
    case .exact(let number): number.map(NumberText.shortest) ?? "-"
    case .integer(let integer): integer.map { String($0) } ?? "-"
    case .share(let share): NumberText.percent(share)
    case .boolean(let boolean): boolean.map { String($0) } ?? "-"
    case .json(_, let shown): shown.escapingControls
    case .list(let cells): cells.map(callAsFunction).joined(separator: ", ")
    case .rows(let table): table.objects.map(callAsFunction).joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.key.escapingControls) \(self($0.value))" }.joined(separator: ", ")
    }
  }
}
