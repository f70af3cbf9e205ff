@testable import FocalInput

extension Chunk {
  /// A part of the chunk as text.
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
