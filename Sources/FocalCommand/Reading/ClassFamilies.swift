import FocalInput
import FocalLoss

/// Finds prediction columns that are named after the classes, by the labels met in the first rows.
struct ClassFamilies {
  private let usual: UsualColumns
  private let rows: FirstRows
  private let taken: [Int]
  private let labels: () -> [String]
  private let pairs: [PairsField]

  private var names: [String] { usual.header.names }

  init(
    _ usual: UsualColumns, _ rows: FirstRows, except taken: [Int],
    _ labels: @escaping () -> [String], pairs: [PairsField]
  ) {
    self.pairs = pairs
    self.usual = usual
    self.rows = rows
    self.taken = taken
    self.labels = labels
  }

  /// The families that could be meant.
  ///
  /// - Throws: ``BindingError`` where it is not clear which columns one of them has.
  func all() throws(BindingError) -> [FoundPredictions] {
    let pairs = pairs.map { pairs in
      FoundPredictions(
        Array(pairs.fields), kind: UsualNames.role(of: pairs.path)?.kind, .pairs(path: pairs.path),
        classes: pairs.classes)
    }
    guard pairs.isEmpty else { return pairs }
    let taken = Set(taken)
    let others = names.indices.filter { usual.roles[$0] == nil && !taken.contains($0) }
    let known = names.indices.filter { field in
      usual.roles[field].map { !$0.isPrediction && $0 != .label } == true && !taken.contains(field)
    }
    guard !others.isEmpty, others.count + known.count > 1 else { return [] }
    let labels = labels()
    guard !labels.isEmpty else { return [] }
    let named = names.indices.filter { field in
      usual.roles[field]?.kind != nil && !taken.contains(field)
    }
    let prefixed = prefixed(labels, among: others, named)
    // A prefix that says nothing of predictions, as of `cal_No`, is no better than none.
    let areSaid = prefixed.contains { found in
      guard case .classNames(let prefix) = found.reason else { return false }
      return UsualNames.role(of: UsualColumns.stem(of: prefix))?.isPrediction == true
    }
    guard !areSaid else { return prefixed }
    // A class may have a name that is usual for something else, such as `image`.
    let met = Set(labels.map(\.bytes))
    let classes = known.filter { met.contains(names[$0].bytes) }
    let columns = (others + classes).sorted()
    guard prefixed.isEmpty else {
      return prefixed + [try? bare(labels, among: columns)].compactMap { $0 ?? nil }
    }
    return [try bare(labels, among: columns)].compactMap(\.self)
  }

  /// Families such as `.pred_No` and `.pred_Yes`: every column of numbers that has the prefix.
  ///
  /// - Parameters:
  ///   - labels: the labels met.
  ///   - others: the columns without a usual name.
  ///   - predictions: those whose name is that of a prediction of a kind; `prob_1` is one beside `prob_10`.
  /// - Returns: the families, by their prefixes.
  private func prefixed(
    _ labels: [String], among others: [Int], _ predictions: [Int]
  ) -> [FoundPredictions] {
    let met = Set(labels.map { $0.bytes[...] })
    let longest = met.map(\.count).max() ?? 0
    var prefixes: [[UInt8]] = []
    for field in others {
      let name = names[field].bytes
      // Of a long name only so much can be a label.
      for end in max(1, name.count - longest)..<max(1, name.count + 1)
      where Self.endsPrefix(name[end - 1]) {
        guard met.contains(name[end...]), !prefixes.contains(Array(name[..<end])) else { continue }
        prefixes.append(Array(name[..<end]))
      }
    }
    return prefixes.map { String(decoding: $0, as: UTF8.self) }.compactMap { prefix in
      let kin = predictions.filter { field in
        let rest = names[field].bytes.dropFirst(prefix.utf8.count)
        return met.contains(rest) || Int(String(decoding: rest, as: UTF8.self)) != nil
      }
      let fields = (others + kin).sorted().filter {
        names[$0].begins(with: prefix) && !names[$0].hasBytes(of: prefix)
          && rows.numbers(of: $0) != nil
      }
      let classes = fields.map {
        String(decoding: names[$0].utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
      }
      let stem = UsualColumns.stem(of: prefix)
      let role = UsualNames.role(of: stem)
      // Numbers are classes only where the name before them says so: features have numbers too.
      let areNumbers = classes.allSatisfy { Int($0) != nil }
      guard fields.count > 1, !areNumbers || role?.isPrediction == true else { return nil }
      return FoundPredictions(
        fields, kind: role?.kind, .classNames(prefix: prefix), classes: classes)
    }
  }

  private static func endsPrefix(_ byte: UInt8) -> Bool {
    UsualNames.isSeparator(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=")
      || byte == UInt8(ascii: "/")
  }

  /// A family such as `setosa`, `versicolor` and `virginica`: the columns named as labels are, and with
  /// them those whose classes have not been met, where the rows of all sum to 1.
  private func bare(
    _ labels: [String], among others: [Int]
  ) throws(BindingError) -> FoundPredictions? {
    let texts = Set(labels.map(\.bytes))
    let values = Set(labels.compactMap(LabelMeaning.number))
    let named = others.filter { field in
      texts.contains(names[field].bytes)
        || LabelMeaning.number(names[field]).map(values.contains) == true
    }
    guard !named.isEmpty else { return nil }
    let found = family(of: named)
    guard !found.isEmpty else { return nil }
    let kin = others.filter { found.contains($0) || isKin($0, of: found) }
    let numbers = family(of: kin)
    for fields in [found, numbers] where fields.count > 1 && sumToOne(fields) {
      return FoundPredictions(fields, kind: nil, .classNames(prefix: ""))
    }
    guard found.count > 1 else { return nil }
    if let other = numbers.first(where: { !found.contains($0) }) {
      throw .ofRows(.unmetClass(other, named: found, header: usual.header))
    }
    return FoundPredictions(found, kind: nil, .classNames(prefix: ""))
  }

  /// The columns of numbers among some.
  private func family(of fields: [Int]) -> [Int] {
    let columns = rows.numbers(of: fields)
    return zip(fields, columns).filter { $1 != nil }.map(\.0)
  }

  /// Whether a column may be that of a class beside others: features are not, nor is the index that
  /// pandas writes without a name, nor are words among numbers.
  private func isKin(_ field: Int, of named: [Int]) -> Bool {
    let name = names[field]
    guard !name.isEmpty, !FeatureNames.contains(name) else { return false }
    return (Int(name) != nil) == named.allSatisfy { Int(names[$0]) != nil }
  }

  /// Whether the numbers of every row sum to 1 up to the rounding of their decimals.
  private func sumToOne(_ fields: [Int]) -> Bool {
    let columns = rows.numbers(of: fields).compactMap(\.self)
    guard let first = columns.first else { return false }
    let sums = first.indices.compactMap { row -> Double? in
      let numbers = columns.compactMap { $0[row] }
      return numbers.count < columns.count ? nil : numbers.reduce(0, +)
    }
    return !sums.isEmpty && sums.allSatisfy { ($0 - 1).magnitude <= 1e-3 }
  }
}
