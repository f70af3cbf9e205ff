import FocalInput
import FocalLoss

/// Reads the predictions of all models at once, each in a run of its own.
///
/// ```
/// base   ─▶ chunks ─▶ losses ─▶ queue ─┐
/// others ─▶ chunks ─▶ losses ─▶ queue ─┼─▶ rows of all models side by side
/// driver ─▶ chunks ─▶ losses ──────────┘
/// ```
///
/// One run, the driver, is in this thread and takes the rows of the others as it has rows itself; so no
/// run is far ahead, and memory does not grow with the files.
struct PairedRun {
  let settings: Settings
  let models: [Model]
  let streams: Streams

  /// The blocks that may wait for the driver, of each of the others.
  private static var aheadCount: Int { 2 }

  /// What a run takes for its chunks and batches.
  private static var byteCount: Int { 8 << 20 }

  /// Reads all models.
  ///
  /// - Returns: the samples, side by side, and what is known of each run; nil where the system makes no
  ///   thread for one.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  func run() throws(CommandError) -> PairedModels? {
    // Standard input cannot leave this thread.
    let driver = models.firstIndex(where: \.readsInput) ?? 0
    let threadCount = settings.threadCount ?? ProcessorCount.available
    let share = max(1, threadCount / models.count)
    var queues: [BlockQueue?] = []
    var threads: [WorkerThread] = []
    defer {
      for queue in queues { queue?.cancel() }
      for thread in threads { thread.wait() }
    }
    for (index, model) in models.enumerated() {
      guard index != driver else {
        queues.append(nil)
        continue
      }
      let queue = BlockQueue(aheadCount: threadCount == 1 ? 0 : Self.aheadCount)
      let thread = WorkerThread(leaving: Self.byteCount * models.count) {
        queue.waitForStart()
        queue.put(.ended(Self.result(model, threadCount: share, queue)))
      }
      guard let thread else { return nil }
      queues.append(queue)
      threads.append(thread)
    }
    let rows = PairedRows(settings, models, queues, driver: driver)
    let own: ModelRun
    do throws(CommandError) {
      own = try models[driver].run(
        streams.input, threadCount: max(1, threadCount - share * (models.count - 1)),
        progress: ProgressMeter(settings, streams)
      ) { computation throws(CommandError) in
        try rows.open(computation)
      } take: { block throws(CommandError) in
        try rows.add(block)
      }
    } catch {
      // What is wrong with an earlier file is said first, where neither could be begun.
      if !rows.isOpen { try rows.openEarlier() }
      throw error
    }
    return try rows.finish(own)
  }

  /// What the run of a model in another thread comes to.
  private static func result(
    _ model: Model, threadCount: Int, _ queue: BlockQueue
  ) -> Result<ModelRun, CommandError> {
    do throws(CommandError) {
      return .success(
        try model.run(nil, threadCount: threadCount) { computation throws(CommandError) in
          queue.put(.opened(computation))
        } take: { block throws(CommandError) in
          try queue.put(block)
        })
    } catch {
      return .failure(error)
    }
  }
}

/// The samples of all models side by side, and what is known of their runs.
struct PairedModels {
  let pairing: Pairing
  let runs: [ModelRun]
}

/// The rows of all models on their way side by side.
private final class PairedRows {
  private let settings: Settings
  private let models: [Model]
  private let driver: Int
  private var sources: [Source]
  private var pairing: Pairing?

  /// Whether a model has no more rows while the driver has.
  private var isUneven = false

  /// What has been taken of a run in another thread.
  private struct Source {
    let queue: BlockQueue?
    var computation: Computation?
    var block = SampleBlock()
    var firstRow = 0
    var run: ModelRun?

    var restCount: Int { block.rowCount - firstRow }

    /// Takes the next message, but for the driver.
    mutating func take() throws(CommandError) {
      guard let message = queue?.take() else { return }
      switch message {
      case .opened(let computation): self.computation = computation
      case .block(let block): (self.block, firstRow) = (block, 0)
      case .ended(.success(let run)): self.run = run
      case .ended(.failure(let error)): throw error
      }
    }
  }

  init(_ settings: Settings, _ models: [Model], _ queues: [BlockQueue?], driver: Int) {
    self.settings = settings
    self.models = models
    self.driver = driver
    sources = queues.map { Source(queue: $0) }
  }

  /// Whether all models are known to be comparable.
  var isOpen: Bool { pairing != nil }

  /// Waits until the models before the driver are open, or wrong.
  func openEarlier() throws(CommandError) {
    for index in 0..<driver where sources[index].computation == nil { try sources[index].take() }
  }

  /// Begins, once the driver is open.
  func open(_ computation: Computation) throws(CommandError) {
    sources[driver].computation = computation
    for index in sources.indices where sources[index].computation == nil {
      try sources[index].take()
    }
    let computations = sources.compactMap(\.computation)
    try ModelCheck.check(models, computations)
    pairing = Pairing(models.map(\.name), computations[0], settings)
  }

  /// Adds rows of the driver, and the same of all others.
  func add(_ block: SampleBlock) throws(CommandError) {
    (sources[driver].block, sources[driver].firstRow) = (block, 0)
    while !isUneven, sources[driver].restCount > 0 {
      for index in sources.indices where index != driver {
        while sources[index].restCount == 0, sources[index].run == nil {
          try sources[index].take()
        }
      }
      let count = sources.map(\.restCount).min() ?? 0
      guard count > 0 else {
        isUneven = true
        return
      }
      let blocks = sources.map { $0.block.picking($0.firstRow..<$0.firstRow + count) }
      for index in sources.indices { sources[index].firstRow += count }
      try pairing?.add(blocks)
    }
  }

  /// Ends, once the driver has no more rows.
  func finish(_ own: ModelRun) throws(CommandError) -> PairedModels? {
    sources[driver].run = own
    for index in sources.indices {
      while sources[index].run == nil { try sources[index].take() }
    }
    return try pairing?.models(sources.compactMap(\.run))
  }
}

extension Pairing {
  /// The models, once all rows are there.
  ///
  /// - Throws: ``CommandError`` where one has more rows than the base, or no pair is left.
  func models(_ runs: [ModelRun]) throws(CommandError) -> PairedModels {
    let counts = runs.map(\.result.input.rowCount)
    if let other = counts.indices.first(where: { counts[$0] != counts[0] }) {
      throw .pairing(
        .rowCount(
          file: names[other], found: counts[other], base: names[0], expected: counts[0]))
    }
    guard rivals.allSatisfy({ $0.differences.count > 0 }) else {
      throw .pairing(.noPairs(rowCount: rowCount))
    }
    return PairedModels(pairing: self, runs: runs)
  }
}
