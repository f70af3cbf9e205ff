import TestSupport
import Testing

@testable import FocalInput

/// Random texts, each compared with the C library, bit by bit.
@Suite("Sweeps of NumberParser")
struct NumberParserSweepTests {
  /// Makes `count` texts from `seed` and records the first that the parser reads otherwise.
  private func sweep(
    seed: UInt64, count: Int, _ makeText: (inout SplitMix64) -> String
  ) {
    var generator = SplitMix64(seed: seed)
    for round in 0..<count {
      let text = makeText(&generator)
      guard agreesWithStrtod(text) else {
        Issue.record("seed \(seed), round \(round): '\(text)' gives \(parse(text))")
        return
      }
    }
  }

  private static func randomDouble(_ generator: inout SplitMix64) -> Double {
    while true {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { return value }
    }
  }

  @Test("Random bit patterns with 17 digits read back", arguments: [1, 2] as [UInt64])
  func seventeen(seed: UInt64) {
    sweep(seed: seed, count: 30_000) { seventeenDigits(Self.randomDouble(&$0)) }
  }

  @Test("Random bit patterns in their shortest form read back to themselves")
  func shortest() {
    sweep(seed: 3, count: 30_000) { Self.randomDouble(&$0).description }
    var generator = SplitMix64(seed: 4)
    for _ in 0..<30_000 {
      let value = Self.randomDouble(&generator)
      let text = value.description
      guard parse(text) == .number(value, end: text.utf8.count) else {
        Issue.record("seed 4: \(text)")
        return
      }
    }
  }

  @Test("Random probabilities and logits read back")
  func predictions() {
    sweep(seed: 5, count: 30_000) { Double.random(in: 0..<1, using: &$0).description }
    sweep(seed: 6, count: 30_000) { Double.random(in: -40...40, using: &$0).description }
    sweep(seed: 7, count: 10_000) { seventeenDigits(1e-4 * Double.random(in: 0..<1, using: &$0)) }
  }

  @Test(
    "Decimals with any number of places are read in passing, and as strtod reads them",
    arguments: [16, 17])
  func places(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for round in 0..<60_000 {
      var text = ["", "-"].randomElement(using: &generator) ?? ""
      text += "\(Int.random(in: 0...(round % 5 == 0 ? 99 : 9), using: &generator))."
      let count = Int.random(in: 0...25, using: &generator)
      let zeroCount = Bool.random(using: &generator) ? 0 : Int.random(in: 0...6, using: &generator)
      for place in 0..<count {
        text += place < zeroCount ? "0" : "\(Int.random(in: 0...9, using: &generator))"
      }
      guard agreesWithStrtod(text) else {
        Issue.record("seed \(seed), round \(round): '\(text)' gives \(parsePlain(text))")
        return
      }
      // With two digits in front and 18 places a significand may be too long.
      #expect(count > 17 || !parsePlain(text).isNone, "seed \(seed): '\(text)'")
    }
  }

  @Test("Random subnormals read back")
  func subnormals() {
    sweep(seed: 8, count: 20_000) {
      seventeenDigits(Double(bitPattern: $0.next() >> UInt64.random(in: 12..<63, using: &$0)))
    }
  }

  @Test("Random digits with a random point and exponent agree")
  func digits() {
    sweep(seed: 9, count: 60_000) { generator in
      var text = ["", "-", "+"].randomElement(using: &generator) ?? ""
      let count = Int.random(in: 1...30, using: &generator)
      let point = Int.random(in: -20...count, using: &generator)
      for index in 0..<count {
        if index == point { text += "." }
        text += String(Int.random(in: 0...9, using: &generator))
      }
      if Bool.random(using: &generator) {
        text += "e\(Int.random(in: -360...330, using: &generator))"
      }
      return text
    }
  }

  @Test("Points halfway between doubles go to the even one, their neighbours to the nearer one")
  func halfway() {
    let seed: UInt64 = 10
    var generator = SplitMix64(seed: seed)
    var patterns: [UInt64] = [0, 1, 2, 1 << 52 - 2, 1 << 52 - 1, 1 << 52, 0x7FEF_FFFF_FFFF_FFFE]
    for _ in 0..<150 {
      // All binades, and those around one more often; there are the numbers people write.
      patterns.append(generator.next() >> 1)
      patterns.append(1.0.bitPattern &+ generator.next() >> 6 &- 1 << 57)
    }
    for bits in patterns where bits < Double.greatestFiniteMagnitude.bitPattern {
      let tie = ExactDecimal(halfwayAbove: bits)
      for unit in [-1, 0, 1] {
        let text = tie.text(addingToLastDigit: unit)
        let goesUp = unit == 1 || unit == 0 && bits & 1 == 1
        let expected = Double(bitPattern: bits + (goesUp ? 1 : 0))
        guard parse(text) == .number(expected, end: text.utf8.count), agreesWithStrtod(text) else {
          Issue.record("seed \(seed): above pattern \(bits), unit \(unit): \(text)")
          return
        }
        for tail in ["0", "1"] where tie.text().contains(".") {
          guard agreesWithStrtod(text + tail) else {
            Issue.record("seed \(seed): above pattern \(bits), unit \(unit), tail \(tail)")
            return
          }
        }
      }
    }
  }

  @Test("Halfway points cut to 15 to 25 digits agree")
  func nearlyHalfway() {
    sweep(seed: 11, count: 2_000) { generator in
      let bits = 1.0.bitPattern &+ generator.next() >> 5 &- 1 << 58
      let text = ExactDecimal(halfwayAbove: bits).text()
      return String(text.prefix(Int.random(in: 15...40, using: &generator)))
    }
  }

  @Test("Any bytes are read without a crash, and as strtod reads them", arguments: 12...15)
  func anyBytes(seed: UInt64) {
    let alphabet = Array("0123456789012345678900+-..eEinfINFtyx ,\n")
    var generator = SplitMix64(seed: seed)
    var numberCount = 0
    for _ in 0..<60_000 {
      let count = Int.random(in: 0...24, using: &generator)
      let text = String((0..<count).map { _ in alphabet.randomElement(using: &generator) ?? "0" })
      let parsed = parse(text)
      switch parsed {
      case .number(_, let end), .overflow(let end):
        numberCount += 1
        #expect((1...count).contains(end))
      case .notANumber:
        break
      }
      // The C library skips spaces and reads hexadecimal; the grammar here has neither.
      if text.first == " " || text.first == "\n" {
        #expect(parsed == .notANumber)
        continue
      }
      let unsigned = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
      guard unsigned.hasPrefix("0x") || agreesWithStrtod(text) else {
        Issue.record("seed \(seed): '\(text)' gives \(parsed)")
        return
      }
    }
    #expect((6_000...54_000).contains(numberCount), "the sweep must see both kinds")
  }

  @Test("Words for infinity, cut and misspelled, are read as strtod reads them")
  func words() {
    sweep(seed: 16, count: 20_000) { generator in
      var letters = Array("infinity,infinity".utf8)
      for index in letters.indices where Int.random(in: 0..<2, using: &generator) == 0 {
        letters[index] &= 0xDF
      }
      if Int.random(in: 0..<3, using: &generator) == 0 {
        letters[Int.random(in: 0..<9, using: &generator)] = UInt8(ascii: "y")
      }
      let sign = ["", "-", "+"].randomElement(using: &generator) ?? ""
      let count = Int.random(in: 0...10, using: &generator)
      return sign + String(decoding: letters.prefix(count), as: UTF8.self)
    }
  }
}
