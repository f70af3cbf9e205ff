import TestSupport
import Testing

@testable import FocalInput

@Suite("BinaryNumber")
struct BinaryNumberTests {
  /// The numbers that bytes are, and their texts.
  static func read(_ type: BinaryNumber, _ bytes: [UInt8]) -> [(number: Double, text: String)] {
    let count = bytes.count / type.byteCount
    var numbers = [Double](repeating: 7, count: count)
    var target = numbers.mutableSpan
    let places = BinaryNumber.Places(first: 0, distance: type.byteCount, count: count)
    type.read(bytes.span, places, into: &target, from: 0, every: 1)
    return numbers.indices.map { index in
      var text: [UInt8] = []
      type.appendText(bytes.span, at: index * type.byteCount, to: &text)
      return (numbers[index], String(decoding: text, as: UTF8.self))
    }
  }

  #if !(os(macOS) && arch(x86_64))
  @Test("All numbers of half precision are those of the compiler's own type")
  func halves() throws {
    for isBig in [false, true] {
      let type = try #require(BinaryNumber(name: isBig ? ">f2" : "<f2"))
      let bytes = (0...UInt16.max).flatMap { bits -> [UInt8] in
        let (low, high) = (UInt8(truncatingIfNeeded: bits), UInt8(bits >> 8))
        return isBig ? [high, low] : [low, high]
      }
      for (bits, read) in Self.read(type, bytes).enumerated() {
        let expected = Double(Float16(bitPattern: UInt16(bits)))
        let isEqual = read.number.bitPattern == expected.bitPattern
        #expect(isEqual || read.number.isNaN && expected.isNaN, "\(bits)")
        let text = NumberParser().number(read.text)
        #expect(text == expected || read.text == "nan" && expected.isNaN, "\(bits): \(read.text)")
      }
    }
  }
  #endif

  @Test(
    "Numbers are written as text that reads back to them",
    arguments: [
      ("|b1", [0, 1, 2], ["0", "1", "1"]), ("|i1", [0x80, 0x7f], ["-128", "127"]),
      (
        ">i8", [0x80, 0, 0, 0, 0, 0, 0, 0, 0x7f, 255, 255, 255, 255, 255, 255, 255],
        ["-9223372036854775808", "9223372036854775807"]
      ),
      ("<u8", [255, 255, 255, 255, 255, 255, 255, 255], ["18446744073709551615"]),
      ("<i2", [0xfe, 0xff], ["-2"]),
      (
        ">f8",
        [
          0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0x3f, 0xb9, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9a, 0x80, 0, 0,
          0, 0, 0, 0, 0, 0xff, 0xf0, 0, 0, 0, 0, 0, 0, 0x7f, 0xf8, 0, 0, 0, 0, 0, 0,
        ], ["1", "0.1", "-0", "-inf", "nan"]
      ),
      ("<f4", [0xcd, 0xcc, 0xcc, 0x3d], ["0.10000000149011612"]),
    ] as [(String, [UInt8], [String])])
  func texts(_ name: String, _ bytes: [UInt8], _ texts: [String]) throws {
    let type = try #require(BinaryNumber(name: name))
    #expect(Self.read(type, bytes).map(\.text) == texts)
  }

  @Test("Numbers at a distance go to places at a distance, and nothing else is touched")
  func distances() throws {
    var generator = SplitMix64(seed: 11)
    let bytes = (0..<240).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for name in ["<f8", ">f4", "<f2", ">i8", "<i4", ">u2", "|i1"] {
      let type = try #require(BinaryNumber(name: name))
      let all = Self.read(type, bytes).map(\.number)
      var numbers = [Double](repeating: 7, count: 20)
      var target = numbers.mutableSpan
      let places = BinaryNumber.Places(
        first: type.byteCount, distance: 3 * type.byteCount, count: 6)
      type.read(bytes.span, places, into: &target, from: 2, every: 3)
      var expected = [Double](repeating: 7, count: 20)
      for index in 0..<6 { expected[2 + 3 * index] = all[1 + 3 * index] }
      #expect(numbers.hasEqualBits(expected), "\(name), seed 11")
    }
  }
}
