/// A value of a report, typed, so that every format can write it in its own way.
///
/// | case | people | JSON | CSV, TSV |
/// |---|---|---|---|
/// | nothing: a payload of nil | `-` | `null` | empty |
/// | number | 6 significant digits, or those asked for | all digits, or those asked for | as JSON |
/// | exact | all digits | all digits | all digits |
/// | share | in tenths of a percent | as a number | as a number |
package enum Cell: Sendable {
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

  /// Members of JSON, in the order given.
  case object([(key: String, value: Cell)])

  /// Whether it is a number, or would be one if there were one.
  var isNumeric: Bool {
    switch self {
    case .number, .exact, .integer, .share: true
    case .text, .code, .boolean, .json, .list, .object: false
    }
  }
}
