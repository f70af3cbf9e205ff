#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

// Swift's runtime catches the signals of a crash, and Ctrl-\, and then runs a program that prints where
// it happened. It looks for that program beside the one that crashed, which may be the folder of
// somebody's data. Nobody but a developer of this program has any use for it.

/// Signals that the runtime catches.
enum CrashSignals {
  private static let all = [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  /// Lets these signals end the process, as they would without the runtime, whatever the environment
  /// tells it; but those that whoever started us has turned off stay so.
  static func restore() {
    for number in all {
      let handler = signal(number, SIG_DFL)
      if unsafe unsafeBitCast(handler, to: Int.self) == ignoring { signal(number, handler) }
    }
  }

  private static let ignoring = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
}

#if os(Linux)
/// Tells the runtime that there is no such program.
///
/// In a release build the linker puts this in the place of the function that looks for it, which ends
/// the process where the system does not say where it is, as without `/proc`.
@c(__wrap_swift_copyAuxiliaryExecutablePath)
public func pathOfNoProgram(_ name: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? {
  nil
}
#endif
