import Testing

@testable import FocalInput

@Suite("DigitWord")
struct DigitWordTests {
  @Test("Every byte that is not a digit ends the digits", arguments: 0...255, 0...7)
  func everyByte(byte: Int, position: Int) {
    var bytes = Array("12345678".utf8)
    bytes[position] = UInt8(byte)
    let isDigit = (48...57).contains(byte)
    let word = DigitWord(bytes.span.extracting(first: 8), at: 0)
    #expect(word.count == (isDigit ? 8 : position))

    var value: UInt64 = 0
    for index in 0..<word.count {
      value = value * 10 + UInt64(bytes[index] - 48)
    }
    #expect(word.appended(to: 0) == value)
  }

  @Test("Bytes at the end and beyond are no digits", arguments: 0...20, 0...8)
  func end(index: Int, length: Int) {
    let bytes = [UInt8](repeating: UInt8(ascii: "7"), count: 40)
    let word = DigitWord(bytes.span.extracting(first: index + length), at: index)
    #expect(word.count == length)
    #expect(word.appended(to: 0) == UInt64("77777777".prefix(length)) ?? 0)
    if length < 8 {
      #expect(!word.isFollowedByPoint)
    }
  }

  @Test("Digits are appended to a significand modulo 2⁶⁴")
  func appended() {
    let bytes = Array("90817263".utf8)
    #expect(DigitWord(bytes.span.extracting(first: 8), at: 0).appended(to: 5) == 590_817_263)
    #expect(DigitWord(bytes.span.extracting(first: 8), at: 5).appended(to: 5) == 5263)
    #expect(DigitWord(bytes.span.extracting(first: 8), at: 8).appended(to: 5) == 5)
    #expect(
      DigitWord(bytes.span.extracting(first: 8), at: 0).appended(to: .max)
        == UInt64.max &* 100_000_000 &+ 90_817_263)
  }

  @Test("A point is taken out and the digits after it move up", arguments: 0...7)
  func point(position: Int) {
    var bytes = Array("1234567".utf8)
    bytes.insert(UInt8(ascii: "."), at: position)
    var word = DigitWord(bytes.span.extracting(first: 8), at: 0)
    #expect(word.count == position)
    #expect(word.isFollowedByPoint)
    word.removePoint()
    #expect(word.count == 7)
    #expect(word.appended(to: 0) == 1_234_567)
  }

  @Test("After a point is taken out, the digits still end at the first other byte")
  func pointThenOther() {
    let bytes = Array("12.34,56".utf8)
    var word = DigitWord(bytes.span.extracting(first: 8), at: 0)
    word.removePoint()
    #expect(word.count == 4)
    #expect(word.appended(to: 0) == 1234)

    var short = DigitWord(bytes.span.extracting(first: 4), at: 0)
    short.removePoint()
    #expect(short.count == 3)
    #expect(short.appended(to: 0) == 123)

    let twoPoints = Array("1..45678".utf8)
    var doubled = DigitWord(twoPoints.span.extracting(first: 8), at: 0)
    doubled.removePoint()
    #expect(doubled.count == 1)
  }
}
