/// How the bytes of a test come: in chunks of this many bytes, from reads of at most this many.
struct Chunking: Equatable, CustomStringConvertible {
  var chunkByteCount: Int
  var readSize: Int

  /// Every chunking that a case must not notice.
  static func all(of byteCount: Int) -> [Chunking] {
    let whole = max(1, byteCount)
    return [1, 2, 3, 7, 64, whole].flatMap { chunkByteCount in
      [1, Int.max].map { Chunking(chunkByteCount: chunkByteCount, readSize: $0) }
    }
  }

  var description: String { "chunks of \(chunkByteCount), reads of \(readSize)" }
}
