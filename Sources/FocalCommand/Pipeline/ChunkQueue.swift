import Dispatch
import FocalInput
import Synchronization

/// Chunks on their way through several workers, each chunk taken by whoever comes first.
///
/// ```
/// reader ─▶ waiting ─▶ workers ─▶ outcomes ─▶ in the order of the chunks
///    ▲                    │
///    └──── buffers ◀──────┘
/// ```
///
/// One thread adds chunks and takes outcomes, and works itself where it has nothing better to do; the
/// others only work. So nobody waits while there is a chunk, and few chunks are in memory.
final class ChunkQueue<Gathered: Collector>: Sendable {
  private let state: Mutex<State>

  /// Signalled for every chunk that waits, and for every worker at the end.
  private let calls = DispatchSemaphore(value: 0)

  /// Signalled for every outcome of another thread.
  private let reports = DispatchSemaphore(value: 0)

  private struct State {
    var waiting: [(number: Int, chunk: Chunk)] = []
    var outcomes: [Int: Result<ChunkOutcome, CommandError>] = [:]
    /// The numbers of the chunks that are added and taken next.
    var nextAdded: Int
    var nextTaken: Int

    /// The bytes of the chunks that wait or are worked on, and of what was written of those done.
    var openByteCount = 0

    /// The most bytes that were written of a chunk.
    var outputByteCount = 0
    var isClosed = false

    /// Chunks and buffers that may be written over.
    var spareChunks: [Chunk] = []
    var spareBuffers: [[UInt8]] = []

    init(firstNumber: Int) {
      nextAdded = firstNumber
      nextTaken = firstNumber
    }
  }

  /// A queue without chunks.
  ///
  /// - Parameter firstNumber: the number of the chunk that will be added first.
  init(firstNumber: Int) { state = Mutex(State(firstNumber: firstNumber)) }

  /// The bytes that chunks, and what was written of them, may have in memory: half a megabyte for each of
  /// the first members, and a quarter for each further one.
  private static func byteLimit(memberCount: Int) -> Int {
    (memberCount + min(memberCount, 8)) << 18
  }

  /// Whether another chunk should be read: one for each of the members that may soon be free, and no
  /// more, so that few are in memory; of long rows fewer still.
  func hasRoom(memberCount: Int) -> Bool {
    state.withLock { state in
      let openCount = state.nextAdded - state.nextTaken
      let writtenByteCount = (openCount - state.outcomes.count) * state.outputByteCount
      return openCount == 0
        || state.waiting.count <= min(memberCount, 4 + memberCount / 4)
          && openCount < 2 * memberCount + 2
          && state.openByteCount + writtenByteCount < Self.byteLimit(memberCount: memberCount)
    }
  }

  /// The chunks whose outcomes have not been taken.
  var openCount: Int { state.withLock { $0.nextAdded - $0.nextTaken } }

  /// A chunk to be filled and added.
  func spareChunk() -> Chunk { state.withLock { $0.spareChunks.popLast() } ?? Chunk() }

  /// Adds the next chunk.
  func add(_ chunk: consuming Chunk) {
    state.withLock { [chunk] state in
      state.openByteCount += chunk.bytes.count
      state.waiting.append((state.nextAdded, chunk))
      state.nextAdded += 1
    }
    calls.signal()
  }

  /// What became of the next chunk in the order of the input; nil where that is not known yet.
  ///
  /// - Throws: the ``CommandError`` that it has.
  func takeOutcome() throws(CommandError) -> ChunkOutcome? {
    let outcome = state.withLock { state in
      let outcome = state.outcomes.removeValue(forKey: state.nextTaken)
      guard let outcome else { return outcome }
      state.nextTaken += 1
      state.openByteCount -= outcome.byteCount
      return outcome
    }
    return try outcome?.get()
  }

  /// Gives a buffer back that has been written out.
  func recycle(_ buffer: consuming [UInt8]) {
    state.withLock { [buffer] in $0.spareBuffers.append(buffer) }
  }

  /// Processes one chunk, if one waits.
  func workOnce(_ worker: inout ChunkWorker<Gathered>) -> Bool {
    let next = state.withLock { state in
      state.waiting.isEmpty
        ? nil : (state.waiting.removeFirst(), state.spareBuffers.popLast() ?? [])
    }
    guard let ((number, chunk), buffer) = next else { return false }
    var noLabels: LabelFile?
    let result: Result<ChunkOutcome, CommandError>
    do throws(CommandError) {
      // The rows before are not known yet; nothing that a team writes has row numbers.
      result = .success(
        try worker.process(
          chunk, number: number, firstRow: 1, labelFile: &noLabels, buffer: buffer))
    } catch {
      result = .failure(error)
    }
    state.withLock { state in
      state.openByteCount += result.byteCount - chunk.bytes.count
      state.outputByteCount = max(state.outputByteCount, result.byteCount)
      state.outcomes[number] = result
      state.spareChunks.append(chunk)
    }
    return true
  }

  /// Processes chunks until the queue is closed.
  func work(_ worker: inout ChunkWorker<Gathered>) {
    while true {
      calls.wait()
      if workOnce(&worker) {
        reports.signal()
      } else if state.withLock({ $0.isClosed }) {
        return
      }
    }
  }

  /// Waits until another thread has an outcome.
  func waitForReport() { reports.wait() }

  /// Lets all workers go once they have nothing at hand.
  func close(workerCount: Int) {
    state.withLock { state in
      state.waiting = []
      state.isClosed = true
    }
    for _ in 0..<workerCount { calls.signal() }
  }
}

extension Result<ChunkOutcome, CommandError> {
  /// The bytes that it holds.
  fileprivate var byteCount: Int {
    switch self {
    case .success(let outcome): outcome.output.capacity + (outcome.block?.byteCount ?? 0)
    case .failure: 0
    }
  }
}
