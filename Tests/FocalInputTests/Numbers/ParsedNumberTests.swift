import FocalInput
import Testing

@Suite("ParsedNumber")
struct ParsedNumberTests {
  @Test("A parsed number is small enough for registers")
  func size() {
    #expect(MemoryLayout<ParsedNumber>.size <= 17)
  }

  @Test("Results differ in kind, value and end")
  func equality() {
    #expect(ParsedNumber.number(1, end: 1) == .number(1, end: 1))
    #expect(ParsedNumber.number(1, end: 1) != .number(2, end: 1))
    #expect(ParsedNumber.number(1, end: 1) != .number(1, end: 2))
    #expect(ParsedNumber.number(.infinity, end: 5) != .overflow(end: 5))
    #expect(ParsedNumber.overflow(end: 5) != .overflow(end: 6))
    #expect(ParsedNumber.notANumber != .overflow(end: 0))
  }
}
