#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Standard input, output and error.
enum StandardDescriptors {
  /// Opens those that are closed, for a direction in which nobody uses them.
  ///
  /// Otherwise the first file that is opened would be one of them, and messages would go into it.
  /// Reading and writing are refused as if they were still closed.
  static func openMissing() {
    for (number, flags) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] {
      guard fcntl(number, F_GETFD) < 0, errno == EBADF else { continue }
      // The lowest number that is free is this one.
      if unsafe open("/dev/null", flags) < 0 { _ = unsafe open("/", O_RDONLY) }
    }
  }
}
