/// A file that takes the place of another one, or of none, when it is whole.
///
/// It is written without a name where the system has such files, else beside its place. Whatever goes
/// wrong before the end, even a signal, leaves the place as it was and nothing beside it.
final class ReplacementFile {
  let descriptor: OutputDescriptor

  private let place: [UInt8]
  private let temporary: PartialFile

  /// Whether it is still to be closed, and whether it has its temporary name.
  private var isOpen = true
  private var isNamed: Bool

  /// Opens the file.
  ///
  /// - Parameters:
  ///   - place: the path that it will have.
  ///   - name: what messages call it.
  ///   - allowsUnnamed: whether it may have no name before, where the system has such files.
  /// - Throws: ``OutputError`` where it cannot be written.
  init(place: [UInt8], name: String, allowsUnnamed: Bool) throws(OutputError) {
    self.place = place
    temporary = PartialFile(beside: place)
    if allowsUnnamed, let unnamed = OutputDescriptor(unnamedBeside: place, name: name) {
      descriptor = unnamed
      isNamed = false
    } else {
      temporary.removeEarlier()
      temporary.watch()
      do throws(OutputError) {
        descriptor = try OutputDescriptor(newFile: temporary.path, name: name)
      } catch {
        temporary.forget()
        throw error
      }
      // By this, others know that somebody still writes it.
      descriptor.lock()
      isNamed = true
    }
    descriptor.copyPermissions(of: place)
  }

  deinit {
    if isOpen { try? descriptor.finish() }
    if isNamed { FileSystem.remove(temporary.path) }
    temporary.forget()
  }

  /// Puts the file in its place.
  func finish() throws(OutputError) {
    if !isNamed {
      // No name can be taken from another file, so this one gets its own by way of a second.
      temporary.watch()
      FileSystem.remove(temporary.path)
      try descriptor.link(to: temporary.path)
      isNamed = true
    }
    isOpen = false
    try descriptor.finish()
    try FileSystem.rename(temporary.path, to: place, name: descriptor.name)
    isNamed = false
  }
}
