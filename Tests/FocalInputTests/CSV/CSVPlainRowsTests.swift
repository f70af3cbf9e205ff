import TestSupport
import Testing

@testable import FocalInput

/// Rows decoded many at a time against the same rows decoded one by one.
@Suite struct CSVPlainRowsTests {
  struct Decoded: Equatable {
    var numbers: [[UInt64]]
    var categories: [[[UInt8]]]
    var rows: [Range<Int>]
    var lineCount: Int
    var error: InputError?

    /// All texts that are known after the chunk, in order; empty where a row is wrong.
    var texts: [[[UInt8]]]
  }

  /// Decodes two chunks, so that codes are known already in the second.
  static func decode(
    _ bytes: [UInt8], _ plan: ColumnPlan, fieldCount: Int, delimiter: UInt8, isPlain: Bool
  ) -> [Decoded] {
    var decoder = CSVDecoder(plan, fieldCount: fieldCount, delimiter: delimiter)
    if !isPlain { decoder.plainRows = nil }
    var chunk = Chunk()
    chunk.bytes = bytes
    chunk.rows = 0..<bytes.count
    var batch = ColumnBatch()
    return (0..<2).map { _ in
      decoder.decode(chunk, into: &batch)
      return Decoded(
        numbers: batch.numbers.map { $0.map(\.bitPattern) },
        categories: batch.categories.enumerated().map { column, codes in
          codes.map { Array(decoder.categories[column].bytes(of: $0)) }
        }, rows: batch.rows, lineCount: batch.lineCount, error: batch.error,
        texts: batch.error != nil
          ? []
          : decoder.categories.map { table in
            (0..<table.count).map { Array(table.bytes(of: Int32($0))) }
          })
    }
  }

  /// What stands in a field: nearly always what is usual, now and then anything.
  private static func field(_ index: Int, using generator: inout SplitMix64) -> String {
    let others = [
      "", " ", "\"1\"", "\"a,b\"", " 1", "1 ", "1e5", "1e-400", "1e999", "inf", "-Infinity", "-0",
      "+5", ".5", "5.", "-", ".", "007", "1_0", "0x1p3", "é", "a b", "a\"b", "\"a\"\"b\"", "\"\n\"",
      "\"open", "true", "cat", "nan", "00000000000000000000.25", "12345678901234567890123",
      "0.00000000000000000000012345678901234567", "18446744073709551616", "1.7976931348623159e308",
      "0.1234567890123456789012345678901234567890", "9", "\0", ",",
    ]
    if Int.random(in: 0..<12, using: &generator) == 0 {
      return others[Int.random(in: others.indices, using: &generator)]
    }
    switch index {
    case 0: return ["0", "1", "dog"][Int.random(in: 0..<3, using: &generator)]
    case 1: return "\(Double.random(in: 0..<1, using: &generator))"
    case 2: return "\(Double.random(in: -50..<50, using: &generator))"
    default: return String("abcdefghij-,".prefix(Int.random(in: 0...10, using: &generator)))
    }
  }

  @Test("plain rows are decoded as all others are", arguments: [101, 102, 103, 104])
  func sameColumns(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let fieldCount = Int.random(in: 2...9, using: &generator)
      let isWide = fieldCount > 3
      var plan = ColumnPlan()
      plan.categories = [0]
      plan.numberBlocks = fieldCount == 2 ? [[1]] : isWide ? [[2], [1]] : [[1, 2]]
      plan.keepsRows = Bool.random(using: &generator)
      plan.readsMissingAsNaN = Bool.random(using: &generator)
      let terminators = ["\n", "\r\n", "\n\n", "\n\r\n", "\r"]
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        let count = Int.random(in: 0..<40, using: &generator) == 0 ? fieldCount - 1 : fieldCount
        let fields = (0..<count).map { Self.field($0, using: &generator) }
        let place = Int.random(in: 0..<30, using: &generator)
        return fields.joined(separator: ",") + (terminators[place < 5 ? place : place % 2])
      }.joined()
      var bytes = Array(text.utf8)
      if Bool.random(using: &generator), bytes.last == ASCII.lineFeed { bytes.removeLast() }
      let decoded = [true, false].map {
        Self.decode(
          bytes, plan, fieldCount: fieldCount, delimiter: ASCII.comma, isPlain: $0)
      }
      #expect(decoded[0] == decoded[1], "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test(
    "rows of a label and predictions, in either order, with anything among them",
    arguments: 106...109)
  func usualRows(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let width = Int.random(in: 1...3, using: &generator)
      let isLabelFirst = Bool.random(using: &generator)
      var plan = ColumnPlan()
      plan.categories = [isLabelFirst ? 0 : width]
      plan.numberBlocks = [Array(isLabelFirst ? 1..<width + 1 : 0..<width)]
      plan.keepsRows = Bool.random(using: &generator)
      let terminator = Bool.random(using: &generator) ? "\n" : "\r\n"
      let oddity = Int.random(in: 20...400, using: &generator)
      let isMostlyLong = Bool.random(using: &generator)
      let text = (0..<300).map { _ in
        let isOdd = Int.random(in: 0..<oddity, using: &generator) == 0
        let label =
          isOdd
          ? Self.field(0, using: &generator) : ["0", "1"][Int.random(in: 0...1, using: &generator)]
        let isLong = isMostlyLong && Int.random(in: 0..<30, using: &generator) != 0
        let numbers = (0..<width).map { _ in
          isLong
            ? "\(Double.random(in: 0..<1, using: &generator))"
            : Self.prediction(isOdd, using: &generator)
        }
        return (isLabelFirst ? [label] + numbers : numbers + [label]).joined(separator: ",")
          + terminator
      }.joined()
      let decoded = [true, false].map {
        Self.decode(
          Array(text.utf8), plan, fieldCount: width + 1, delimiter: ASCII.comma, isPlain: $0)
      }
      #expect(decoded[0] == decoded[1], "seed \(seed)")
    }
  }

  /// A probability or a logit, to 16 digits or a few; where odd, anything.
  private static func prediction(_ isOdd: Bool, using generator: inout SplitMix64) -> String {
    if isOdd { return field(1, using: &generator) }
    let number = Double.random(in: -12...12, using: &generator)
    return switch Int.random(in: 0..<6, using: &generator) {
    case 0: "\(number)"
    case 1: "\(Float(number))"
    case 2: "\(Int(number))"
    case 3: "\(number * 1e-7)"
    default: "\(Double.random(in: 0..<1, using: &generator))"
    }
  }

  @Test(
    "a label that has to be quoted is another where it is not quoted",
    arguments: ["\",\"", "\"\"\"\"", "\" \"", "\"\n\"", "\"\r\""])
  func quotedLabels(label: String) throws {
    let number = "0.123456789012345678"
    let bare = label == "\"\"\"\"" ? "\"" : String(label.dropFirst().dropLast())
    let text = "\(label),\(number)\n0,\(number)\n\(bare),\(number)\n0,\(number)\n"
    var plan = ColumnPlan()
    plan.categories = [0]
    plan.numberBlocks = [[1]]
    let decoded = [true, false].map {
      Self.decode(Array(text.utf8), plan, fieldCount: 2, delimiter: ASCII.comma, isPlain: $0)
    }
    #expect(decoded[0] == decoded[1])
  }

  @Test("rows of a single field, where an empty line is no row", arguments: [110, 111])
  func singleFields(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let isNumber = Bool.random(using: &generator)
      var plan = ColumnPlan()
      if isNumber { plan.numberBlocks = [[0]] } else { plan.categories = [0] }
      plan.keepsRows = Bool.random(using: &generator)
      plan.readsMissingAsNaN = Bool.random(using: &generator)
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        let isEmpty = Int.random(in: 0..<4, using: &generator) == 0
        let field = isEmpty ? "" : Self.field(isNumber ? 1 : 0, using: &generator)
        return field + (Bool.random(using: &generator) ? "\n" : "\r\n")
      }.joined()
      let decoded = [true, false].map {
        Self.decode(Array(text.utf8), plan, fieldCount: 1, delimiter: ASCII.comma, isPlain: $0)
      }
      #expect(decoded[0] == decoded[1], "seed \(seed): \(text.debugDescription)")
    }
  }

  @Test("many rows, more than are decoded at a time")
  func manyRows() {
    var generator = SplitMix64(seed: 105)
    let text = (0..<5000).map { _ in
      (0..<3).map { Self.field($0, using: &generator) }.joined(separator: ";") + "\n"
    }.filter { !$0.contains(",") && !$0.contains("\"") }.joined()
    var plan = ColumnPlan()
    plan.categories = [0]
    plan.numberBlocks = [[1]]
    plan.keepsRows = true
    let decoded = [true, false].map {
      Self.decode(
        Array(text.utf8), plan, fieldCount: 3, delimiter: UInt8(ascii: ";"), isPlain: $0)
    }
    #expect(decoded[0] == decoded[1])
  }
}
