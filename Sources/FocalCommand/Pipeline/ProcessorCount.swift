#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The processors of the machine.
enum ProcessorCount {
  /// The processors that are there; 1 where the system does not say.
  static var available: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
