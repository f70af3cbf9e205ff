#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A file open for reading, closed when nobody holds it any more.
///
/// With ``ChildProcess`` and `OutputDescriptor`, this is where the system is called and so where unsafe
/// code stands.
final class FileDescriptor: Sendable {
  let number: Int32
  let isOwned: Bool

  /// The bytes of a regular file when it was opened, from where it is read first, which can be read at
  /// any place; nil for pipes and devices, which have no size.
  let anywhereByteCount: Int?

  /// The same; 0 for pipes and devices.
  var byteCount: Int { anywhereByteCount ?? 0 }

  /// Where a regular file is read from first; 0 for pipes and devices.
  private let startOffset: Int

  /// Takes a descriptor that is open already, and leaves it open.
  init(borrowing number: Int32) {
    self.number = number
    isOwned = false
    let startOffset = max(0, Int(lseek(number, 0, SEEK_CUR)))
    self.startOffset = startOffset
    anywhereByteCount = Self.byteCount(number).map { max(0, $0 - startOffset) }
  }

  /// Takes one end of a pipe, and closes it.
  init(ofPipe number: Int32) {
    self.number = number
    isOwned = true
    anywhereByteCount = nil
    startOffset = 0
  }

  /// Opens a file; the corresponding C function is `open`.
  init(path: [UInt8]) throws(InputError) {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    let result = retryingInterrupts { unsafe open(name, O_RDONLY | O_CLOEXEC) }
    guard result >= 0 else { throw InputError(.cannotOpen(reason: lastSystemError())) }
    number = result
    isOwned = true
    startOffset = 0
    anywhereByteCount = Self.byteCount(result)
  }

  /// The bytes of a regular file; nil for pipes and devices.
  private static func byteCount(_ number: Int32) -> Int? {
    var status = stat()
    let isRegular = unsafe fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    return isRegular ? Int(status.st_size) : nil
  }

  deinit {
    if isOwned { close(number) }
  }

  /// Whether all is read that was there when the file was opened, by whoever shares the descriptor.
  var isAtEnd: Bool {
    byteCount == 0 || Int(lseek(number, 0, SEEK_CUR)) >= startOffset + byteCount
  }

  /// The bytes of a regular file from where it will be read next; nil for pipes and devices.
  var restByteCount: Int? {
    anywhereByteCount.map { max(0, startOffset + $0 - Int(lseek(number, 0, SEEK_CUR))) }
  }

  /// Goes back to where a regular file was read first.
  func rewind() { lseek(number, off_t(startOffset), SEEK_SET) }

  /// The bytes of a regular file; nil for anything else.
  static func byteCount(ofFile path: [UInt8]) -> Int? {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    var status = stat()
    guard unsafe stat(name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }

  /// Reads into a part of a buffer; the corresponding C function is `read`.
  ///
  /// - Parameters:
  ///   - buffer: the buffer.
  ///   - range: the part of it that may be written.
  /// - Returns: the bytes read; 0 at the end.
  /// - Throws: ``InputError`` where the system cannot read.
  func read(into buffer: inout [UInt8], _ range: Range<Int>) throws(InputError) -> Int {
    try unsafe read(into: &buffer, range) { number, part in
      #if canImport(Darwin)
      unsafe Darwin.read(number, part.baseAddress, part.count)
      #else
      unsafe Glibc.read(number, part.baseAddress, part.count)
      #endif
    }
  }

  /// Reads a part of a regular file, wherever it was read before; the corresponding C function is
  /// `pread`.
  ///
  /// - Parameters:
  ///   - offset: where the part begins, counted from where the file was read first.
  ///   - buffer: the buffer.
  ///   - range: the part of it that may be written.
  /// - Returns: the bytes read; 0 at the end.
  /// - Throws: ``InputError`` where the system cannot read.
  func read(
    at offset: Int, into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(InputError) -> Int {
    let place = off_t(startOffset + offset)
    return try unsafe read(into: &buffer, range) { number, part in
      unsafe pread(number, part.baseAddress, part.count, place)
    }
  }

  private func read(
    into buffer: inout [UInt8], _ range: Range<Int>,
    _ call: (Int32, UnsafeMutableRawBufferPointer) -> Int
  ) throws(InputError) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count, "inside the buffer")
    let number = number
    let result = unsafe buffer.withUnsafeMutableBytes { bytes in
      let part = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[range])
      while true {
        let result = retryingInterrupts { unsafe call(number, part) }
        // Somebody who shares a pipe may have made it one that nobody waits for.
        guard result < 0, errno == EAGAIN else { return result }
        var waited = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        _ = unsafe poll(&waited, 1, -1)
      }
    }
    guard result >= 0 else {
      throw errno == EISDIR
        ? InputError(.isDirectory) : InputError(.cannotRead(reason: lastSystemError()))
    }
    return result
  }
}

/// Calls the system again as long as a signal interrupts it.
func retryingInterrupts<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// What the system says of its last error.
func lastSystemError() -> String {
  unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
}
