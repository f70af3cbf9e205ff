import FocalInput

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads numbers as the C library does.
enum NumberFuzz {
  static func check(_ bytes: [UInt8]) -> FuzzVerdict {
    // What the C library reads besides, and the parser does not: white space in front, hexadecimal,
    // NaN.
    let skipped = Array("xXnN \t\n\r\u{b}\u{c}".utf8)
    let text = Array(bytes.prefix { $0 != 0 && !skipped.contains($0) || isInfinityLetter($0) })
    let parsed = NumberParser().parse(text.span, from: 0, to: text.count)
    let expected = strtod(text)
    switch parsed {
    case .number(let value, let end):
      return value.bitPattern == expected.value.bitPattern && end == expected.end
        ? .accepted : .broken("\(parsed), but strtod \(expected)")
    case .overflow(let end):
      return expected.value.isInfinite && end == expected.end
        ? .accepted : .broken("\(parsed), but strtod \(expected)")
    case .notANumber:
      return expected.end == 0 || expected.value.isNaN
        ? .refused : .broken("\(parsed), but strtod \(expected)")
    }
  }

  private static func isInfinityLetter(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "n") }

  private static func strtod(_ text: [UInt8]) -> (value: Double, end: Int) {
    let bytes = text.map { CChar(bitPattern: $0) } + [0]
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return (0, 0) }
      var rest: UnsafeMutablePointer<CChar>?
      #if canImport(Glibc)
      let value = unsafe Glibc.strtod(start, &rest)
      #else
      let value = unsafe Darwin.strtod(start, &rest)
      #endif
      return (value, unsafe rest.map { unsafe UnsafePointer($0) - start } ?? 0)
    }
  }
}
