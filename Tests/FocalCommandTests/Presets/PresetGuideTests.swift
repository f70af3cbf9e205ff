import FocalLoss
import Testing

@testable import FocalCommand

@Suite struct PresetGuideTests {
  @Test("every preset has one guide, in the same order, and its notes are sentences of one line")
  func guides() {
    #expect(PresetGuide.all.map(\.preset) == Preset.all.map(\.name))
    for guide in PresetGuide.all {
      #expect(
        guide.notes.allSatisfy { $0.hasSuffix(".") && !$0.contains("\n") }, "\(guide.preset)")
    }
  }
}
