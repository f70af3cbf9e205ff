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
    case .object(let members):
      members.map { "\($0.key.escapingControls) \(self($0.value))" }.joined(separator: ", ")
    }
  }
}
