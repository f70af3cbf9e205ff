import FocalInput
import FocalOutput

extension HeaderDecision.Reason {
  /// The reason for people.
  var sentence: String {
    switch self {
    case .asked: "--header says so"
    case .numbers: "every field of the first row is a number or missing"
    case .valuesInUsedFields: "the first row has a label and predictions in the columns used"
    case .usualName(let name):
      "\(Diagnostic.quoted(name)) names a column"
    case .textAboveNumbers(let text): "\(Diagnostic.quoted(text)) stands above numbers"
    case .comment: "a comment before the first row names its fields"
    case .onlyRow: "there is no other row"
    case .bareColumn: "a file of one column, whose first field is no usual name"
    }
  }
}

extension ChoiceReason {
  /// The reason for people.
  var sentence: String {
    switch self {
    case .option(let flag): flag
    case .usualName(let role): "usual name of \(role.title)"
    case .numberedFamily(let stem): "one of a numbered family \(Diagnostic.quoted(stem))"
    case .classNames(let prefix):
      prefix.isEmpty
        ? "named after a class" : "named after a class, with \(Diagnostic.quoted(prefix)) before it"
    case .pairs(let path): "each element of \(Diagnostic.quoted(path)) has a class and a prediction"
    case .onlyNumbers: "the only other column of numbers"
    case .order: "of two columns without names the first is the label"
    case .rest: "nothing else is there"
    }
  }
}

extension CSVDialect {
  /// The delimiter as `--delimiter` takes it.
  var delimiterName: String {
    switch delimiter {
    case UInt8(ascii: "\t"): "tab"
    case UInt8(ascii: " "): "space"
    default: String(UnicodeScalar(delimiter))
    }
  }
}
