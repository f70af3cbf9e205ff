/// Why output cannot be written.
package enum OutputError: Error, Equatable, Sendable {
  /// Whoever reads has gone away, which is not a fault.
  case readerGone
  /// The system cannot write; the reason is the system's.
  case cannotWrite(name: String, reason: String)
}
