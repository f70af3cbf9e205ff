import FocalInput
import Synchronization

/// Several workers that take chunks at once.
///
/// Each worker has accumulators of its own, so the workers share nothing but the queue of chunks.
/// Outcomes come back in the order of the chunks, whoever was first.
final class ChunkTeam<Gathered: Collector>: Sendable {
  private let members: [Member]
  private let shared: SharedCollector<Gathered>

  /// A worker that one thread at a time changes.
  private final class Member: Sendable {
    let worker: Mutex<ChunkWorker<Gathered>>
    init(_ worker: ChunkWorker<Gathered>) { self.worker = Mutex(worker) }
  }

  /// A team.
  ///
  /// - Parameters:
  ///   - workers: the members, who have gathered nothing.
  ///   - gathered: what has been gathered before.
  init(_ workers: [ChunkWorker<Gathered>], _ gathered: Gathered) {
    let shared = SharedCollector(gathered)
    self.shared = shared
    members = workers.map { worker in
      var worker = worker
      worker.shared = shared
      return Member(worker)
    }
  }

  /// Ends the team.
  ///
  /// - Parameter worker: is given all that was gathered, and how the members have seen labels written.
  func finish(into worker: inout ChunkWorker<Gathered>) {
    for member in members {
      member.worker.withLock { member in
        shared.merge(member.takeGathered())
        worker.mergeLabels(member)
      }
    }
    shared.merge(worker.takeGathered())
    if let gathered = shared.take() { worker.give(gathered) }
  }

  /// What a worker takes for its chunks and batches, and some more: what it cannot have ends the process.
  private static var workerByteCount: Int { 6 << 20 }

  /// Processes chunks until there are no more, or one is wrong.
  ///
  /// - Parameters:
  ///   - firstNumber: the number of the first chunk that is read.
  ///   - read: fills the next chunk; false where there is none.
  ///   - take: takes what became of the next chunk, in the order of the input, and returns its buffer.
  /// - Throws: the ``CommandError`` of the first chunk that has one, or of `take`.
  func process(
    firstNumber: Int, read: (inout Chunk) -> Bool,
    take: (ChunkOutcome) throws(CommandError) -> [UInt8]
  ) throws(CommandError) {
    let queue = ChunkQueue<Gathered>(firstNumber: firstNumber)
    // With fewer where the system makes no more, and at last with this thread alone.
    var threads: [WorkerThread] = []
    for member in members.dropFirst() {
      let memory = Self.workerByteCount * (threads.count + 2)
      let thread = WorkerThread(leaving: memory) { member.worker.withLock { queue.work(&$0) } }
      guard let thread else { break }
      threads.append(thread)
    }
    defer {
      queue.close(workerCount: threads.count)
      for thread in threads { thread.wait() }
    }
    let workerCount = threads.count + 1
    var isAtEnd = false
    while true {
      while !isAtEnd, queue.hasRoom(memberCount: workerCount) {
        var chunk = queue.spareChunk()
        isAtEnd = !read(&chunk)
        if !isAtEnd { queue.add(chunk) }
      }
      while let outcome = try queue.takeOutcome() { queue.recycle(try take(outcome)) }
      guard queue.openCount > 0 else {
        if isAtEnd { return }
        continue
      }
      // Where no chunk waits, another thread has the one whose outcome is the next to be taken.
      if !members[0].worker.withLock({ queue.workOnce(&$0) }) { queue.waitForReport() }
    }
  }
}
