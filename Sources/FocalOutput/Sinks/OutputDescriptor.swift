#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The system's calls for writing what is open.
///
/// With ``FileSystem`` and `FileDescriptor`, this is where the system is called and so where unsafe code
/// stands.
package struct OutputDescriptor: Sendable {
  package let number: Int32
  package let name: String

  /// Opens a pipe or a device for writing; the corresponding C function is `open`.
  ///
  /// A regular file is refused: it is never written over, but replaced, which needs to know that it is
  /// one; the system has not said so, or another process has it open.
  ///
  /// - Parameters:
  ///   - path: the path.
  ///   - name: what messages call it.
  /// - Throws: ``OutputError`` where it cannot be opened.
  init(path: [UInt8], name: String) throws(OutputError) {
    try self.init(path, name, 0)
    guard FileSystem.file(openAs: number) == nil else {
      close(number)
      throw .cannotWrite(name: name, reason: "is a file that cannot be replaced")
    }
  }

  /// Creates a file, of which there must be none yet.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - name: what messages call it.
  /// - Throws: ``OutputError`` where it cannot be created.
  init(newFile path: [UInt8], name: String) throws(OutputError) {
    try self.init(path, name, O_CREAT | O_EXCL)
  }

  private init(_ path: [UInt8], _ name: String, _ flags: Int32) throws(OutputError) {
    var number: Int32
    repeat {
      number = unsafe open(path.cString, O_WRONLY | O_CLOEXEC | O_NOCTTY | flags, 0o666)
    } while number < 0 && errno == EINTR
    guard number >= 0 else { throw .cannotWrite(name: name, reason: FileSystem.lastError()) }
    self.init(number: number, name: name)
  }

  /// Opens a file that has no name yet, and so goes with the process however that ends; nil where the
  /// system has no such files.
  ///
  /// - Parameters:
  ///   - path: a file in the folder where it will have its name.
  ///   - name: what messages call it.
  package init?(unnamedBeside path: [UInt8], name: String) {
    #if os(Linux)
    // O_TMPFILE, which C defines by a macro that Swift does not see.
    let flags = O_WRONLY | O_CLOEXEC | O_DIRECTORY | 0o20_000_000
    let number = unsafe open(OutputPlace.parts(of: path).folder.cString, flags, 0o666)
    guard number >= 0 else { return nil }
    self.init(number: number, name: name)
    // Its name will be made from this one.
    guard unsafe access(namelessPath, F_OK) == 0 else {
      close(number)
      return nil
    }
    #else
    return nil
    #endif
  }

  /// A descriptor that the process got when it was started.
  ///
  /// - Parameters:
  ///   - number: the descriptor.
  ///   - name: what messages call it.
  /// - Throws: ``OutputError`` where it got none of that number.
  init(inherited number: Int32, name: String) throws(OutputError) {
    self.init(number: number, name: name)
    let flags = fcntl(number, F_GETFD)
    // What the process has opened itself is closed for others.
    guard flags >= 0, flags & FD_CLOEXEC == 0 else {
      errno = EBADF
      throw .cannotWrite(name: name, reason: FileSystem.lastError())
    }
  }

  /// A descriptor that is open already.
  package init(number: Int32, name: String) {
    self.number = number
    self.name = name
  }

  /// Gives a file that has none a name; the corresponding C function is `linkat`.
  func link(to path: [UInt8]) throws(OutputError) {
    let result = unsafe linkat(AT_FDCWD, namelessPath, AT_FDCWD, path.cString, AT_SYMLINK_FOLLOW)
    guard result == 0 else { throw .cannotWrite(name: name, reason: FileSystem.lastError()) }
  }

  /// What the system calls an open file, whether it has a name or not.
  private var namelessPath: String { "/proc/self/fd/\(number)" }

  /// Tells others that somebody writes the file, as long as it is open; the corresponding C function is
  /// `flock`.
  func lock() { _ = flock(number, LOCK_EX | LOCK_NB) }

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
      if written > 0 {
        start += written
      } else if written == 0 {
        throw .cannotWrite(name: name, reason: "nothing is taken")
      } else if errno == EPIPE {
        throw .readerGone
      } else if errno == EAGAIN {
        // Somebody who shares a pipe may have made it one that nobody waits for.
        var waited = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waited, 1, -1)
      } else if errno != EINTR {
        throw .cannotWrite(name: name, reason: FileSystem.lastError())
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
      throw .cannotWrite(name: name, reason: FileSystem.lastError())
    }
  }

  /// Closes the file; a full disk may show only now.
  package func finish() throws(OutputError) {
    guard close(number) == 0 else {
      throw .cannotWrite(name: name, reason: FileSystem.lastError())
    }
  }

  /// Gives the file the permissions of another one, where there is one.
  func copyPermissions(of path: [UInt8]) {
    var status = stat()
    if unsafe stat(path.cString, &status) == 0 { _ = fchmod(number, status.st_mode & 0o7777) }
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
}
