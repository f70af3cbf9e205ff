import TestSupport
import Testing

@testable import FocalInput

@Suite struct CategoryTableTests {
  /// The codes of texts in a new table, which must then give them back.
  static func codes(_ texts: [[UInt8]]) -> [Int32] {
    var table = CategoryTable()
    let codes = texts.map { text in
      let bytes = [0x78] + text + [0x79]
      return table.code(of: bytes.span, 1..<text.count + 1)
    }
    #expect(table.count == Set(texts).count)
    for (code, text) in zip(codes, texts) { #expect(Array(table.bytes(of: code)) == text) }
    return codes
  }

  /// The codes that a dictionary gives.
  static func expected(_ texts: [[UInt8]]) -> [Int32] {
    var codes: [[UInt8]: Int32] = [:]
    return texts.map { text in
      let code = codes[text, default: Int32(codes.count)]
      codes[text] = code
      return code
    }
  }

  @Test("texts are numbered in the order in which they come")
  func order() {
    let texts = ["b", "a", "b", "", "ab", "a", "", "ab", "abc"].map { Array($0.utf8) }
    #expect(Self.codes(texts) == [0, 1, 0, 2, 3, 1, 2, 3, 4])
  }

  @Test("a text is looked up without being added")
  func lookup() {
    let bytes = Array("a,dog,\"x\"\"y\",,c,cat".utf8)
    func text(_ range: Range<Int>, _ escaping: ColumnBatch.Text.Escaping = .none)
      -> ColumnBatch.Text
    {
      ColumnBatch.Text(range: range, escaping: escaping)
    }
    var table = CategoryTable()
    let added = Array("a dog x\"y ".utf8)
    for range in [0..<1, 2..<5, 6..<9, 0..<0] { _ = table.code(of: added.span, range) }
    #expect(table.code(of: text(0..<1), in: bytes.span) == 0)
    #expect(table.code(of: text(2..<5), in: bytes.span) == 1)
    #expect(table.code(of: text(7..<11, .doubledQuotes), in: bytes.span) == 2)
    #expect(table.code(of: text(13..<13), in: bytes.span) == 3)
    #expect(table.code(of: text(14..<15), in: bytes.span) == nil)
    #expect(table.code(of: text(16..<19), in: bytes.span) == nil)
    #expect(table.count == 4)
  }

  @Test("every text of one byte has its code, NUL and bytes that are no UTF-8 too")
  func singleBytes() {
    let texts = (0...255).map { [UInt8($0)] }
    #expect(Self.codes(texts + texts.reversed()) == Array(0...255) + (0...255).reversed())
  }

  @Test(
    "codes stay what they are while the table grows",
    arguments: [1, 2, 7, 8, 9, 15, 16, 17, 100, 1000, 5000])
  func growth(count: Int) {
    let texts = (0..<count).map { Array("\($0)".utf8) }
    #expect(Self.codes(texts + texts) == (0..<2).flatMap { _ in (0..<Int32(count)) })
  }

  @Test("texts that begin alike, or are each other's beginnings, are different")
  func prefixes() {
    let texts = (0..<200).map { Array(repeating: UInt8(0), count: $0) }
    #expect(Self.codes(texts + texts) == Self.expected(texts + texts))
    let tails = (0..<500).map { Array("the same long beginning \($0)".utf8) }
    #expect(Self.codes(tails.reversed() + tails) == Self.expected(tails.reversed() + tails))
  }

  @Test("random texts get the codes that a dictionary gives", arguments: 0..<20)
  func random(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let texts = (0..<2000).map { _ in
      let length = Int.random(in: 0...4, using: &random)
      return (0..<length).map { _ in UInt8.random(in: 97...100, using: &random) }
    }
    #expect(Self.codes(texts) == Self.expected(texts), "seed \(seed)")
  }

  @Test("a copy goes its own way")
  func copies() {
    var table = CategoryTable()
    let bytes = Array("onetwo!".utf8)
    _ = table.code(of: bytes.span, 0..<3)
    var copy = table
    #expect(table.code(of: bytes.span, 3..<6) == 1)
    #expect(copy.code(of: bytes.span, 6..<7) == 1)
    #expect(Array(table.bytes(of: 1)) == Array("two".utf8))
    #expect(Array(copy.bytes(of: 1)) == Array("!".utf8))
  }
}
