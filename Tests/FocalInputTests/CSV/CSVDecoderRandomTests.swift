import TestSupport
import Testing

@testable import FocalInput

/// Texts nobody would think of, in every chunking, against the reference.
@Suite struct CSVDecoderRandomTests {
  static let bytes = Array("a1.,;\"\r\n -e").map { String($0) }

  /// Pieces of files, so that more rows are whole.
  static let pieces = [
    "1", "-2.5", "1e3", "a", "inf", " ", ",", ",", ",", ";", "\n", "\n", "\r\n", "\"", "\"\"",
    "\"a\"", "\"1\"", "\"a,b\"", "\"a\nb\"", "\"\r\n\"", "\"a\"\"b\"", "1,2\n", "a,b\r\n",
    "\"1\",\"2\"\n",
  ]

  static func text(of pieces: [String], seed: UInt64) -> String {
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 0...30, using: &random)
    let mark = Int.random(in: 0..<8, using: &random) == 0 ? "\u{feff}" : ""
    return mark + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
  }

  static func input(of pieces: [String], seed: UInt64) -> CSVInput {
    var random = SplitMix64(seed: ~seed)
    var input = CSVInput(text(of: pieces, seed: seed))
    if Bool.random(using: &random) { input.dialect.delimiter = UInt8(ascii: ";") }
    input.dialect.header =
      [.present, .absent, .automatic, .automatic].randomElement(using: &random) ?? .automatic
    let pattern = (0..<4).map { _ in "nncta-".randomElement(using: &random) ?? "-" }
    input.plan = { ColumnPlan(String(pattern)).limited(to: $0) }
    return input
  }

  @Test("random bytes read as the reference reads them", arguments: 0..<8)
  func bytes(part: UInt64) {
    for seed in part * 500..<(part + 1) * 500 {
      _ = Self.input(of: Self.bytes, seed: seed).read("bytes, seed \(seed):")
    }
  }

  @Test("random pieces of files read as the reference reads them", arguments: 0..<8)
  func pieces(part: UInt64) {
    for seed in part * 500..<(part + 1) * 500 {
      _ = Self.input(of: Self.pieces, seed: seed).read("pieces, seed \(seed):")
    }
  }

  @Test("the random texts have rows, numbers and every problem of a text")
  func coverage() {
    let readings = (0..<4000).flatMap { seed in
      [Self.bytes, Self.pieces].map {
        CSVReading(reference: Self.input(of: $0, seed: UInt64(seed)))
      }
    }
    #expect(readings.count { $0.error == nil } > 500)
    #expect(readings.count { $0.rows.count > 1 } > 300)
    #expect(readings.count { $0.rows.contains { !$0.numberBits.isEmpty } } > 200)
    #expect(readings.count { !$0.hasHeader && !$0.rows.isEmpty } > 200)
    for problem in [
      InputError.Problem.noRows, .unclosedQuote, .textAfterQuote, .missingNumber(found: ""),
    ] {
      #expect(readings.count { $0.problem == problem } > 20, "\(problem)")
    }
    #expect(readings.contains { $0.rows.contains { $0.extent.contains("\n") } })
  }
}
