import Foundation
import TestSupport
import Testing

@testable import FocalInput

/// Random documents, each compared with what Foundation reads.
@Suite("JSON against Foundation")
struct JSONReferenceTests {
  @Test(
    "Random values are right or wrong as Foundation says", arguments: 1...4 as ClosedRange<UInt64>)
  func validity(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    var validCount = 0
    let roundCount = 3000
    for round in 0..<roundCount {
      var text = RandomJSON.value(&generator, depth: 3)
      if round % 2 == 0 { RandomJSON.mutate(&text, &generator) }
      guard let isValid = RandomJSON.isValid(text) else { continue }
      validCount += isValid ? 1 : 0
      let scanner = JSONScanner(rowsAreLines: false)
      let start = scanner.skipSpaces(text.span, from: 0)
      let end = try? scanner.value(text.span, from: start)
      let isTaken = end.map { scanner.skipSpaces(text.span, from: $0) == text.count } ?? false
      guard isTaken == isValid else {
        let shown = String(decoding: text, as: UTF8.self).debugDescription
        Issue.record("seed \(seed), round \(round): \(shown) valid: \(isValid)")
        return
      }
    }
    // A generator of only one kind would test nothing.
    #expect((roundCount / 2..<roundCount * 9 / 10).contains(validCount))
  }

  @Test("Rows read as Foundation reads them", arguments: 11...14 as ClosedRange<UInt64>)
  func rows(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<100 {
      var numbers: [String] = []
      let rows = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        let p = RandomJSON.number(&generator)
        numbers.append(p)
        let id = RandomJSON.string(&generator)
        let other = String(decoding: RandomJSON.value(&generator, depth: 2), as: UTF8.self)
        return [#""p":\#(p)"#, #""id":\#(id)"#, #""x":\#(other)"#].shuffled(using: &generator)
          .joined(separator: ",")
      }
      let text = "[{" + rows.joined(separator: "},{") + "}]"
      let expected = try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
      let reading = JSONInput(text, numbers: ["p"], texts: ["id"], layout: .rows).read()
      #expect(reading.error == nil, "seed \(seed): \(text)")
      #expect(reading.texts == expected.map { [$0["id"] as? String] }, "seed \(seed): \(text)")
      // Foundation's numbers are not rounded correctly; those of the C library are.
      #expect(
        reading.rows.map(\.numberBits) == numbers.map { [Strtod($0).bits] }, "seed \(seed): \(text)"
      )
    }
  }
}
