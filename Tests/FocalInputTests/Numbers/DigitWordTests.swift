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
    #expect(word.number(after: 0) == value)
  }

  @Test("Bytes at the end and beyond are no digits", arguments: 0...20, 0...8)
  func end(index: Int, length: Int) {
    let bytes = [UInt8](repeating: UInt8(ascii: "7"), count: 40)
    let word = DigitWord(bytes.span.extracting(first: index + length), at: index)
    #expect(word.count == length)
    #expect(word.number(after: 0) == UInt64("77777777".prefix(length)) ?? 0)
  }

  @Test("The digits in front have zeros written behind them", arguments: 0...8)
  func leading(length: Int) {
    let text = "90817263"
    let bytes = Array((text.prefix(length) + "x" + text).utf8)
    let padded = text.prefix(length) + String(repeating: "0", count: 8 - length)
    #expect(DigitWord(bytes.span, at: 0).leadingValue == UInt64(padded))
  }

  @Test("A significand below its limit has room for the digits, and the limit has not")
  func limits() {
    var power: UInt64 = 1
    for count in 0..<8 {
      let most = (DigitWord.limits[count] - 1).multipliedReportingOverflow(by: power)
      #expect(!most.overflow && !most.partialValue.addingReportingOverflow(power - 1).overflow)
      power *= 10
    }
  }

  @Test("Digits are appended to a significand modulo 2⁶⁴")
  func appended() {
    let bytes = Array("90817263".utf8)
    #expect(DigitWord(bytes.span.extracting(first: 8), at: 0).number(after: 5) == 590_817_263)
    #expect(DigitWord(bytes.span.extracting(first: 8), at: 5).number(after: 5) == 5263)
    #expect(DigitWord(bytes.span.extracting(first: 8), at: 8).number(after: 5) == 5)
    #expect(
      DigitWord(bytes.span.extracting(first: 8), at: 0).number(after: .max)
        == UInt64.max &* 100_000_000 &+ 90_817_263)
  }
}

extension DigitWord {
  /// The number with all digits in front written behind it.
  fileprivate func number(after significand: UInt64) -> UInt64 {
    isFull ? appendedWhole(to: significand) : appended(to: significand)
  }
}
