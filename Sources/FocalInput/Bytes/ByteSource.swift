/// Where bytes come from: a file, a descriptor that is open already, or memory.
package final class ByteSource {
  /// The name that messages give it.
  package let name: String

  private enum Origin {
    case file(FileDescriptor)
    case memory([UInt8], readSize: Int)
  }

  private let origin: Origin
  private var byteOffset = 0

  /// Bytes looked at already, and how many of them have been read since.
  private var held: [UInt8] = []
  private var heldOffset = 0

  /// A file.
  ///
  /// - Parameter path: the path of the file, which is also its name.
  /// - Throws: ``InputError`` where it cannot be opened.
  package init(path: String) throws(InputError) {
    name = path
    origin = .file(try FileDescriptor(path: path))
  }

  /// A descriptor that is open for reading, and stays open.
  package init(descriptor: Int32, name: String) {
    self.name = name
    origin = .file(FileDescriptor(borrowing: descriptor))
  }

  /// Bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: the bytes.
  ///   - name: the name that messages give them.
  ///   - readSize: the bytes of one read at most, as pipes have such a size.
  package init(bytes: [UInt8], name: String, readSize: Int = .max) {
    self.name = name
    origin = .memory(bytes, readSize: readSize)
  }

  /// The first bytes, which can be read afterwards as if nobody had looked.
  ///
  /// - Parameter count: the bytes wanted.
  /// - Returns: at least so many bytes, or all there are.
  /// - Throws: ``InputError`` where the system cannot read.
  package func peek(_ count: Int) throws(InputError) -> [UInt8] {
    precondition(heldOffset == 0, "nothing has been read yet")
    var heldCount = held.count
    if heldCount < count { held += Array(repeating: 0, count: count - heldCount) }
    while heldCount < count {
      let readCount = try readFromOrigin(into: &held, heldCount..<count)
      if readCount == 0 { break }
      heldCount += readCount
    }
    held.removeLast(held.count - heldCount)
    return held
  }

  /// The bytes that are still to come; nil where nobody knows, as of a pipe.
  package var byteCount: Int? {
    switch origin {
    case .file(let descriptor): descriptor.restByteCount
    case .memory(let bytes, _): bytes.count - byteOffset
    }
  }

  /// The bytes of a file; nil where it has no size, as pipes and devices have none.
  ///
  /// - Parameter path: the path of the file.
  /// - Returns: its bytes.
  package static func byteCount(ofFile path: String) -> Int? {
    FileDescriptor.byteCount(ofFile: path)
  }

  /// The bytes that there may be, and one more to see the end; very many where nobody knows.
  var byteCountHint: Int {
    if case .file(let descriptor) = origin, descriptor.byteCount > 0 {
      return descriptor.byteCount + 1
    }
    return .max
  }

  /// Reads into a part of a buffer.
  ///
  /// - Parameters:
  ///   - buffer: the buffer.
  ///   - range: the part of it that may be written.
  /// - Returns: the bytes read, which may be fewer than fit; 0 at the end only.
  /// - Throws: ``InputError`` where the system cannot read.
  func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(InputError) -> Int {
    guard heldOffset < held.count else {
      held = []
      heldOffset = 0
      return try readFromOrigin(into: &buffer, range)
    }
    let count = min(range.count, held.count - heldOffset)
    buffer.replaceSubrange(
      range.lowerBound..<range.lowerBound + count, with: held[heldOffset..<heldOffset + count])
    heldOffset += count
    return count
  }

  private func readFromOrigin(
    into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(InputError) -> Int {
    switch origin {
    case .file(let descriptor):
      let count = try descriptor.read(into: &buffer, range)
      byteOffset += count
      // A file that grows is read to its new end; of one that shrinks something is lost.
      guard count > 0 || range.isEmpty || byteOffset >= descriptor.byteCount else {
        throw InputError(.fileShrank(read: byteOffset, expected: descriptor.byteCount))
      }
      return count
    case .memory(let bytes, let readSize):
      let count = min(range.count, readSize, bytes.count - byteOffset)
      buffer.replaceSubrange(
        range.lowerBound..<range.lowerBound + count,
        with: bytes[byteOffset..<byteOffset + count])
      byteOffset += count
      return count
    }
  }
}
