/// The lines of a source, one after another, whatever their length.
package struct LineReader {
  private let source: ByteSource
  private var buffer: [UInt8] = []

  /// Where the bytes are that no line has had yet.
  private var rest = 0..<0
  private var isAtEnd = false

  /// The bytes of the longest line.
  private static let lineByteCount = 1 << 30

  /// A reader of a source.
  package init(_ source: ByteSource) { self.source = source }

  /// The next line.
  ///
  /// - Returns: its bytes without its end; nil after the last.
  /// - Throws: ``InputError`` where the source cannot be read, or a line is too long.
  package mutating func next() throws(InputError) -> ArraySlice<UInt8>? {
    var searched = rest.lowerBound
    while true {
      if let end = buffer[searched..<rest.upperBound].firstIndex(of: UInt8(ascii: "\n")) {
        let line = buffer[rest.lowerBound..<end]
        rest = end + 1..<rest.upperBound
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      }
      guard !isAtEnd else {
        let line = buffer[rest]
        rest = rest.upperBound..<rest.upperBound
        return line.isEmpty ? nil : line
      }
      searched = try readOn()
    }
  }

  /// Reads more bytes behind those that are there.
  ///
  /// - Returns: where they begin.
  private mutating func readOn() throws(InputError) -> Int {
    if rest.lowerBound > 0 {
      buffer.removeSubrange(..<rest.lowerBound)
      rest = 0..<rest.count
    }
    guard rest.count < Self.lineByteCount else {
      throw InputError(.rowTooLong(limit: Self.lineByteCount))
    }
    let wanted = max(InputLimits.chunkByteCount, rest.count)
    if buffer.count < rest.count + wanted {
      buffer.append(contentsOf: repeatElement(0, count: rest.count + wanted - buffer.count))
    }
    let start = rest.upperBound
    let count = try source.read(into: &buffer, start..<start + wanted)
    isAtEnd = count == 0
    rest = rest.lowerBound..<start + count
    return start
  }
}
