import Dispatch
import FocalInput
import Synchronization

/// Several workers that take chunks at once.
///
/// Each worker has accumulators of its own, so the workers share nothing but the number of the next
/// chunk. Outcomes come back in the order of the chunks, whoever was first.
final class ChunkTeam: Sendable {
  private let members: [Member]

  /// The workers; what they have gathered is to be merged at the end.
  var workers: [ChunkWorker] { members.map { $0.worker.withLock { $0 } } }

  /// The chunks of a round: enough that no member waits long for another.
  var chunkCount: Int { 4 * members.count + 2 }

  /// A worker that one thread at a time changes.
  private final class Member: Sendable {
    let worker: Mutex<ChunkWorker>
    init(_ worker: ChunkWorker) { self.worker = Mutex(worker) }
  }

  init(_ workers: [ChunkWorker]) { members = workers.map(Member.init) }

  /// Processes chunks.
  ///
  /// - Parameters:
  ///   - chunks: the chunks, in the order of the input.
  ///   - buffers: buffers to write into, where there are some.
  ///   - work: what this thread does first, before it helps the others.
  /// - Returns: what became of the chunks, in their order.
  /// - Throws: the ``CommandError`` of the first chunk that has one.
  func process(
    _ chunks: [Chunk], _ buffers: consuming [[UInt8]], whileDoing work: () -> Void
  ) throws(CommandError) -> [ChunkOutcome] {
    let round = ChunkRound(chunks, consume buffers)
    let others = DispatchGroup()
    // Where there is nothing to do, nobody is called.
    for member in chunks.isEmpty ? [] : members.dropFirst() {
      DispatchQueue.global().async(group: others) {
        member.worker.withLock { round.work(with: &$0) }
      }
    }
    work()
    members[0].worker.withLock { round.work(with: &$0) }
    others.wait()
    return try round.outcomes()
  }
}
