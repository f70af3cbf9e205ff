/// Where the path of an output leads, over all links.
package enum OutputPlace: Equatable, Sendable {
  /// A descriptor that the process got when it was started, as `/dev/stdout` and `/dev/fd/3` name it.
  case descriptor(Int32)

  /// A pipe or a device, or what cannot be written: opened as it is.
  case direct([UInt8])

  /// A regular file or none yet, of which the folder has no other spelling: it is replaced.
  case file([UInt8])

  /// Whether it is one of the first kind.
  package var isDescriptor: Bool { if case .descriptor = self { true } else { false } }

  /// The links that are followed at most, as many as Linux does.
  private static let linkLimit = 40

  /// Finds out where a path leads.
  package init(_ given: [UInt8]) {
    var path = given
    for _ in 0..<Self.linkLimit {
      let (folder, name) = Self.parts(of: path)
      let realFolder = FileSystem.realPath(folder) ?? folder
      if let place = Self.descriptor(folder: realFolder, name: name, path: given) {
        self = place
        return
      }
      switch FileSystem.entry(path) {
      case .link(let target):
        path = target.first == Self.slash ? target : Self.joined(folder, target)
        continue
      case .other where !name.isEmpty && FileSystem.isFileOrNothing(path):
        self = .file(Self.joined(realFolder, name))
      case .other, .unknown: self = .direct(given)
      }
      return
    }
    // The system has a word for that.
    self = .direct(given)
  }

  private static let slash = UInt8(ascii: "/")

  /// The folder of a path, and the name in it.
  static func parts(of path: [UInt8]) -> (folder: [UInt8], name: [UInt8]) {
    guard let end = path.lastIndex(of: slash) else { return (Array(".".utf8), path) }
    return (end == 0 ? [slash] : Array(path[..<end]), Array(path[(end + 1)...]))
  }

  static func joined(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
    folder + (folder.last == slash ? [] : [slash]) + name
  }

  /// The place of a descriptor; nil for any other name.
  ///
  /// What such a name stands for looks like a regular file where the descriptor is one, which must not
  /// be replaced: whoever has it open would not see the new one.
  private static func descriptor(folder: [UInt8], name: [UInt8], path: [UInt8]) -> OutputPlace? {
    let folder = String(decoding: folder, as: UTF8.self)
    let name = String(decoding: name, as: UTF8.self)
    if folder == "/dev" {
      return ["stdin", "stdout", "stderr"].firstIndex(of: name).map { .descriptor(Int32($0)) }
    }
    guard let number = Int32(name), number >= 0 else { return nil }
    if ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd"].contains(folder) {
      return .descriptor(number)
    }
    guard folder.hasPrefix("/proc/"), folder.hasSuffix("/fd") else { return nil }
    let process = folder.dropFirst("/proc/".count).prefix { $0 != "/" }
    return process == "\(FileSystem.processNumber)" ? .descriptor(number) : .direct(path)
  }
}
