import Synchronization

/// What all workers of a team have gathered together.
///
/// What grows with the input, such as the sums of many classes or groups, is held once and not by every
/// worker: each hands over what it has when that is much.
final class SharedCollector<Gathered: Collector>: Sendable {
  /// The bytes that a worker may hold: handing over then costs little beside the chunks that they are of.
  static var byteCountOfWorkers: Int { 1 << 18 }

  private let gathered: Mutex<Gathered?>

  /// A collector that begins with what has been gathered before.
  init(_ gathered: Gathered) { self.gathered = Mutex(gathered) }

  /// Adds what a worker has gathered.
  func merge(_ other: Gathered) { gathered.withLock { $0?.merge(other) } }

  /// All that was gathered, which is no longer here, so that it is not copied when it is changed.
  func take() -> Gathered? {
    gathered.withLock { gathered in
      let taken = gathered
      gathered = nil
      return taken
    }
  }
}
