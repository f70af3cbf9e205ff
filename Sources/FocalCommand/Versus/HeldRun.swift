import FocalInput
import FocalLoss

/// Reads the predictions of one model after the other and holds their losses, to bring them side by side
/// by their ids, or where there are no threads to read them at once.
struct HeldRun {
  let settings: Settings
  let models: [Model]
  let streams: Streams

  /// The rows that are brought side by side at once.
  private static var blockRowCount: Int { 1 << 14 }

  /// Reads all models.
  ///
  /// - Returns: the samples, side by side, and what is known of each run.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  func run() throws(CommandError) -> PairedModels {
    var runs: [ModelRun] = []
    var held: [HeldModel] = []
    var computations: [Computation] = []
    for model in models {
      var own = HeldModel(name: model.name)
      let run = try model.run(
        model.readsInput ? streams.input : nil,
        threadCount: settings.threadCount ?? ProcessorCount.available,
        progress: ProgressMeter(settings, streams)
      ) { computation throws(CommandError) in
        computations.append(computation)
        try ModelCheck.check(models, computations)
      } take: { block throws(CommandError) in
        own.append(block)
      }
      try own.findRows(asOf: held.first)
      runs.append(run)
      held.append(own)
    }
    var pairing = Pairing(models.map(\.name), computations[0], settings)
    let rowCount = held.map(\.rowCount).min() ?? 0
    for first in stride(from: 0, to: rowCount, by: Self.blockRowCount) {
      let rows = first..<min(first + Self.blockRowCount, rowCount)
      try pairing.add(held.map { $0.block(rows) })
    }
    return try pairing.models(runs)
  }
}

/// The samples of a model, all of them, and where those of the base are among them.
private struct HeldModel {
  private let name: String
  private var all = SampleBlock()
  private var ids = GroupKeys()
  private var groups = GroupKeys()

  /// The row for every row of the base; nil where they are the same.
  private var rows: [Int]?

  init(name: String) { self.name = name }

  var rowCount: Int { all.rowCount }

  /// The samples that go with some rows of the base.
  func block(_ rows: Range<Int>) -> SampleBlock {
    self.rows.map { all.picking(Array($0[rows])) } ?? all.picking(rows)
  }

  /// Adds samples.
  mutating func append(_ block: SampleBlock) {
    all.rowCount += block.rowCount
    all.leftOutCount += block.leftOutCount
    all.losses += block.losses
    all.classes += block.classes
    all.targets += block.targets
    all.weights += block.weights
    all.predictions += block.predictions
    all.ids += block.ids
    let numbers = block.groupKeys.map { groups.number(of: $0) }
    for number in numbers where Int(number) == all.groupKeys.count {
      all.groupKeys.append(groups[Int(number)])
    }
    all.groups += block.groups.map { numbers[Int($0)] }
  }

  /// Finds the row of every id of the base.
  ///
  /// - Parameter base: the base; nil where this is it.
  /// - Throws: ``CommandError`` where an id stands twice, or in one of them only.
  mutating func findRows(asOf base: HeldModel?) throws(CommandError) {
    guard !all.ids.isEmpty else { return }
    for (row, id) in all.ids.enumerated() where Int(ids.number(of: id[...])) != row {
      throw .pairing(.repeatedID(String(decoding: id, as: UTF8.self), file: name))
    }
    guard let base else { return }
    var rows: [Int] = []
    for id in base.all.ids {
      let row = Int(ids.number(of: id[...]))
      guard row < rowCount else {
        let id = String(decoding: id, as: UTF8.self)
        throw .pairing(.unmatchedID(id, file: base.name, other: name))
      }
      rows.append(row)
    }
    if rows.count < rowCount {
      let used = Set(rows)
      let id = (0..<rowCount).first { !used.contains($0) }.map { all.ids[$0] } ?? []
      throw .pairing(
        .unmatchedID(String(decoding: id, as: UTF8.self), file: name, other: base.name))
    }
    self.rows = rows
  }
}
