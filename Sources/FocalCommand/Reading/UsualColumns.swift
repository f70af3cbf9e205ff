import FocalInput
import FocalLoss

/// Finds label and prediction columns by the names that people give them.
struct UsualColumns {
  private static let labelNames = [
    "label", "labels", "target", "targets", "y", "y_true", "truth", "class",
  ]

  private static let predictionNames = [
    "prediction", "predictions", "pred", "prob", "probability", "score", "p", "y_prob", "y_pred",
    "yhat",
  ]

  private static let logitNames = ["logit", "logits"]

  /// Whether a name is usual for labels.
  static func isLabel(_ name: String) -> Bool { labelNames.contains(name.lowercased()) }

  /// Whether a name is usual for predictions, or may be one of a numbered family.
  static func isPrediction(_ name: String) -> Bool {
    predictionNames.contains(name.lowercased()) || logitNames.contains(name.lowercased())
      || name.last?.isNumber == true && Int(name) == nil
  }

  private let header: TableHeader
  private let names: [String]

  init(_ header: TableHeader) {
    self.header = header
    names = header.names.map { $0.lowercased() }
  }

  /// The label column.
  func label() throws(BindingError) -> Int {
    let found = fields(named: Self.labelNames)
    guard let field = found.first else { throw .notFound(.label, header: header) }
    guard found.count == 1 else {
      throw .ambiguous(.label, candidates: found.map { header.names[$0] })
    }
    return field
  }

  /// The prediction columns: one by its name, or a numbered family such as `p0` … `p9`.
  ///
  /// - Parameters:
  ///   - areLogits: whether names that say logits come first.
  ///   - taken: the fields that are something else.
  /// - Returns: the fields, in the order of the numbers.
  /// - Throws: ``BindingError`` where there are none, or several could be meant.
  func predictions(areLogits: Bool, except taken: [Int]) throws(BindingError) -> [Int] {
    let families = numberedFamilies(except: taken)
    func candidates(_ wanted: [String]) -> [[Int]] {
      fields(named: wanted).filter { !taken.contains($0) }.map { [$0] }
        + families.filter { wanted.contains($0.stem) }.map(\.fields)
    }
    let plain = candidates(Self.predictionNames)
    let logits = candidates(Self.logitNames)
    // Numbered columns of any other name come last: beside a prediction they are its features.
    let others = families.filter {
      !Self.predictionNames.contains($0.stem) && !Self.logitNames.contains($0.stem)
    }.map(\.fields)
    let ranked = (areLogits ? [logits, plain] : [plain, logits]) + [others]
    guard let found = ranked.first(where: { !$0.isEmpty }) else {
      throw .notFound(.prediction, header: header)
    }
    guard found.count == 1 else {
      throw .ambiguous(.prediction, candidates: found.map(title))
    }
    return found[0]
  }

  private func fields(named wanted: [String]) -> [Int] {
    names.indices.filter { wanted.contains(names[$0]) }
  }

  private func title(_ fields: [Int]) -> String {
    fields.count == 1
      ? header.names[fields[0]]
      : "\(header.names[fields[0]]) ... \(header.names[fields[fields.count - 1]])"
  }

  /// Columns that differ only in a number at the end, with the numbers in one run from 0 or 1.
  private func numberedFamilies(except taken: [Int]) -> [(stem: String, fields: [Int])] {
    let endsInDigit: (String) -> Bool = { $0.utf8.last.map { 0x30...0x39 ~= $0 } == true }
    // As in most files.
    guard names.contains(where: endsInDigit) else { return [] }
    var families: [String: [(number: Int, field: Int)]] = [:]
    for (field, name) in names.enumerated() where !taken.contains(field) {
      let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
      let prefix = String(name.dropLast(digits))
      guard digits > 0, !prefix.isEmpty, let number = Int(name.suffix(digits)) else { continue }
      families[prefix, default: []].append((number, field))
    }
    return families.compactMap { prefix, members in
      let stem =
        prefix.last.map { "_-. ".contains($0) } == true ? String(prefix.dropLast()) : prefix
      let sorted = members.sorted { $0.number < $1.number }
      let first = sorted[0].number
      let isRun = sorted.enumerated().allSatisfy { $1.number == first + $0 } && first <= 1
      // y_0, y_1, … are labels; only "class" also names what predictions are of.
      let isLabels = Self.labelNames.contains(stem) && stem != "class"
      return sorted.count > 1 && isRun && !isLabels ? (stem, sorted.map(\.field)) : nil
    }.sorted { $0.fields[0] < $1.fields[0] }
  }
}

/// Which columns may be wanted, before all of them are known.
///
/// Documents that hold their columns one after another must be held; only these columns of them are.
struct WantedColumns {
  private let selectors: [ColumnSelector]
  private let areLabelsNamed: Bool
  private let arePredictionsNamed: Bool

  init(_ input: InputSettings) {
    selectors =
      (input.labels ?? []) + (input.predictions ?? [])
      + (input.groupColumns ?? [])
      + [input.weight, input.id].compactMap(\.self)
    areLabelsNamed = input.labels != nil
    arePredictionsNamed = input.predictions != nil
  }

  /// Whether a column may be wanted.
  ///
  /// - Parameter name: its name; of columns within a member, that of the member.
  /// - Returns: true where only the other columns could tell.
  func contains(_ name: String) -> Bool {
    if !areLabelsNamed, UsualColumns.isLabel(name) { return true }
    if !arePredictionsNamed, UsualColumns.isPrediction(name) { return true }
    return selectors.contains { $0.mayMean(name) }
  }
}

/// Labels that JSON writes as arrays of classes, such as `[0, 3]`, of another length in every row.
enum LabelList {
  /// The path of the array that is a list of classes; nil where there is none.
  ///
  /// Only multilabel has such labels. An array with a 0 or 1 for every prediction is no list but as
  /// many label columns.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - table: a table of which only the header has been read.
  /// - Returns: the path.
  static func path(_ settings: Settings, _ table: TableReader) -> String? {
    guard isMultilabel(settings), settings.loss.softTargets == nil, settings.input.labelsFile == nil
    else {
      return nil
    }
    let arrays = table.arrays.filter { array in
      settings.input.labels.map { $0 == [ColumnSelector(text: array.path)] }
        ?? UsualColumns.isLabel(array.path)
    }
    guard arrays.count == 1, let array = arrays.first else { return nil }
    let header = TableHeader(names: table.names, fieldCount: table.fieldCount)
    let elements = header.names.indices.filter { header.names[$0].hasPrefix(array.path + ".") }
    let predictionCount = ColumnBinder(settings.input, settings.loss, header).predictionCount(
      except: elements)
    return array.hasOnlyBits && array.elementCount == predictionCount ? nil : array.path
  }

  private static func isMultilabel(_ settings: Settings) -> Bool {
    if let task = settings.loss.namedTask {
      return task == .multilabel
    }
    return settings.loss.preset?.tasks == [.multilabel]
  }
}
