/// Where bytes go: a descriptor, a file that appears whole or not at all, or memory.
package final class ByteSink {
  private enum Target {
    case descriptor(OutputDescriptor)
    /// Written without a name, or beside its place, and put there at the end.
    case replacement(OutputDescriptor, isNamed: Bool, temporary: String, place: String)
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
  private var isFinished = false

  /// Memory.
  package init() { target = .memory }

  /// A descriptor that is open for writing.
  package init(descriptor: Int32, name: String) {
    target = .descriptor(OutputDescriptor(number: descriptor, name: name))
  }

  /// A file, which appears under its name when the sink is finished; a pipe or a device is written
  /// directly.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - allowsUnnamed: whether it may have no name before, where the system has such files.
  /// - Throws: ``OutputError`` where it cannot be written.
  package init(path: String, allowsUnnamed: Bool = true) throws(OutputError) {
    guard OutputDescriptor.isReplaceable(path) else {
      target = .descriptor(try OutputDescriptor(path: path, name: path, isNew: false))
      return
    }
    let place = OutputDescriptor.resolved(path)
    let temporary = "\(place).\(OutputDescriptor.processNumber).part"
    let unnamed = allowsUnnamed ? OutputDescriptor(unnamedBeside: place, name: path) : nil
    let descriptor: OutputDescriptor
    if let unnamed {
      descriptor = unnamed
    } else {
      descriptor = try OutputDescriptor(path: temporary, name: path, isNew: true)
    }
    descriptor.copyPermissions(of: place)
    target = .replacement(
      descriptor, isNamed: unnamed == nil, temporary: temporary, place: place)
  }

  deinit {
    if case .replacement(let descriptor, _, let temporary, _) = target, !isFinished {
      try? descriptor.finish()
      OutputDescriptor.remove(temporary)
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
    guard case .replacement(let descriptor, _, _, _) = target,
      writtenByteCount + byteCount > spaceByteCount
    else { return }
    let counts = Self.spaceByteCounts
    let ahead = min(max(writtenByteCount, counts.lowerBound), counts.upperBound)
    let end = writtenByteCount + byteCount + ahead
    descriptor.makeSpace(for: spaceByteCount..<end)
    spaceByteCount = end
  }

  /// Where the system writes; nil for memory.
  private var descriptor: OutputDescriptor? {
    switch target {
    case .memory: nil
    case .descriptor(let descriptor), .replacement(let descriptor, _, _, _): descriptor
    }
  }

  /// Writes everything, and lets a file appear.
  package func finish() throws(OutputError) {
    try flush()
    if case .replacement(let descriptor, let isNamed, let temporary, let place) = target {
      if spaceByteCount > writtenByteCount { try descriptor.cut(to: writtenByteCount) }
      // No name can be taken from another file, so this one gets its own by way of a second.
      if !isNamed { try descriptor.link(to: temporary) }
      try descriptor.finish()
      try OutputDescriptor.rename(temporary, to: place, name: descriptor.name)
    }
    isFinished = true
  }
}

/// Why output cannot be written.
package enum OutputError: Error, Equatable, Sendable {
  /// Whoever reads has gone away, which is not a fault.
  case readerGone
  /// The system cannot write; the reason is the system's.
  case cannotWrite(name: String, reason: String)
}
