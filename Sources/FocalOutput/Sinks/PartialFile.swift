import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The name of a file that is not whole yet, `FILE.PROCESS.part`, which no process is to leave behind.
final class PartialFile {
  let path: [UInt8]

  private let folder: [UInt8]

  /// What comes before the number of the process in the names of all such files.
  private let prefix: [UInt8]

  /// Where the handler of signals finds the path; nil where it does not look for it.
  private var slot: Int?

  private static let suffix = Array(".part".utf8)

  /// What systems allow a name to have, and the digits of the number of a process at most.
  private static let nameByteLimit = 255
  private static let digitLimit = 10

  /// Entries of a folder that are looked at: a script that fills one is not to read it for every file.
  private static let entryLimit = 4096

  /// The name beside a place.
  init(beside place: [UInt8]) {
    let (folder, name) = OutputPlace.parts(of: place)
    self.folder = folder
    let limit = Self.nameByteLimit - 1 - Self.digitLimit - Self.suffix.count
    prefix = name.prefix(limit) + [UInt8(ascii: ".")]
    path = OutputPlace.joined(
      folder, prefix + Array("\(FileSystem.processNumber)".utf8) + Self.suffix)
  }

  /// Removes such files of processes that are no more, which were killed.
  ///
  /// A process may run on another machine, or have a number of its own in a container; so the file must
  /// be locked by nobody too.
  func removeEarlier() {
    for name in FileSystem.names(in: folder, limit: Self.entryLimit) {
      guard name.starts(with: prefix), name.suffix(Self.suffix.count) == Self.suffix[...],
        name.count > prefix.count + Self.suffix.count
      else { continue }
      let digits = name.dropFirst(prefix.count).dropLast(Self.suffix.count)
      guard digits.allSatisfy({ 0x30...0x39 ~= $0 }),
        let process = Int32(String(decoding: digits, as: UTF8.self)), process > 0
      else { continue }
      let isOwn = process == FileSystem.processNumber
      if isOwn || !FileSystem.isRunning(process) {
        FileSystem.removeUnlocked(OutputPlace.joined(folder, name))
      }
    }
  }

  /// From now on a signal that ends the process removes the file first.
  func watch() {
    guard slot == nil else { return }
    slot = SignalCleaning.add(path)
  }

  /// From now on nothing does; the name is taken or gone.
  func forget() {
    if let slot { SignalCleaning.remove(slot) }
    slot = nil
  }
}

/// Removes files when a signal ends the process.
private enum SignalCleaning {
  /// The addresses of paths; 0 where there is none.
  ///
  /// A report and its picture are all that is written.
  private static let first = Atomic<UInt>(0)
  private static let second = Atomic<UInt>(0)

  /// Ends with a signal as it would without us, after the files are gone; only what is allowed in a
  /// handler is called.
  private static let isInstalled: Void = {
    // A handler must find them made.
    _ = (first.load(ordering: .relaxed), second.load(ordering: .relaxed))
    let ignoring = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
    for number in [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXCPU] {
      let former = signal(number) { number in
        SignalCleaning.removeFile(at: SignalCleaning.first.load(ordering: .acquiring))
        SignalCleaning.removeFile(at: SignalCleaning.second.load(ordering: .acquiring))
        signal(number, SIG_DFL)
        raise(number)
      }
      // What is turned off, as by `nohup`, stays so.
      if unsafe unsafeBitCast(former, to: Int.self) == ignoring { signal(number, former) }
    }
  }()

  private static func removeFile(at address: UInt) {
    if let path = unsafe UnsafePointer<CChar>(bitPattern: address) { unsafe unlink(path) }
  }

  /// Adds a file.
  ///
  /// - Returns: where it is noted; nil where there is no room.
  static func add(_ path: [UInt8]) -> Int? {
    // Never freed, since a handler may be reading it.
    guard let copy = unsafe strdup(path.cString) else { return nil }
    let address = UInt(bitPattern: copy)
    _ = isInstalled
    if first.compareExchange(expected: 0, desired: address, ordering: .releasing).exchanged {
      return 0
    }
    return second.compareExchange(expected: 0, desired: address, ordering: .releasing).exchanged
      ? 1 : nil
  }

  static func remove(_ slot: Int) {
    if slot == 0 {
      first.store(0, ordering: .releasing)
    } else {
      second.store(0, ordering: .releasing)
    }
  }
}
