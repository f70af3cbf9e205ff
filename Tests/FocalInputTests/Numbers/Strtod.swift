#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What the C library reads: the independent judge of the number parser.
///
/// glibc rounds correctly for any number of digits.
struct Strtod: Equatable {
  let bits: UInt64
  let end: Int

  init(_ text: String) {
    let bytes = text.utf8.map { CChar(bitPattern: $0) } + [0]
    (bits, end) = unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return (0, 0) }
      var rest: UnsafeMutablePointer<CChar>?
      let value = unsafe strtod(start, &rest)
      let end = unsafe rest.map { unsafe UnsafePointer($0) - start } ?? 0
      return (value.bitPattern, end)
    }
  }
}

/// A number with 17 significant digits, as C's `%.17g` writes it.
func seventeenDigits(_ value: Double) -> String {
  var buffer = [CChar](repeating: 0, count: 64)
  let count = unsafe withVaList([value]) { arguments in
    unsafe vsnprintf(&buffer, 64, "%.17g", arguments)
  }
  return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
