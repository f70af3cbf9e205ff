import FocalInput

/// Tells whether the first row of a file of delimited fields names its columns.
///
/// It must not be wrong: a row of data that is taken for a header is lost, and a header taken for data is
/// an error only if somebody looks for a number in it.
struct HeaderRule: Sendable {
  private let labels: [ColumnSelector]?
  private let predictions: [ColumnSelector]?
  private let named: [ColumnSelector]
  private let positive: String?
  private let classes: [String]
  private let areLabelsElsewhere: Bool

  /// Whether a file of one column has a header only if its name is usual.
  private let isOfLabels: Bool

  /// A rule.
  ///
  /// - Parameters:
  ///   - input: what is said of the columns.
  ///   - isOfLabels: whether the file has the labels for another one.
  init(_ input: InputSettings, isOfLabels: Bool = false) {
    labels = input.labels
    predictions = isOfLabels ? nil : input.predictions
    named =
      [input.weight, input.quality, input.id].compactMap(\.self) + (input.groupColumns ?? [])
      + (input.shownColumns ?? [])
    positive = input.positive
    classes = input.classes ?? []
    areLabelsElsewhere = input.labelsFile != nil && !isOfLabels
    self.isOfLabels = isOfLabels
  }

  /// The decision.
  ///
  /// - Parameter fields: the first rows.
  /// - Returns: the decision; nil where the first row could be either.
  func decision(_ fields: FirstFields) -> HeaderDecision? {
    let first = fields.first
    if isOfLabels, first.count == 1 {
      let name = usualName(among: first)
      return HeaderDecision(isHeader: name != nil, name.map { .usualName($0) } ?? .bareColumn)
    }
    if isOfLabels, areValuesInUsedFields(first) {
      return HeaderDecision(isHeader: false, .valuesInUsedFields)
    }
    // pandas calls columns so that have no names.
    guard !Self.areCounted(first) else { return nil }
    guard first.contains(where: { !Self.isValue($0) }) else {
      return HeaderDecision(isHeader: false, .numbers)
    }
    if areValuesInUsedFields(first) { return HeaderDecision(isHeader: false, .valuesInUsedFields) }
    let name = usualName(among: first)
    let hasValue = first.contains { !$0.isEmpty && Self.isValue($0) }
    if let name, !hasValue { return HeaderDecision(isHeader: true, .usualName(name)) }
    let next = fields.next()
    guard !next.isEmpty else { return HeaderDecision(isHeader: true, .onlyRow) }
    let text = first.indices.first { field in
      !Self.isValue(first[field]) && next.allSatisfy { Self.isValue($0[field]) }
        && next.contains { Self.isNumber($0[field]) }
    }
    guard let text, name != nil || !hasValue else { return nil }
    return HeaderDecision(
      isHeader: true, name.map { .usualName($0) } ?? .textAboveNumbers(first[text]))
  }

  /// Whether fields count 0, 1, 2 and so on, perhaps after an empty one.
  private static func areCounted(_ fields: [String]) -> Bool {
    let counted = fields.first?.isEmpty == true ? fields.dropFirst() : fields[...]
    return !counted.isEmpty && counted.enumerated().allSatisfy { $1 == String($0) }
  }

  /// Whether the fields that options give by number are what they should be: a label and a number.
  private func areValuesInUsedFields(_ first: [String]) -> Bool {
    if !isOfLabels {
      guard let predictions = numbers(predictions, first.count),
        predictions.allSatisfy({ Self.isValue(first[$0]) })
      else { return false }
      if areLabelsElsewhere { return true }
    }
    guard let labels = numbers(labels, first.count) else { return false }
    return labels.allSatisfy { isLabel(first[$0]) }
  }

  /// The fields that selectors mean, where all of them are numbers; nil where they are not.
  private func numbers(_ selectors: [ColumnSelector]?, _ count: Int) -> [Int]? {
    guard let selectors else { return nil }
    let header = TableHeader(names: [], fieldCount: count)
    let fields = selectors.map { $0.fields(in: header) }
    return fields.contains { $0.isEmpty } ? nil : fields.flatMap(\.self)
  }

  private func isLabel(_ text: String) -> Bool {
    if Self.isValue(text) || classes.containsBytes(of: text) { return true }
    if ["true", "false"].contains(text.lowercased()) { return true }
    // Any other text is negative then.
    return positive != nil && UsualNames.role(of: text) == nil
  }

  /// The first field that is a usual name, or one that an option asks for.
  private func usualName(among fields: [String]) -> String? {
    let asked = ((labels ?? []) + (predictions ?? []) + named).filter { Int($0.text) == nil }
    return fields.first { field in
      isOfLabels && fields.count == 1
        ? UsualNames.role(of: field) == .label || asked.contains { $0.mayMean(field) }
        : UsualColumns.isUsual(field) || asked.contains { $0.mayMean(field) }
    }
  }

  /// Whether a text is an array of numbers, as NumPy and Python print one.
  private static func isArray(_ text: String) -> Bool {
    guard text.hasPrefix("["), text.hasSuffix("]") else { return false }
    let elements = text.dropFirst().dropLast().split { ", \n\t".contains($0) }
    return !elements.isEmpty && elements.allSatisfy { isNumber(String($0)) }
  }

  private static func isNumber(_ text: String) -> Bool { NumberParser().isNumber(text) }

  /// Whether a text is a number, or stands for a missing one.
  private static func isValue(_ text: String) -> Bool {
    isNumber(text) || MissingValue.isText(text) || isArray(text)
  }
}
