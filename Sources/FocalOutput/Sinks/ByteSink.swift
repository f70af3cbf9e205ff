/// Where bytes go: a descriptor, a file that appears whole or not at all, or memory.
package final class ByteSink {
  private enum Target {
    case descriptor(OutputDescriptor, isClosedAtEnd: Bool)
    case replacement(ReplacementFile)
    case memory
  }

  /// The bytes to gather before the system is called.
  private static let bufferByteCount = 1 << 16

  /// The space that a file gets ahead of what is written: as much as it has, from so much to so much.
  private static let spaceByteCounts = 1 << 20...1 << 26

  private let target: Target
  private var buffer: [UInt8] = []
  private var writtenByteCount = 0
  private var spaceByteCount = 0

  /// Memory.
  package init() { target = .memory }

  /// A descriptor that is open for writing.
  ///
  /// - Parameters:
  ///   - descriptor: the descriptor.
  ///   - name: what messages call it.
  ///   - isClosedAtEnd: whether it is closed when the sink is finished, since some systems say only then
  ///     that something is lost.
  package init(descriptor: Int32, name: String, isClosedAtEnd: Bool = false) {
    target = .descriptor(
      OutputDescriptor(number: descriptor, name: name), isClosedAtEnd: isClosedAtEnd)
  }

  /// A file, which appears in its place when the sink is finished, or whatever else a path leads to,
  /// which is written directly.
  ///
  /// - Parameters:
  ///   - place: where the path leads.
  ///   - name: what messages call it.
  ///   - allowsUnnamed: whether a file may have no name before, where the system has such files.
  /// - Throws: ``OutputError`` where it cannot be written.
  package init(
    _ place: OutputPlace, name: String, allowsUnnamed: Bool = true
  ) throws(OutputError) {
    target =
      switch place {
      case .descriptor(let number):
        .descriptor(try OutputDescriptor(inherited: number, name: name), isClosedAtEnd: true)
      case .direct(let path):
        .descriptor(try OutputDescriptor(path: path, name: name), isClosedAtEnd: true)
      case .file(let path):
        .replacement(
          try ReplacementFile(place: path, name: name, allowsUnnamed: allowsUnnamed))
      }
  }

  /// Whether nobody sees what is written before the sink is finished.
  package var isReplacement: Bool { if case .replacement = target { true } else { false } }

  /// Whether it writes directly into a regular file.
  package var writesIntoFile: Bool { directFile != nil }

  /// Whether it writes directly into the regular file that a path leads to.
  package func writesInto(_ path: [UInt8]) -> Bool {
    directFile.map { $0 == FileSystem.file(path) } ?? false
  }

  /// Whether it writes directly into the regular file that a descriptor is open for.
  package func writesIntoFile(openAs number: Int32) -> Bool {
    directFile.map { $0 == FileSystem.file(openAs: number) } ?? false
  }

  private var directFile: FileSystem.File? {
    if case .descriptor(let descriptor, _) = target {
      FileSystem.file(openAs: descriptor.number)
    } else {
      nil
    }
  }

  /// What was written to memory.
  package var bytes: [UInt8] { buffer }

  /// Writes bytes, now or later.
  package func write(_ bytes: [UInt8]) throws(OutputError) {
    if bytes.count >= Self.bufferByteCount, let descriptor {
      makeSpace(for: buffer.count + bytes.count)
      try flush()
      try put(bytes, to: descriptor)
      return
    }
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferByteCount { try flush() }
  }

  /// Writes a text.
  package func write(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }

  /// Writes what waits in the buffer.
  package func flush() throws(OutputError) {
    guard let descriptor else { return }
    // Emptied first: what cannot be written now will not be tried again.
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    try put(bytes, to: descriptor)
  }

  private func put(_ bytes: [UInt8], to descriptor: OutputDescriptor) throws(OutputError) {
    try descriptor.write(bytes)
    writtenByteCount += bytes.count
  }

  /// Lets the system find the place of a large file before it is written.
  ///
  /// Otherwise some systems look for it, and write everything to the disk, when the file takes the
  /// name of another one: half of the time that the whole run takes.
  private func makeSpace(for byteCount: Int) {
    guard case .replacement(let file) = target, writtenByteCount + byteCount > spaceByteCount
    else { return }
    let counts = Self.spaceByteCounts
    let ahead = min(max(writtenByteCount, counts.lowerBound), counts.upperBound)
    let end = writtenByteCount + byteCount + ahead
    file.descriptor.makeSpace(for: spaceByteCount..<end)
    spaceByteCount = end
  }

  /// Where the system writes; nil for memory.
  private var descriptor: OutputDescriptor? {
    switch target {
    case .memory: nil
    case .descriptor(let descriptor, _): descriptor
    case .replacement(let file): file.descriptor
    }
  }

  /// Writes everything, and lets a file appear.
  package func finish() throws(OutputError) {
    try flush()
    switch target {
    case .memory, .descriptor(_, isClosedAtEnd: false): break
    case .descriptor(let descriptor, isClosedAtEnd: true): try descriptor.finish()
    case .replacement(let file):
      if spaceByteCount > writtenByteCount { try file.descriptor.cut(to: writtenByteCount) }
      try file.finish()
    }
  }
}

/// Why output cannot be written.
package enum OutputError: Error, Equatable, Sendable {
  /// Whoever reads has gone away, which is not a fault.
  case readerGone
  /// The system cannot write; the reason is the system's.
  case cannotWrite(name: String, reason: String)
}
