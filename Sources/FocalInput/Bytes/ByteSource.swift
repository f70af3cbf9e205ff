/// Where bytes come from: a file, a descriptor that is open already, a program, or memory.
package final class ByteSource {
  /// The name that messages give it.
  package let name: String

  /// The array that is meant, of a file that holds several; nil where none is named.
  let member: String?

  private enum Origin {
    case file(FileDescriptor)
    case program(ChildProcess)
    case memory([UInt8], readSize: Int)
  }

  private let origin: Origin
  private var byteOffset = 0

  /// Bytes looked at already, and how many of them have been read since.
  private var held: [UInt8] = []
  private var heldOffset = 0

  private init(_ origin: Origin, name: String, member: String? = nil) {
    self.name = name
    self.member = member
    self.origin = origin
  }

  /// A file, or one of the arrays in it, as in `file.npz:member`.
  ///
  /// - Parameters:
  ///   - path: the path of the file, as the bytes that the system has.
  ///   - name: the name that messages give it.
  /// - Throws: ``InputError`` where it cannot be opened.
  package convenience init(path: [UInt8], name: String) throws(InputError) {
    let descriptor: FileDescriptor
    do throws(InputError) {
      descriptor = try FileDescriptor(path: path)
    } catch {
      // A file of the whole name comes first.
      guard let (file, member) = Self.member(path) else { throw error }
      self.init(.file(try FileDescriptor(path: file)), name: name, member: member)
      return
    }
    self.init(.file(descriptor), name: name)
  }

  /// The file and the array in it that a path names; nil where it names no array.
  private static func member(_ path: [UInt8]) -> (file: [UInt8], member: String)? {
    guard let colon = path.lastIndex(of: ASCII.colon) else { return nil }
    let file = path[..<colon]
    guard String(decoding: file.suffix(4), as: UTF8.self).lowercased() == ".npz" else { return nil }
    return (Array(file), String(decoding: path[(colon + 1)...], as: UTF8.self))
  }

  /// The file that a path names, without the array in it.
  ///
  /// - Parameter path: the path.
  /// - Returns: the path of a file, which may not exist.
  package static func file(ofPath path: [UInt8]) -> [UInt8] {
    FileDescriptor.byteCount(ofFile: path) != nil ? path : member(path)?.file ?? path
  }

  /// A descriptor that is open for reading, and stays open.
  package convenience init(descriptor: Int32, name: String) {
    self.init(.file(FileDescriptor(borrowing: descriptor)), name: name)
  }

  /// Bytes in memory.
  ///
  /// - Parameters:
  ///   - bytes: the bytes.
  ///   - name: the name that messages give them.
  ///   - readSize: the bytes of one read at most, as pipes have such a size.
  package convenience init(bytes: [UInt8], name: String, readSize: Int = .max) {
    self.init(.memory(bytes, readSize: readSize), name: name)
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

  /// The descriptor of standard input; nil of any other source.
  package var borrowedDescriptor: Int32? {
    if case .file(let descriptor) = origin, !descriptor.isOwned { descriptor.number } else { nil }
  }

  /// The bytes that are still to come; nil where nobody knows, as of a pipe.
  package var byteCount: Int? {
    switch origin {
    case .file(let descriptor): descriptor.restByteCount
    case .program: nil
    case .memory(let bytes, _): bytes.count - byteOffset
    }
  }

  /// The bytes of a file; nil where it has no size, as pipes and devices have none.
  ///
  /// - Parameter path: the path of the file.
  /// - Returns: its bytes.
  package static func byteCount(ofFile path: [UInt8]) -> Int? {
    FileDescriptor.byteCount(ofFile: path)
      ?? member(path).flatMap { FileDescriptor.byteCount(ofFile: $0.file) }
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
      guard count > 0 || range.isEmpty || descriptor.isAtEnd else {
        throw InputError(.fileShrank(read: byteOffset, expected: descriptor.byteCount))
      }
      return count
    case .program(let process): return try process.read(into: &buffer, range)
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

/// Bytes that are not read in their order.
extension ByteSource {
  /// The bytes of the whole source, where they can be read at any place; nil of pipes.
  var anywhereByteCount: Int? {
    switch origin {
    case .file(let descriptor): descriptor.anywhereByteCount
    case .program: nil
    case .memory(let bytes, _): bytes.count
    }
  }

  /// Reads a part of the source, wherever it has been read before.
  ///
  /// - Parameters:
  ///   - offset: where the part begins.
  ///   - buffer: the buffer.
  ///   - range: the part of it that is filled.
  /// - Throws: ``InputError`` where the system cannot read, or the source ends before.
  func read(
    at offset: Int, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(InputError) {
    var count = 0
    while count < range.count {
      let rest = range.lowerBound + count..<range.upperBound
      let readCount: Int
      switch origin {
      case .file(let descriptor):
        readCount = try descriptor.read(at: offset + count, into: &buffer, rest)
      case .program: preconditionFailure("a pipe is read in its order")
      case .memory(let bytes, _):
        readCount = min(rest.count, bytes.count - offset - count)
        guard readCount > 0 else { break }
        buffer.replaceSubrange(
          rest.lowerBound..<rest.lowerBound + readCount,
          with: bytes[offset + count..<offset + count + readCount])
      }
      guard readCount > 0 else {
        throw InputError(.fileShrank(read: offset + count, expected: offset + range.count))
      }
      count += readCount
    }
  }

  /// The same bytes where they can be read at any place: of a pipe all are read into memory.
  ///
  /// - Parameter limit: the bytes that may be held.
  /// - Returns: the source that can be read so.
  /// - Throws: ``InputError`` where the system cannot read, or there are more.
  func readableAnywhere(limit: Int) throws(InputError) -> ByteSource {
    guard anywhereByteCount == nil else { return self }
    var bytes: [UInt8] = []
    var count = 0
    while true {
      if count == bytes.count {
        guard count <= limit else { throw InputError(.pipeTooLong(limit: limit)) }
        bytes += Array(repeating: 0, count: max(1 << 16, min(count, limit + 1 - count)))
      }
      let readCount = try read(into: &bytes, count..<bytes.count)
      if readCount == 0 { break }
      count += readCount
    }
    bytes.removeLast(bytes.count - count)
    return ByteSource(.memory(bytes, readSize: .max), name: name, member: member)
  }

  /// All bytes that are still to come, in memory.
  ///
  /// - Throws: ``InputError`` where the system cannot read.
  package func content() throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    var count = 0
    while true {
      if count == bytes.count {
        bytes += Array(repeating: 0, count: max(1 << 16, count))
      }
      let readCount = try read(into: &bytes, count..<bytes.count)
      if readCount == 0 { break }
      count += readCount
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// What a program writes that reads this source.
  ///
  /// - Parameters:
  ///   - program: the path of the program.
  ///   - arguments: its arguments.
  /// - Returns: the source of what it writes.
  /// - Throws: ``InputError`` where it cannot be started.
  func contentRead(by program: String, _ arguments: [String]) throws(InputError) -> ByteSource {
    // A file needs no process in between.
    let input: ChildProcess.Input =
      if case .file(let descriptor) = origin, descriptor.anywhereByteCount != nil {
        .file(descriptor)
      } else {
        .source(self)
      }
    let process = try ChildProcess(path: program, arguments, input: input)
    return ByteSource(.program(process), name: name, member: member)
  }
}
