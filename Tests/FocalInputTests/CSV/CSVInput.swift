@testable import FocalInput

/// A delimited file in memory, and what is wanted of it.
struct CSVInput {
  var bytes: [UInt8]
  var dialect = CSVDialect()
  var rowByteLimit = InputLimits.rowByteCount

  /// What is wanted, once it is known how many fields there are.
  var plan: (_ fieldCount: Int) -> ColumnPlan = ColumnPlan.texts

  init(
    _ bytes: [UInt8], delimiter: Character = ",", header: CSVDialect.Header = .automatic,
    rowByteLimit: Int = InputLimits.rowByteCount, _ pattern: String? = nil
  ) {
    self.bytes = bytes
    self.rowByteLimit = rowByteLimit
    dialect = CSVDialect(delimiter: delimiter.asciiValue ?? 0, header: header)
    if let pattern { plan = { ColumnPlan(pattern).limited(to: $0) } }
  }

  init(
    _ text: String, delimiter: Character = ",", header: CSVDialect.Header = .automatic,
    rowByteLimit: Int = InputLimits.rowByteCount, _ pattern: String? = nil
  ) {
    self.init(
      Array(text.utf8), delimiter: delimiter, header: header, rowByteLimit: rowByteLimit, pattern)
  }

  /// The plan for a number of fields; the extents of rows are always wanted.
  func plan(of fieldCount: Int) -> ColumnPlan {
    var plan = plan(fieldCount)
    plan.keepsRows = true
    return plan
  }
}

extension ColumnPlan {
  /// Every field as text.
  static func texts(of fieldCount: Int) -> ColumnPlan {
    var plan = ColumnPlan()
    plan.texts = Array(0..<fieldCount)
    return plan
  }

  /// A letter for every field: `n` is a number, `c` a category, `t` a text, `a` all three.
  init(_ pattern: String) {
    self.init()
    var numbers: [Int] = []
    for (field, letter) in pattern.enumerated() {
      if "na".contains(letter) { numbers.append(field) }
      if "ca".contains(letter) { categories.append(field) }
      if "ta".contains(letter) { texts.append(field) }
    }
    if !numbers.isEmpty { numberBlocks = [numbers] }
  }

  /// The plan without the fields that do not exist.
  func limited(to fieldCount: Int) -> ColumnPlan {
    var plan = self
    plan.numberBlocks = numberBlocks.map { $0.filter { $0 < fieldCount } }
    plan.categories = categories.filter { $0 < fieldCount }
    plan.texts = texts.filter { $0 < fieldCount }
    return plan
  }
}
