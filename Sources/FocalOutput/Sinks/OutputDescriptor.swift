#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The system's calls for writing files.
///
/// With `FileDescriptor`, this is where the system is called and so where unsafe code stands.
package struct OutputDescriptor: Sendable {
  package let number: Int32
  package let name: String

  /// Opens a file for writing, and empties or creates it; the corresponding C function is `open`.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: what messages call it.
  ///   - isNew: whether there must not be such a file yet.
  /// - Throws: ``OutputError`` where it cannot be opened.
  package init(path: String, name: String, isNew: Bool) throws(OutputError) {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (isNew ? O_EXCL : O_TRUNC)
    number = unsafe open(path, flags, 0o666)
    self.name = name
    guard number >= 0 else { throw .cannotWrite(name: name, reason: Self.lastSystemError()) }
  }

  /// Opens a file that has no name yet, and so goes with the process however that ends; nil where the
  /// system has no such files.
  ///
  /// - Parameters:
  ///   - path: a file in the folder where it will have its name.
  ///   - name: what messages call it.
  package init?(unnamedBeside path: String, name: String) {
    #if os(Linux)
    let end = path.lastIndex(of: "/")
    let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    // O_TMPFILE, which C defines by a macro that Swift does not see.
    let flags = O_WRONLY | O_CLOEXEC | O_DIRECTORY | 0o20_000_000
    number = unsafe open(folder, flags, 0o666)
    self.name = name
    guard number >= 0 else { return nil }
    // Its name will be made from this one.
    guard unsafe access(namelessPath, F_OK) == 0 else {
      close(number)
      return nil
    }
    #else
    return nil
    #endif
  }

  /// Gives a file that has none a name; the corresponding C function is `linkat`.
  package func link(to path: String) throws(OutputError) {
    guard unsafe linkat(AT_FDCWD, namelessPath, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 else {
      throw .cannotWrite(name: name, reason: Self.lastSystemError())
    }
  }

  /// What the system calls an open file, whether it has a name or not.
  private var namelessPath: String { "/proc/self/fd/\(number)" }

  /// A descriptor that is open already.
  package init(number: Int32, name: String) {
    self.number = number
    self.name = name
  }

  /// Writes all bytes; the corresponding C function is `write`.
  package func write(_ bytes: [UInt8]) throws(OutputError) {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
        #if canImport(Darwin)
        return unsafe Darwin.write(number, rest.baseAddress, rest.count)
        #else
        return unsafe Glibc.write(number, rest.baseAddress, rest.count)
        #endif
      }
      if written >= 0 {
        start += written
      } else if errno == EPIPE {
        throw .readerGone
      } else if errno != EINTR {
        throw .cannotWrite(name: name, reason: Self.lastSystemError())
      }
    }
  }

  /// Gives the file space for the bytes of a range, where the system can; the corresponding C function
  /// is `posix_fallocate`.
  ///
  /// What cannot be had now may not be needed, or is missed when it is written.
  package func makeSpace(for range: Range<Int>) {
    #if !canImport(Darwin)
    _ = posix_fallocate(number, off_t(range.lowerBound), off_t(range.count))
    #endif
  }

  /// Takes from the file what is beyond so many bytes; the corresponding C function is `ftruncate`.
  package func cut(to byteCount: Int) throws(OutputError) {
    guard ftruncate(number, off_t(byteCount)) == 0 else {
      throw .cannotWrite(name: name, reason: Self.lastSystemError())
    }
  }

  /// Closes the file; a full disk may show only now.
  package func finish() throws(OutputError) {
    guard close(number) == 0 else {
      throw .cannotWrite(name: name, reason: Self.lastSystemError())
    }
  }

  /// Gives the file the permissions of another one, where there is one.
  package func copyPermissions(of path: String) {
    var status = stat()
    if unsafe stat(path, &status) == 0 { _ = fchmod(number, status.st_mode & 0o7777) }
  }

  /// The path that links lead to; the path itself where there is no such file yet.
  package static func resolved(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Whether a file can be replaced: a regular one, or none at all, but not a pipe or a device, nor
  /// a link that leads nowhere yet.
  package static func isReplaceable(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) != 0 else { return status.st_mode & S_IFMT == S_IFREG }
    return unsafe lstat(path, &status) != 0
  }

  /// Puts a file in the place of another one; the corresponding C function is `rename`.
  package static func rename(_ path: String, to target: String, name: String) throws(OutputError) {
    #if canImport(Darwin)
    let result = unsafe Darwin.rename(path, target)
    #else
    let result = unsafe Glibc.rename(path, target)
    #endif
    guard result == 0 else { throw .cannotWrite(name: name, reason: lastSystemError()) }
  }

  /// The columns of a terminal; nil where it does not say.
  ///
  /// The corresponding C function is `ioctl`.
  package static func terminalWidth(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }

  /// Removes a file; the corresponding C function is `unlink`.
  package static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// The number of this process, for names that no other process uses.
  package static var processNumber: Int32 { getpid() }

  private static func lastSystemError() -> String {
    unsafe strerror(errno).map { unsafe String(cString: $0) } ?? "error \(errno)"
  }
}
