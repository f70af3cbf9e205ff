import TestSupport
import Testing

@testable import FocalCommand

@Suite struct LabelTextsTests {
  @Test("of several ways the least is kept, in whatever order and by however many readers")
  func least() {
    let seed: UInt64 = 3
    var random = SplitMix64(seed: seed)
    let notes: [(String, Double)] = [
      ("1", 1), ("1.0", 1), ("yes", 1), ("0", 0), ("7", 7), ("07", 7), ("-1", -1), ("0", 0),
    ]
    for _ in 0..<50 {
      var readers = [LabelTexts(), LabelTexts(), LabelTexts()]
      for (text, target) in notes.shuffled(using: &random) {
        readers[Int.random(in: 0..<3, using: &random)].note(text, for: target)
      }
      var texts = readers[0]
      texts.merge(readers[1])
      texts.merge(readers[2])
      #expect(texts[1] == "1" && texts.hasSeveral(1), "seed \(seed)")
      #expect(texts[7] == "07" && texts.hasSeveral(7), "seed \(seed)")
      #expect(texts[0] == "0" && !texts.hasSeveral(0), "seed \(seed)")
      #expect(texts[-1] == "-1" && !texts.hasSeveral(-1), "seed \(seed)")
      #expect(texts[2] == nil && !texts.hasSeveral(2), "seed \(seed)")
    }
  }
}
