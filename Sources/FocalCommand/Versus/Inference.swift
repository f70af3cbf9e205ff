import FocalLoss
import Synchronization

/// A difference with how sure it is.
struct Inference {
  /// The difference under the reduction; nil where it does not exist.
  let difference: Double?
  let standardError: Double?

  /// The interval that holds the difference of all samples there could be, with the confidence asked for.
  private(set) var interval: (low: Double, high: Double)?

  /// The probability of a difference at least so large where there is none.
  private(set) var p: Double?

  /// Whether the difference is told from 0: by the interval, or under randomisation by p.
  private(set) var isTold = false

  /// What the differences of a model come to.
  ///
  /// - Parameters:
  ///   - differences: the differences.
  ///   - settings: the test, and on how many threads.
  init(_ differences: PairedDifferences, _ settings: Settings) {
    difference = differences.difference
    let plan = settings.testPlan
    let level = plan.level
    let threadCount = settings.threadCount ?? ProcessorCount.available
    let error = differences.standardError
    guard let difference, let error else {
      standardError = nil
      return
    }
    if plan.test == .bootstrap, let resampling = differences.units?.resampled {
      let ratios = Trials(count: plan.trialCount, threadCount: threadCount).flatMap {
        resampling.ratios($0, seed: plan.seed)
      }
      let distribution = BootstrapDistribution(ratios.map { $0 * differences.scale })
      standardError = distribution?.standardDeviation
      guard let distribution else { return }
      interval = (
        distribution.quantile((1 - level) / 2), distribution.quantile((1 + level) / 2)
      )
      p = distribution.probability(of: difference)
      isTold = excludesZero
      return
    }
    standardError = error
    let half = -NormalDistribution.quantile((1 - level) / 2) * error
    interval = (difference - half, difference + half)
    if plan.test == .randomisation, let resampling = differences.units?.resampled {
      let counts = Trials(count: plan.trialCount, threadCount: threadCount).flatMap {
        [resampling.exceedingSums($0, seed: plan.seed)]
      }
      let p = Double(counts.reduce(1, +)) / Double(plan.trialCount + 1)
      self.p = p
      isTold = p < 1 - level
    } else {
      p = difference == 0 ? 1 : NormalDistribution.twoSidedTail(difference / error)
      isTold = excludesZero
    }
  }

  private var excludesZero: Bool { interval.map { $0.low > 0 || $0.high < 0 } ?? false }
}

/// Trials, shared out among threads.
private struct Trials {
  let count: Int
  let threadCount: Int

  /// The trials of a part, a multiple of the bits of a number.
  private static var partCount: Int { 256 }

  /// What all parts come to, in their order.
  func flatMap<Element: Sendable>(
    _ body: @escaping @Sendable (Range<Int>) -> [Element]
  ) -> [Element] {
    let count = count
    let partCount = (count + Self.partCount - 1) / Self.partCount
    let board = Board<Element>(partCount)
    let work = { @Sendable in
      while let part = board.next() {
        let first = part * Self.partCount
        board.put(body(first..<min(first + Self.partCount, count)), part)
      }
    }
    let threads = (1..<max(1, min(threadCount, partCount))).compactMap { _ in
      WorkerThread(leaving: 1 << 20, work)
    }
    work()
    for thread in threads { thread.wait() }
    return board.results.flatMap { $0 }
  }

  /// The parts that are still to be done, and the results.
  private final class Board<Element: Sendable>: Sendable {
    private let state: Mutex<(next: Int, results: [[Element]])>

    init(_ count: Int) {
      state = Mutex((0, Array(repeating: [], count: count)))
    }

    var results: [[Element]] { state.withLock { $0.results } }

    func next() -> Int? {
      state.withLock { state in
        guard state.next < state.results.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func put(_ result: [Element], _ part: Int) {
      state.withLock { $0.results[part] = result }
    }
  }
}
