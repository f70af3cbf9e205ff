@testable import FocalInput

/// A JSON file in memory, and what is wanted of it.
struct JSONInput {
  var bytes: [UInt8]
  var layout: JSONLayout?
  var keepsAllColumns = false
  var rowByteLimit = InputLimits.rowByteCount
  var wantedNames: Set<String> = ["label", "p", "probs", "id"]

  /// What is wanted, once it is known what there is; nothing where a path is not there.
  var numbers: [String] = []
  var categories: [String] = []
  var texts: [String] = []
  var readsMissingAsNaN = false

  init(
    _ text: String, numbers: [String] = [], categories: [String] = [], texts: [String] = [],
    layout: JSONLayout? = nil
  ) {
    self.init(
      Array(text.utf8), numbers: numbers, categories: categories, texts: texts, layout: layout)
  }

  init(
    _ bytes: [UInt8], numbers: [String] = [], categories: [String] = [], texts: [String] = [],
    layout: JSONLayout? = nil
  ) {
    self.bytes = bytes
    self.numbers = numbers
    self.categories = categories
    self.texts = texts
    self.layout = layout
  }

  /// The plan for a header; the extents of rows are always wanted.
  func plan(of header: JSONHeader) -> ColumnPlan {
    func fields(_ paths: [String]) -> [Int] { paths.compactMap(header.paths.firstIndex(of:)) }
    var plan = ColumnPlan()
    plan.numberBlocks = [fields(numbers)]
    plan.categories = fields(categories)
    plan.texts = fields(texts)
    plan.readsMissingAsNaN = readsMissingAsNaN
    plan.keepsRows = true
    return plan
  }
}
