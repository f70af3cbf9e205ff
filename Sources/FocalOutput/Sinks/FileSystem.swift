#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The system's calls for what has a path, which is the bytes that the system has.
enum FileSystem {
  /// The path without links and without other spellings; nil where there is no such file.
  ///
  /// The corresponding C function is `realpath`.
  static func realPath(_ path: [UInt8]) -> [UInt8]? {
    guard let resolved = unsafe realpath(path.cString, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe UnsafeBufferPointer(start: resolved, count: strlen(resolved)).map {
      UInt8(bitPattern: $0)
    }
  }

  /// What a link says; nil of anything else.
  ///
  /// The corresponding C function is `readlink`.
  static func target(ofLink path: [UInt8]) -> [UInt8]? {
    var target = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink(path.cString, &target, target.count)
    return count > 0 ? target[..<count].map { UInt8(bitPattern: $0) } : nil
  }

  /// Whether there is a regular file at a path, or nothing at all, so that one can be put there.
  static func isFileOrNothing(_ path: [UInt8]) -> Bool {
    var status = stat()
    return unsafe stat(path.cString, &status) == 0
      ? status.st_mode & S_IFMT == S_IFREG : errno == ENOENT
  }

  /// A regular file, whatever its names are.
  struct File: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// What the system says of it; nil where it is no regular file.
    fileprivate init?(_ status: stat) {
      guard status.st_mode & S_IFMT == S_IFREG else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      number = UInt64(status.st_ino)
    }
  }

  /// The regular file that a path leads to; the corresponding C function is `stat`.
  static func file(_ path: [UInt8]) -> File? {
    var status = stat()
    return unsafe stat(path.cString, &status) == 0 ? File(status) : nil
  }

  /// The regular file that a descriptor is open for; the corresponding C function is `fstat`.
  static func file(openAs number: Int32) -> File? {
    var status = stat()
    return unsafe fstat(number, &status) == 0 ? File(status) : nil
  }

  /// Puts a file in the place of another one; the corresponding C function is `rename`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - target: its new place.
  ///   - name: what messages call it.
  /// - Throws: ``OutputError`` where that cannot be done.
  static func rename(_ path: [UInt8], to target: [UInt8], name: String) throws(OutputError) {
    #if canImport(Darwin)
    let result = unsafe Darwin.rename(path.cString, target.cString)
    #else
    let result = unsafe Glibc.rename(path.cString, target.cString)
    #endif
    guard result == 0 else { throw .cannotWrite(name: name, reason: lastError()) }
  }

  /// Removes a file; the corresponding C function is `unlink`.
  static func remove(_ path: [UInt8]) { _ = unsafe unlink(path.cString) }

  /// Removes a regular file that nobody has locked; the corresponding C function is `flock`.
  static func removeUnlocked(_ path: [UInt8]) {
    let number = unsafe open(path.cString, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return }
    defer { close(number) }
    if file(openAs: number) != nil, flock(number, LOCK_EX | LOCK_NB) == 0 { remove(path) }
  }

  /// The names in a folder, or as many of them as there may be; the corresponding C function is
  /// `readdir`.
  static func names(in folder: [UInt8], limit: Int) -> [[UInt8]] {
    guard let entries = unsafe opendir(folder.cString) else { return [] }
    defer { unsafe closedir(entries) }
    var names: [[UInt8]] = []
    while names.count < limit, let entry = unsafe readdir(entries) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe Array(bytes.prefix { $0 != 0 })
      }
      names.append(name)
    }
    return names
  }

  /// The number of this process.
  static var processNumber: Int32 { getpid() }

  /// Whether there is a process of a number; the corresponding C function is `kill`.
  static func isRunning(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno != ESRCH }

  /// What the system says of its last error.
  static func lastError() -> String {
    unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
  }
}

extension [UInt8] {
  /// The text as C has it, with a 0 at its end.
  var cString: [CChar] { map { CChar(bitPattern: $0) } + [0] }
}
