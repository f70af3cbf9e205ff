import FocalInput
import FocalLoss
import FocalOutput

extension Diagnostic {
  static func sentence(_ error: BindingError) -> String {
    switch error {
    case .notFound(let role, let header):
      "no \(role.rawValue) column found among \(header.list); name it with --\(role.rawValue)"
    case .ambiguous(let role, let candidates):
      "several columns could be the \(role.rawValue): \(list(candidates.map(quoted))); "
        + "name one with --\(role.rawValue)"
    case .noSuchColumn(let role, let selector, let header):
      "--\(role.rawValue) \(quoted(selector)) is no column of \(header.list)"
        + (Suggestion.nearest(selector, in: header.names).map { "; did you mean \(quoted($0))?" }
          ?? "")
    case .repeatedName(let role, let name, let numbers):
      "--\(role.rawValue) \(quoted(name)) is the name of columns "
        + "\(list(numbers.map(String.init))); give its number"
    case .severalColumns(let role, let selector):
      "--\(role.rawValue) \(quoted(selector)) matches several columns; expected one"
    case .usedTwice(let field, let header, let a, let b):
      a == b
        ? "\(header.title(of: field)) is given to --\(a.rawValue) twice"
        : "\(header.title(of: field)) cannot be both \(a.rawValue) and \(b.rawValue); use --\(a.rawValue) or --\(b.rawValue)"
    case .shape(let labels, let predictions, let wanted):
      "\(wanted) does not go with \(labels) label and \(predictions) prediction columns"
    case .optionForTask(let option, let task, let advice):
      "\(option) contradicts the task, which is \(task.rawValue) here; \(advice)"
    case .oneHotOrMultilabel(let count):
      "\(count) label columns may be one-hot or multilabel; "
        + "add --task multiclass or --task multilabel"
    case .confidence(let field, let prediction, let header):
      "\(header.title(of: field)) is the probability of the positive class, or of the class that is "
        + "predicted; say which column is the prediction: --prediction \(header.word(for: field))"
        + (prediction.map { " or --prediction \(header.word(for: $0))" } ?? "")
    case .classBesidePrediction(let label, let prediction, let header):
      "\(header.title(of: label)) beside \(header.title(of: prediction)) may be the predicted class; "
        + "if it is the true one add --label \(header.word(for: label))"
    case .classCount(let found, let expected):
      "--classes names \(found) class\(found == 1 ? "" : "es") for \(counted(expected, "prediction column"))"
    }
  }

  static func sentence(
    _ error: InputError, _ binding: ColumnBinding?, _ term: PredictionTerm?
  ) -> String {
    let column = error.position?.field.flatMap { field in
      binding.map { $0.header.title(of: field - 1) }
    }
    let isWeight = binding?.weight.map { $0 + 1 } == error.position?.field
    let expected =
      "expected \(isWeight ? "a weight" : term?.rawValue ?? "a number")"
      + (column.map { " in \($0)" } ?? "")
    switch error.problem {
    case .cannotOpen(let reason): return "cannot open: \(reason)"
    case .cannotRead(let reason): return "cannot read: \(reason)"
    case .fileShrank(let read, let expected):
      return "the file ended after \(read) bytes, but had \(expected) when it was opened"
    case .isDirectory: return "is a directory; expected a file"
    case .compressed(let compression):
      return
        "is compressed by \(compression.rawValue); use '\(compression.reader) FILE | focal ...'"
    case .noRows: return "is empty; expected rows of labels and predictions"
    case .fieldCount(let found, let count):
      let first = binding?.header.names.isEmpty == true ? "first row" : "header"
      return "\(found) field\(found == 1 ? "" : "s"), but the \(first) has \(count)"
    case .unclearHeader(let found):
      return
        "\(list(found.prefix(4).map(quoted)))\(found.count > 4 ? ", …" : "") could be names of columns "
        + "or the first row of data; add --header yes or --header no"
    case .notANumber(let found): return "\(quoted(found)) is not a number; \(expected)"
    case .missingNumber(let found):
      return "\(missing(found)); \(expected), or --missing skip"
    case .numberTooLarge(let found):
      return "\(quoted(found)) is larger than any double; \(expected)"
    case .unclosedQuote: return "a quoted field does not end; expected a closing quote"
    case .textAfterQuote:
      return "text after a closing quote; expected a delimiter, or two quotes for one in the text"
    case .rowTooLong(let limit):
      return "the row is longer than \(limit) bytes; is a quote not closed?"
    case .invalidUTF8: return "the text is not UTF-8"
    case .json(let problem): return sentence(problem, expected)
    }
  }

  static func sentence(_ error: SampleError, _ binding: ColumnBinding) -> String {
    let header = error.isOfLabel ? binding.labelHeader : binding.header
    let column = error.field.map(header.title) ?? "the row"
    switch error.problem {
    case .noLabel(let id, let file):
      return "\(file) has no label for \(quoted(id)); expected one for every id in \(column)"
    case .otherSample(let found, let expected, let file, let id):
      return
        "\(quoted(found)) in \(column), but \(quoted(expected)) in the same row of \(file); "
        + "expected labels in the order of predictions, or --id \(id) to join them"
    case .otherClasses(let found, let expected):
      return
        "class \(quoted(found)) in \(column); expected each of "
        + "\(list(expected.prefix(8).map(quoted)))\(expected.count > 8 ? ", …" : "") once"
    case .missingLabel(let found):
      return "\(missing(found)); expected a label in \(column), or --missing skip"
    case .unknownLabel(let found, let meaning):
      return
        "label \(quoted(found)) is unknown; expected \(expectation(meaning, found)) in \(column)"
    case .labelNotUTF8: return "the label in \(column) is not UTF-8"
    case .fractionWithClassWeights(let found):
      return
        "label \(quoted(NumberText.shortest(found))) is a fraction; --class-weights needs 0 or 1 in \(column)"
    case .notOneHot(let sum):
      return "the labels of the row sum to \(NumberText.shortest(sum)); "
        + "--task multiclass expects exactly one 1"
    case .probabilityOutOfRange(let value):
      return "\(NumberText.shortest(value)) is no probability; expected 0 to 1 in \(column); "
        + "for raw scores add --logits"
    case .logProbabilityOutOfRange(let value):
      return "\(NumberText.shortest(value)) is no log-probability; expected 0 or less in \(column)"
    case .undefinedSoftmax:
      return "the logits have no softmax; expected at most one Infinity, and not -Infinity only"
    case .weightOutOfRange(let value):
      return
        "\(NumberText.shortest(value)) is no weight; expected a finite number, 0 or more, in \(column)"
    }
  }

  /// A value that is not there.
  private static func missing(_ found: String) -> String {
    found.isEmpty ? "the field is empty" : "\(quoted(found)) is a missing value"
  }

  private static func expectation(_ meaning: LabelMeaning, _ found: String) -> String {
    switch meaning {
    case .zeroOrOne where LabelMeaning.number(found).map({ $0 > 0 && $0 < 1 }) == true:
      "0 or 1 (fractions need --soft-labels; or are label and prediction swapped?)"
    case .zeroOrOne: "0 or 1 (or name the positive one with --positive)"
    case .fraction: "a number from 0 to 1"
    case .positive: "a label"
    case .classes(let names), .classList(let names):
      "one of \(list(names.names.prefix(8).map(quoted)))\(names.names.count > 8 ? ", …" : "")"
    }
  }
}

extension TableHeader {
  /// What a message calls a column.
  ///
  /// - Parameter field: the field, counted from 0.
  /// - Returns: its name in quotes, or its number.
  func title(of field: Int) -> String {
    names.isEmpty ? "column \(field + 1)" : "column \(Diagnostic.quoted(names[field]))"
  }

  /// What an option calls a column.
  func word(for field: Int) -> String { names.isEmpty ? String(field + 1) : names[field] }

  /// The names of all columns for a message, cut where there are many.
  var list: String {
    guard !names.isEmpty else { return "\(Diagnostic.counted(fieldCount, "column")) without names" }
    let shown = names.prefix(12).map(Diagnostic.quoted).joined(separator: ", ")
    return names.count > 12 ? "\(shown), … (\(names.count) columns)" : shown
  }
}

/// What messages call a prediction.
enum PredictionTerm: String, Sendable {
  case probability = "a probability"
  case logit = "a logit"
  case logProbability = "a log-probability"

  init(_ kind: PredictionKind) {
    self =
      switch kind {
      case .probabilities: .probability
      case .logits: .logit
      case .logProbabilities: .logProbability
      }
  }
}
