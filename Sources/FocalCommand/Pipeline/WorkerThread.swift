#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A thread of the system, which is waited for.
///
/// Dispatch would wait without end where the system makes no thread; here that is known at once. This is
/// where the system is called and so where unsafe code stands.
struct WorkerThread {
  private let thread: pthread_t

  /// What a thread does.
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread; nil where the system has none, by a limit of processes or of memory.
  ///
  /// The corresponding C functions are `pthread_create` and, to see what memory there is, `mmap`.
  ///
  /// - Parameters:
  ///   - byteCount: the memory that must be left beside the thread's own.
  ///   - body: what it does.
  init?(leaving byteCount: Int, _ body: @escaping @Sendable () -> Void) {
    guard Self.isThere(Self.stackByteCount + byteCount) else { return nil }
    let work = unsafe Unmanaged.passRetained(Work(body))
    #if canImport(Darwin)
    var thread: pthread_t?
    let result = unsafe pthread_create(&thread, nil, { Self.run($0) }, work.toOpaque())
    guard result == 0, let thread = unsafe thread else {
      unsafe work.release()
      return nil
    }
    unsafe self.thread = thread
    #else
    var thread = pthread_t()
    let result = unsafe pthread_create(&thread, nil, { unsafe Self.run($0) }, work.toOpaque())
    guard result == 0 else {
      unsafe work.release()
      return nil
    }
    self.thread = thread
    #endif
  }

  /// The memory that systems usually give to the stack of a thread.
  private static let stackByteCount = 8 << 20

  /// Whether there is memory, which is not taken.
  private static func isThere(_ byteCount: Int) -> Bool {
    let memory = unsafe mmap(
      nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return false }
    unsafe munmap(memory, byteCount)
    return true
  }

  private static func run(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let work = unsafe work { unsafe Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body() }
    return nil
  }

  /// Waits for the end of the thread; the corresponding C function is `pthread_join`.
  func wait() { _ = pthread_join(thread, nil) }
}
