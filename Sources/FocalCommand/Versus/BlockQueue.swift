import Dispatch
import FocalOutput
import Synchronization

/// The samples of one run on their way to another thread, few at a time, in their order.
///
/// The run that makes them waits where it is too far ahead, so that memory does not grow.
final class BlockQueue: Sendable {
  /// What becomes of a run.
  enum Message: Sendable {
    /// The columns have their meaning.
    case opened(Computation)
    case block(SampleBlock)
    case ended(Result<ModelRun, CommandError>)
  }

  private struct State {
    var messages: [Message] = []
    var isCancelled = false
  }

  private let state = Mutex(State())

  /// Signalled for every block that may be made, and for every message.
  private let demand: DispatchSemaphore
  private let supply = DispatchSemaphore(value: 0)

  /// How many blocks may wait; with none each is made when it is asked for.
  private let aheadCount: Int

  /// A queue.
  ///
  /// - Parameter aheadCount: how many blocks may wait.
  init(aheadCount: Int) {
    self.aheadCount = aheadCount
    demand = DispatchSemaphore(value: 0)
    for _ in 0..<aheadCount { demand.signal() }
  }

  /// Waits until the run should begin.
  func waitForStart() { demand.wait() }

  /// Adds a message.
  func put(_ message: Message) {
    state.withLock { $0.messages.append(message) }
    supply.signal()
  }

  /// Adds a block, and waits until the next may be made.
  ///
  /// - Throws: ``CommandError`` where nobody takes it any more.
  func put(_ block: SampleBlock) throws(CommandError) {
    put(.block(block))
    if !isCancelled { demand.wait() }
    if isCancelled { throw .output(.readerGone) }
  }

  /// The next message, waited for.
  func take() -> Message {
    if aheadCount == 0, state.withLock({ $0.messages.isEmpty }) { demand.signal() }
    supply.wait()
    let message = state.withLock { $0.messages.removeFirst() }
    if aheadCount > 0, case .block = message { demand.signal() }
    return message
  }

  /// Lets the run end at its next block.
  func cancel() {
    state.withLock { $0.isCancelled = true }
    demand.signal()
  }

  private var isCancelled: Bool { state.withLock { $0.isCancelled } }
}
