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
  var all: [FoundPredictions] {
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
    let prefixed = prefixed(labels, among: others)
    guard prefixed.isEmpty else { return prefixed }
    // A class may have a name that is usual for something else, such as `image`.
    let met = Set(labels.map(\.bytes))
    let named = known.filter { met.contains(names[$0].bytes) }
    return [bare(labels, among: (others + named).sorted())].compactMap(\.self)
  }

  /// Families such as `.pred_No` and `.pred_Yes`: every column of numbers that has the prefix.
  private func prefixed(_ labels: [String], among others: [Int]) -> [FoundPredictions] {
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
      let fields = others.filter {
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

  /// A family such as `setosa`, `versicolor` and `virginica`: the columns named as labels are, or all
  /// columns of numbers where only one label has been met and their rows sum to 1.
  private func bare(_ labels: [String], among others: [Int]) -> FoundPredictions? {
    let texts = Set(labels.map(\.bytes))
    let values = Set(labels.compactMap(LabelMeaning.number))
    let named = others.filter { field in
      texts.contains(names[field].bytes)
        || LabelMeaning.number(names[field]).map(values.contains) == true
    }
    guard !named.isEmpty, others.count <= PredictionSearch.readColumnLimit else {
      return named.count > 1 ? FoundPredictions(named, kind: nil, .classNames(prefix: "")) : nil
    }
    let numbers = others.filter { rows.numbers(of: $0) != nil }
    let found = named.filter(numbers.contains)
    let haveUnitSums = sumToOne(numbers)
    if found.count > 1, !haveUnitSums || sumToOne(found) {
      return FoundPredictions(found, kind: nil, .classNames(prefix: ""))
    }
    guard !found.isEmpty, numbers.count > 1, haveUnitSums else { return nil }
    return FoundPredictions(numbers, kind: nil, .classNames(prefix: ""))
  }

  /// Whether the numbers of every row sum to 1 up to the rounding of their decimals.
  private func sumToOne(_ fields: [Int]) -> Bool {
    let columns = fields.compactMap(rows.numbers)
    guard let first = columns.first else { return false }
    return first.indices.allSatisfy { row in
      let numbers = columns.compactMap { $0[row] }
      return numbers.count < columns.count || (numbers.reduce(0, +) - 1).magnitude <= 1e-3
    }
  }
}
