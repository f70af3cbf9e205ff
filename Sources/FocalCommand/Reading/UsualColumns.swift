import FocalInput

/// The columns of a table with what they are for, as far as their names say it.
struct UsualColumns {
  let header: TableHeader

  /// The role of each column; nil where its name is not usual.
  let roles: [ColumnRole?]

  init(_ header: TableHeader) {
    self.header = header
    // The output of one unit is the only element of an array, as Keras writes it.
    let seconds = Set(
      header.names.filter { $0.utf8.suffix(2).elementsEqual(".1".utf8) }.map(\.bytes))
    var roles = header.names.map { name in
      let isFirst = name.utf8.suffix(2).elementsEqual(".0".utf8)
      let isOnly = isFirst && !seconds.contains(name.bytes.dropLast() + [UInt8(ascii: "1")])
      return UsualNames.role(of: isOnly ? String(name.dropLast(2)) : name)
    }
    for (label, predicted) in Self.predictedColumns(header.names)
    where roles[predicted] == nil && roles[label] ?? .label == .label {
      roles[label] = .label
      roles[predicted] = .predictedClass
    }
    self.roles = roles
  }

  /// The columns that others say to be predictions of, as BigQuery ML and Vertex AI call them:
  /// `species` beside `predicted_species` or `predicted_species_probs`.
  ///
  /// - Parameter names: the names of all columns.
  /// - Returns: the fields of the labels, each with that of a column of what is predicted.
  private static func predictedColumns(_ names: [String]) -> [(label: Int, predicted: Int)] {
    let prefix = "predicted_"
    let predicted = names.indices.filter { names[$0].begins(with: prefix) }
    guard !predicted.isEmpty else { return [] }
    let places = Dictionary(zip(names.map(\.bytes), names.indices)) { first, _ in first }
    return predicted.compactMap { field in
      // Of a member only its own name counts.
      let rest = String(names[field].dropFirst(prefix.count).prefix { $0 != "." })
      if let label = places[rest.bytes] { return (label, field) }
      guard rest.hasSuffix("_probs") else { return nil }
      return places[String(rest.dropLast("_probs".count)).bytes].map { ($0, field) }
    }
  }

  /// The columns of a role.
  func fields(of role: ColumnRole, except taken: [Int] = []) -> [Int] {
    let fields = roles.indices.filter { roles[$0] == role }
    let taken = Set(taken)
    return fields.filter { !taken.contains($0) }
  }

  /// Whether a column is called as the predictions for the negative class are: `p0`, `prob_negative`,
  /// `P(y=0)`, `1-p`.
  ///
  /// Alone it says nothing of the positive class that anybody has asked for.
  func isOfNegatives(_ field: Int) -> Bool {
    guard !header.names.isEmpty else { return false }
    let name = header.names[field]
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    let negatives = ["neg", "negative", "negatives", "no", "not", "non", "false", "minus"]
    if words.contains(where: { negatives.contains(String($0)) }) { return true }
    // A column that is called 0 alone is one that pandas has given no other name.
    if words.count > 1, words.contains("0") || words[0] == "1" && name.contains("-") { return true }
    return Self.numbered(name)?.number == 0 && Self.digitCount(name) == 1
  }

  /// The label columns: one of a usual name, or as many as an array of them has elements.
  ///
  /// A name that predicted classes have too gives way to another.
  ///
  /// - Parameter taken: the fields that are something else.
  /// - Returns: the fields.
  /// - Throws: ``BindingError`` where there are none, or several could be meant.
  func labels(except taken: [Int] = []) throws(BindingError) -> [Int] {
    let found = fields(of: .label, except: taken)
    let sure = found.filter { !UsualNames.isOfClass(header.names[$0]) }
    let candidates = sure.isEmpty ? found : sure
    if candidates.isEmpty {
      let families = numberedFamilies(except: taken).filter {
        UsualNames.role(of: $0.stem) == .label
      }
      if families.count == 1, header.names[families[0].fields[0]].contains(".") {
        return families[0].fields
      }
    }
    guard candidates.count <= 1 else {
      throw .ambiguous(.label, candidates: candidates.map { header.names[$0] })
    }
    guard let field = candidates.first else { throw .notFound(.label, header: header) }
    return [field]
  }

  /// Columns that differ only in a number at the end, with the numbers in one run from 0 or 1.
  ///
  /// - Parameter taken: the fields that are something else.
  /// - Returns: the families by their stems, in the order of their first fields.
  func numberedFamilies(except taken: [Int]) -> [(stem: String, fields: [Int])] {
    // As in most files.
    guard header.names.contains(where: { Self.digitCount($0) > 0 }) else { return [] }
    let taken = Set(taken)
    var families: [[UInt8]: [(number: Int, field: Int)]] = [:]
    for (field, name) in header.names.enumerated() where !taken.contains(field) {
      guard let (prefix, number) = Self.numbered(name) else { continue }
      families[prefix.lowercased().bytes, default: []].append((number, field))
    }
    return families.compactMap { prefix, members in
      let prefix = String(decoding: prefix, as: UTF8.self)
      let sorted = members.sorted { $0.number < $1.number }
      let first = sorted[0].number
      // In this order, since a larger number may be the largest.
      let isRun = first <= 1 && sorted.enumerated().allSatisfy { $1.number == first + $0 }
      return sorted.count > 1 && isRun ? (Self.stem(of: prefix), sorted.map(\.field)) : nil
    }.sorted { $0.fields[0] < $1.fields[0] }
  }

  /// A name as what stands before the number at its end, and the number; nil where it has none.
  private static func numbered(_ name: String) -> (prefix: String, number: Int)? {
    let count = digitCount(name)
    guard count > 0, name.utf8.count > count, let number = Int(name.suffix(count)) else {
      return nil
    }
    return (String(name.dropLast(count)), number)
  }

  /// What a column is called without the number at the end of its name; nil where it has none.
  static func numberedStem(of name: String) -> String? {
    numbered(name).map { stem(of: $0.prefix) }
  }

  private static func digitCount(_ name: String) -> Int {
    name.utf8.reversed().prefix { 0x30...0x39 ~= $0 }.count
  }

  /// What a family is called: its prefix without what joins it to the rest, or, of vectors as Spark
  /// writes them, without the member that has their values.
  static func stem(of prefix: String) -> String {
    var stem = prefix[...]
    while let last = stem.utf8.last, UsualNames.isSeparator(last), stem.utf8.count > 1 {
      stem.removeLast()
    }
    for suffix in [".values", ":class="] where stem.lowercased().hasSuffix(suffix) {
      stem = stem.dropLast(suffix.count)
    }
    return String(stem)
  }

  /// Whether a name is usual, or that of one of a family of predictions.
  static func isUsual(_ name: String) -> Bool {
    if UsualNames.role(of: name) != nil { return true }
    guard let (prefix, _) = numbered(name) else { return false }
    return UsualNames.role(of: stem(of: prefix))?.isPrediction == true
  }

  /// Whether a column may be one of predictions, before all are known.
  static func mayBePrediction(_ name: String) -> Bool {
    UsualNames.role(of: name)?.isPrediction == true || numbered(name) != nil
  }
}
