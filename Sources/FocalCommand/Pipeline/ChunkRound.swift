import FocalInput
import Synchronization

/// Some chunks that several workers process, each chunk by whoever comes first.
final class ChunkRound: Sendable {
  private let chunks: [Chunk]
  private let next = Atomic(0)
  private let results: Mutex<[Result<ChunkOutcome, CommandError>?]>

  init(_ chunks: [Chunk]) {
    self.chunks = chunks
    results = Mutex(Array(repeating: nil, count: chunks.count))
  }

  /// Processes chunks until all are taken.
  func work(with worker: inout ChunkWorker) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < chunks.count else { return }
      let result = process(chunks[index], with: &worker)
      results.withLock { $0[index] = result }
    }
  }

  /// What became of the chunks, in their order.
  func outcomes() throws(CommandError) -> [ChunkOutcome] {
    var outcomes: [ChunkOutcome] = []
    for result in results.withLock({ $0 }) {
      if let result { outcomes.append(try result.get()) }
    }
    return outcomes
  }

  private func process(
    _ chunk: Chunk, with worker: inout ChunkWorker
  ) -> Result<ChunkOutcome, CommandError> {
    var noLabels: LabelFile?
    do throws(CommandError) {
      // The rows before are not known yet; nothing that a team writes has row numbers.
      return .success(try worker.process(chunk, firstRow: 1, labelFile: &noLabels))
    } catch {
      return .failure(error)
    }
  }
}
