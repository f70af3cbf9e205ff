import FocalInput
import Synchronization

/// Some chunks that several workers process, each chunk by whoever comes first.
final class ChunkRound: Sendable {
  private let chunks: [Chunk]
  private let next = Atomic(0)
  private let results: Mutex<[Result<ChunkOutcome, CommandError>?]>

  /// Buffers that what is written may go into.
  private let buffers: Mutex<[[UInt8]]>

  init(_ chunks: [Chunk], _ buffers: [[UInt8]]) {
    self.chunks = chunks
    self.buffers = Mutex(buffers)
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
    let buffer = buffers.withLock { $0.popLast() }
    do throws(CommandError) {
      // The rows before are not known yet; nothing that a team writes has row numbers.
      return .success(
        try worker.process(chunk, firstRow: 1, labelFile: &noLabels, buffer: buffer ?? []))
    } catch {
      return .failure(error)
    }
  }
}
