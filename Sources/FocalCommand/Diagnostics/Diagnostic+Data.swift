import FocalInput
import FocalLoss
import FocalOutput

extension Diagnostic {
  static func sentence(_ error: BindingError) -> String {
    switch error {
    case .notFound(.label, let header) where header.names.isEmpty && header.fieldCount == 1:
      "a single column has no labels beside it; add --labels FILE"
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
    case .ofRows(let error): sentence(error)
    case .unmetClass(let field, let named, let header):
      "\(header.title(of: named[0])) and \(header.title(of: named[1])) are named as labels are, but "
        + "\(header.title(of: field)) may be a class too, which the first rows do not have; "
        + "say which are predictions: --prediction \(options(named, header)) or "
        + "--prediction \(options((named + [field]).sorted(), header))"
    case .confidence(let field, let prediction, let header):
      "\(header.title(of: field)) is the probability of the positive class, or of the class that is "
        + "predicted; say which column is the prediction: --prediction \(header.word(for: field))"
        + (prediction.map { " or --prediction \(header.word(for: $0))" } ?? "")
    case .classBesidePrediction(let label, let prediction, let header):
      "\(header.title(of: label)) beside \(header.title(of: prediction)) may be the predicted class; "
        + "if it is the true one add --label \(header.word(for: label))"
    case .appendedColumn(let name):
      "there is a column \(quoted(name)) already, which --per-sample appends; "
        + "rename it in the input, or leave it out"
    case .classCount(let found, let expected):
      "--classes names \(found) class\(found == 1 ? "" : "es") for \(counted(expected, "prediction column"))"
    }
  }

  /// Columns as an option names them.
  private static func options(_ fields: [Int], _ header: TableHeader) -> String {
    fields.map(header.word).joined(separator: ",")
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
    case .noDecompressor(let compression):
      return "is compressed by \(compression.rawValue), but no folder of PATH has the program "
        + "'\(compression.program)'; install it, or pipe the decompressed rows to focal"
    case .compressedTwice(let outer, let inner):
      return "is compressed twice; "
        + "use '\(outer.program) -dc FILE | \(inner.program) -dc | focal ...'"
    case .decompression(let reason): return "cannot be decompressed: \(reason)"
    case .pipeTooLong(let limit):
      return
        "the pipe has more than \(limit) bytes (\(limit >> 30) GiB), which is the most that is held "
        + "of arrays that are read at several places; expected a file by name"
    case .foreign(let format, let file): return sentence(format, file: file)
    case .encoding(let encoding, let file): return sentence(encoding, file: file)
    case .carriageReturnLines(let file):
      return "its lines end in a carriage return alone; "
        + "use: tr '\\r' '\\n' < \(shellName(file)) | focal"
    case .zip(let problem): return sentence(problem)
    case .array(let problem, let member): return sentence(problem, member: member)
    case .notAnArchive: return "is no .npz file; expected an archive of numpy.savez"
    case .noSuchMember(_, let members) where members.isEmpty:
      return "the archive has no array; expected labels and predictions"
    case .noSuchMember(let name, let members):
      return "the archive has no array \(quoted(name)); expected one of "
        + list(members.prefix(12).map(quoted))
    case .memberRows(let name, let found, let first, let count):
      return
        "array \(quoted(name)) has \(counted(found, "row")), but \(quoted(first)) has \(count); "
        + "name the arrays with --label and --prediction"
    case .otherKind(let isArray):
      return isArray
        ? "holds arrays, but the first file is text; several files must be written alike"
        : "is text, but the first file holds arrays; several files must be written alike"
    case .noRows: return "is empty; expected rows of labels and predictions"
    case .comment:
      return "the row is a comment, and expected only before the first row; "
        + "use: grep -v '^#' FILE | focal ..."
    case .fieldCount(let found, let count):
      let first = binding?.header.names.isEmpty == true ? "first row" : "header"
      return "\(found) field\(found == 1 ? "" : "s"), but the \(first) has \(count)"
    case .unclearHeader(let found):
      return eitherNamesOrData(found) + "; add --header yes or --header no"
    case .notANumber(let found):
      return printedAdvice(found).map { "\(quoted(found)) \($0)" }
        ?? "\(quoted(found)) is not a number; \(expected)"
    case .notAnArray(let found):
      return
        "\(quoted(found)) is not an array; expected one such as '[0.1 0.9]', as in the first rows"
    case .decimalComma(let found, let isDelimiter):
      return "\(quoted(found)) has a decimal comma; \(expected) with a decimal point"
        + (isDelimiter ? "" : ": sed 's/,/./g' FILE | focal ...")
    case .missingNumber(let found):
      return "\(missing(found)); \(expected), or --missing skip"
    case .numberTooLarge(let found):
      return "\(quoted(found)) is larger than any double; \(expected)"
    case .unclosedQuote:
      return "a lone quote opens a field that does not end; expected a closing quote, "
        + "or no quotes at all: \(removingQuotes)"
    case .textAfterQuote:
      return "text after a closing quote; expected a delimiter, two quotes for one in the text, "
        + "or no quotes at all: \(removingQuotes)"
    case .backslashQuote:
      return "a quote is escaped by a backslash; expected two quotes for one in the text: "
        + "sed 's/\\\\\"/\"\"/g' FILE | focal ..."
    case .rowTooLong(let limit):
      return "the row is longer than \(limit) bytes; is a quote not closed?"
    case .invalidUTF8: return "the text is not UTF-8"
    case .json(let problem): return sentence(problem, expected)
    }
  }

  /// The beginning of a sentence about a first row that nobody can tell what it is.
  static func eitherNamesOrData(_ found: [String]) -> String {
    "\(list(found.prefix(4).map(quoted)))\(found.count > 4 ? ", …" : "") could be names of columns "
      + "or the first row of data"
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
        + "expected labels in the order of predictions"
        + (id.map { ", or --id \($0) to join them" } ?? "")
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
    case .qualityOutOfRange(let value):
      return
        "\(NumberText.shortest(value)) is no quality; expected a number from 0 to 1 in \(column)"
    case .weightOutOfRange(let value):
      return
        "\(NumberText.shortest(value)) is no weight; expected a finite number, 0 or more, in \(column)"
    }
  }

  /// What removes the quotes of a file in which they are plain text, as in many TSV files.
  private static let removingQuotes = "tr -d '\"' < FILE | focal ..."

  /// What to do about a number as Python prints the object that holds it; nil for other texts.
  private static func printedAdvice(_ found: String) -> String? {
    let types = [
      ("tensor(", "a PyTorch tensor", "x.item()"),
      ("tf.Tensor(", "a TensorFlow tensor", "float(x)"),
      ("<tf.Tensor", "a TensorFlow tensor", "float(x)"), ("array(", "a NumPy array", "x.tolist()"),
      ("np.float", "a NumPy number", "float(x)"), ("np.int", "a NumPy number", "int(x)"),
      ("Array(", "a JAX array", "x.tolist()"), ("Decimal(", "a Python Decimal", "float(x)"),
    ]
    if found == "..." {
      return "stands for numbers that NumPy left out; write x.tolist() instead of x"
    }
    if found.hasPrefix("{") || found.uppercased().hasPrefix("STRUCT(") {
      return "is an object in a text, as BigQuery's structs are written, not a number; "
        + "export the rows as JSON, or each number in a column of its own"
    }
    if found.hasPrefix("(") {
      return "is a tuple as Python prints it, not a number; "
        + "write each number in a column of its own, or list(x) instead of x"
    }
    return types.first { found.hasPrefix($0.0) }.map {
      "is \($0.1) as Python prints it, not a number; write \($0.2) instead of x"
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
    case .classes(let names) where names.mayBeAnswer(found):
      "one of \(list(names.names.map(quoted))) (0 and 1 are answers here and no places of columns; "
        + "for 1 and 0 add --classes 1,0)"
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
    // A row can have more fields than there are columns.
    names.indices.contains(field)
      ? "column \(Diagnostic.quoted(names[field]))" : "column \(number(of: field))"
  }

  /// What an option calls a column.
  func word(for field: Int) -> String { names.isEmpty ? number(of: field) : names[field] }

  /// The names of all columns for a message, cut where there are many.
  var list: String {
    guard !names.isEmpty else {
      let count = fieldColumns.isEmpty ? fieldCount : fieldColumns.count
      return "\(Diagnostic.counted(count, "column")) without names"
    }
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
