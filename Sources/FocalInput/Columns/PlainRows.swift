/// What is done with rows in which nothing is out of the ordinary, and the room for what they hold.
///
/// The fields are decoded one after another, in the order in which they stand, into numbers and codes
/// for many rows; then these are taken over into the blocks and columns of a batch. So the loop over
/// the fields knows nothing of a plan, and asks no array of arrays for its elements.
struct PlainRows: Sendable {
  /// What is done with a field.
  enum Step: Equatable, Sendable {
    /// So many fields are passed over.
    case skip(count: Int)
    case number
    /// The column is that of the plan.
    case category(column: Int)

    /// Whether the field is read.
    var isWanted: Bool { if case .skip = self { false } else { true } }
  }

  /// Rows of nothing but a label and predictions.
  struct Usual: Sendable {
    /// Whether the label stands before the predictions, or after them.
    var isLabelFirst: Bool
    var numberCount: Int

    /// Whether a row is a label and a prediction.
    var isPair: Bool { numberCount == 1 }
  }

  /// What is done with the fields of a row.
  let steps: [Step]

  /// Where the label is, where there is nothing but it and predictions.
  let usual: Usual?

  /// Whether fields are passed over.
  var skipsFields: Bool { steps.count > numberCount + codeCount }

  /// The numbers of a row, and the codes.
  var numberCount: Int { numberPlaces.count }
  var codeCount: Int { codeColumns.count }

  /// The rows decoded at a time: their numbers fit into the processor's nearest cache.
  let rowCount: Int

  /// For each number of a row the block and the place in it.
  private let numberPlaces: [(block: Int, offset: Int)]

  /// For each code of a row the column.
  private let codeColumns: [Int]

  /// Whether the numbers of a row stand as in the only block.
  private let areNumbersInOrder: Bool

  /// The numbers of some rows, and the codes, as they stand in the rows.
  var numbers: [Double]
  var codes: [Int32]

  /// The codes of the labels of one byte, by byte and column; −1 where there is none yet.
  private(set) var singles: [Int32] = []

  /// How many there are; −1 where nobody knows.
  private var singleCount = -1

  /// The rows of a plan; nil where it wants texts or nothing.
  ///
  /// - Parameters:
  ///   - plan: the fields wanted.
  ///   - actions: what is done with each field.
  ///   - joinsSkipped: whether fields that are passed over make one step where they stand side by side.
  init?(_ plan: ColumnPlan, _ actions: [FieldAction], joinsSkipped: Bool) {
    var steps: [Step] = []
    var numberPlaces: [(block: Int, offset: Int)] = []
    for action in actions {
      switch (action.number, action.category) {
      case (nil, nil):
        if joinsSkipped, case .skip(let count)? = steps.last {
          steps[steps.count - 1] = .skip(count: count + 1)
        } else {
          steps.append(.skip(count: 1))
        }
      case (let place?, nil):
        steps.append(.number)
        numberPlaces.append(place)
      case (nil, let column?): steps.append(.category(column: column))
      default: return nil
      }
    }
    guard plan.texts.isEmpty, actions.contains(where: \.isWanted) else { return nil }
    self.steps = steps
    self.numberPlaces = numberPlaces
    usual = Usual(steps)
    codeColumns = steps.compactMap { if case .category(let column) = $0 { column } else { nil } }
    areNumbersInOrder =
      plan.numberBlocks.count == 1
      && numberPlaces.indices.allSatisfy { numberPlaces[$0].offset == $0 }
    rowCount = max(1, 1024 / max(1, numberPlaces.count))
    numbers = Array(repeating: 0, count: rowCount * numberPlaces.count)
    codes = Array(repeating: 0, count: rowCount * codeColumns.count)
  }

  /// Takes over the codes of labels of one byte that have been met since the last time.
  ///
  /// - Parameters:
  ///   - tables: the labels of every column.
  ///   - delimiter: the byte between two fields.
  mutating func learnSingles(of tables: [CategoryTable], delimiter: UInt8) {
    var count = 0
    for table in tables { count += table.singleCount }
    guard count != singleCount else { return }
    singles = CategoryTable.singles(of: tables, delimiter: delimiter)
    singleCount = count
  }

  /// Forgets the codes of labels, which mean nothing any more.
  mutating func forgetSingles() { singleCount = -1 }

  /// Takes rows over into a batch.
  ///
  /// - Parameters:
  ///   - count: how many have been decoded.
  ///   - firstRow: the place of the first in the batch.
  ///   - widths: the widths of the blocks.
  ///   - batch: takes them.
  func move(_ count: Int, to firstRow: Int, _ widths: [Int], _ batch: inout ColumnBatch) {
    guard count > 0 else { return }
    batch.reserveRow(firstRow + count - 1, widths)
    let width = numberPlaces.count
    for (index, place) in numberPlaces.enumerated() {
      var block: [Double] = []
      swap(&block, &batch.numbers[place.block])
      let start = firstRow * widths[place.block]
      if areNumbersInOrder {
        Self.copy(numbers.span.extracting(first: count * width), into: &block, from: start)
      } else {
        for row in 0..<count {
          block[start + row * widths[place.block] + place.offset] = numbers[row * width + index]
        }
      }
      swap(&block, &batch.numbers[place.block])
      if areNumbersInOrder { break }
    }
    for (index, column) in codeColumns.enumerated() {
      if codeColumns.count == 1 {
        batch.categories[column].append(contentsOf: codes[..<count])
      } else {
        for row in 0..<count {
          batch.categories[column].append(codes[row * codeColumns.count + index])
        }
      }
    }
  }
}

extension PlainRows {
  private static func copy(
    _ numbers: Span<Double>, into block: inout [Double], from start: Int
  ) {
    var copies = block.mutableSpan
    precondition(start >= 0 && start + numbers.count <= copies.count, "room for the numbers")
    for index in numbers.indices { copies[start &+ index] = numbers[index] }
  }
}

extension PlainRows.Usual {
  /// The kind of rows that have these fields; nil where it is another.
  fileprivate init?(_ steps: [PlainRows.Step]) {
    func isNumber(_ step: PlainRows.Step) -> Bool { if case .number = step { true } else { false } }
    func isLabel(_ step: PlainRows.Step?) -> Bool {
      if case .category? = step { true } else { false }
    }
    numberCount = steps.count { isNumber($0) }
    isLabelFirst = isLabel(steps.first)
    guard numberCount > 0, numberCount + 1 == steps.count, isLabelFirst || isLabel(steps.last)
    else { return nil }
  }
}
