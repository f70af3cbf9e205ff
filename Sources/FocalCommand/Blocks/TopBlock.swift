import FocalLoss
import FocalOutput

/// The samples that carry the most loss.
struct TopBlock: Block {
  private let capacity: Int

  /// The columns that are shown with them, and what those that are named are called.
  private let shown: ShownColumns
  private let names: [String]

  /// Whether the input is JSON, where an id is a string or not.
  private let isJSON: Bool

  /// Tells which samples of a batch may be among the hardest.
  private var hardest: HardestSamples
  private var sampleCount = 0

  /// The hardest samples so far, and some that may be.
  private var candidates: [TopSample] = []

  /// A block of no samples.
  ///
  /// - Parameters:
  ///   - capacity: the samples wanted.
  ///   - shown: the columns that are shown with them.
  ///   - header: the columns of the input.
  ///   - isJSON: whether the input is JSON.
  init(capacity: Int, _ shown: ShownColumns, of header: TableHeader, isJSON: Bool) {
    self.capacity = capacity
    self.shown = shown
    names = shown.columns.map { header.names.isEmpty ? String($0 + 1) : header.names[$0] }
    self.isJSON = isJSON
    hardest = HardestSamples(capacity: capacity)
  }

  /// Only samples that are among the hardest so far have their texts taken out of the chunk.
  mutating func add(_ batch: EvaluatedBatch) {
    let losses = batch.evaluator.losses(of: batch.losses)
    let weights = batch.samples.weights
    let contributions =
      weights.isEmpty ? losses : zip(losses, weights).map { $1 == 0 ? 0 : $1 * $0 }
    for sample in hardest.add(contributions, firstNumber: sampleCount) {
      candidates.append(
        TopSample(batch, shown, isJSON: isJSON, sample: sample, loss: losses[sample]))
    }
    sampleCount += losses.count
    prune()
  }

  mutating func merge(_ other: TopBlock) {
    candidates += other.candidates
    prune()
  }

  var stateName: String { "top" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    candidates = samples
    let (capacity, columnCount) = (capacity, names.count)
    try coder.value("samples", &candidates) {
      .list($0.map(\.state))
    } _: { state in
      guard case .list(let values) = state, values.count <= capacity else { return nil }
      let samples = values.compactMap(TopSample.init)
      let isRight =
        samples.count == values.count && samples.allSatisfy { $0.columns.count == columnCount }
      return isRight ? samples : nil
    }
  }

  mutating func number(by rows: RowNumbering) {
    candidates = samples.map { sample in
      var sample = sample
      (sample.row, sample.chunk) = (rows.number(ofRow: sample.row, inChunk: sample.chunk) - 1, 0)
      return sample
    }
  }

  mutating func assign(to shard: Shard) {
    for index in candidates.indices where candidates[index].shard == nil {
      candidates[index].shard = shard
    }
  }

  /// Sorts now and then only, so that a sample costs little however many are wanted.
  private mutating func prune() {
    if candidates.count > capacity + capacity / 4 + 1000 { candidates = samples }
  }

  /// The samples, the hardest first.
  private var samples: [TopSample] {
    Array(candidates.sorted { $0.isHarder(than: $1) }.prefix(capacity))
  }

  func part(_ context: BlockContext) -> ReportPart {
    let samples = samples
    let rows = context.result.rows
    let sum = context.summary.sum
    let hasIDs = samples.contains { $0.id != nil }
    let prediction = samples.first?.predicted == nil ? "prediction" : "predicted"
    let ids: [Table.Field<TopSample>] =
      hasIDs
      ? [
        .init("id", key: "id", name: "id") { sample in
          sample.id.map { .json($0.json, shown: $0.text) } ?? .text(nil)
        }
      ] : []
    let shards: [Table.Field<TopSample>] =
      samples.contains { $0.shard != nil }
      ? [.init("shard", key: "shard", name: "shard") { .text($0.shard?.name) }] : []
    // An object, since columns may be called as the other members are.
    let objects: [Table.Field<TopSample>] =
      names.isEmpty
      ? []
      : [
        .init(key: "columns") { sample in
          .object(zip(names, sample.columns).map { ($0, .json($1.json, shown: $1.text)) })
        }
      ]
    let columns: [Table.Field<TopSample>] = names.enumerated().map { index, name in
      .init(name, name: name) { .text($0.columns[index].text) }
    }
    var table = Table(
      key: "top", of: samples,
      [
        .init("row", key: "row", name: "row") {
          .integer(rows.number(ofRow: $0.row, inChunk: $0.chunk))
        }
      ] + shards + ids + objects + columns + [
        .init("label", key: "label", name: "label") {
          .json(JSONText.field($0.label), shown: $0.label)
        },
        .init(prediction, key: prediction, name: prediction) { sample in
          sample.prediction.map { .number($0) } ?? .text(sample.predicted)
        },
        .init("p_t", key: "targetProbability", name: "target_probability") {
          .number($0.targetProbability)
        },
        .init("loss", key: "loss", name: "loss") { .number($0.loss) },
        .init("share", key: "share", name: "share") { .share($0.share(of: sum)) },
      ])
    table.keyCount = 1 + shards.count + ids.count
    return ReportPart(table)
  }
}

/// One of the hardest samples.
struct TopSample: Sendable {
  /// The chunk, and the row in it, both counted from 0.
  var chunk: Int
  var row: Int

  /// The shard that the row is of; nil where the run has no shards.
  var shard: Shard?

  /// The id, as the input has it, and as JSON.
  let id: (text: String, json: String)?

  /// The values of the columns that are shown with it, likewise.
  let columns: [(text: String, json: String)]

  /// How its label is written; of several label columns the names of those that are 1.
  let label: String

  /// The prediction, where a sample has one.
  let prediction: Double?

  /// The class that is predicted most, where a sample has several predictions.
  let predicted: String?

  /// p_t, of several elements the least.
  let targetProbability: Double

  /// The loss ℓ, without the weight.
  let loss: Double
  let weight: Double

  /// Its part of the sum, wℓ.
  var contribution: Double { weight == 0 ? 0 : weight * loss }

  /// The part of a sum that it is.
  func share(of sum: Double) -> Double? {
    var own = ExactSum()
    if weight != 0 { own.add(loss, times: weight) }
    return own.divided(by: sum)
  }

  /// Whether it comes before another: more loss first, and of the same loss the earlier row.
  func isHarder(than other: TopSample) -> Bool {
    guard contribution == other.contribution else { return contribution > other.contribution }
    guard shard == other.shard else { return Shard.isBefore(shard, other.shard) }
    return (chunk, row) < (other.chunk, other.row)
  }
}

extension TopSample {
  /// A sample of a batch.
  init(
    _ batch: EvaluatedBatch, _ shown: ShownColumns, isJSON: Bool, sample: Int, loss: Double
  ) {
    let binder = batch.binder
    let binding = binder.binding
    let row = batch.selection.row(ofSample: sample)
    let predictions = batch.samples.predictions
    let width = binding.predictions.count
    let own = predictions[sample * width..<(sample + 1) * width]
    chunk = batch.chunkNumber
    self.row = row
    id =
      binder.idColumn.map { batch.id($0, row, isJSON: isJSON) }
      ?? shown.id.map { batch.shown($0, row, isJSON: isJSON) }
    columns = shown.columns.map { batch.shown($0, row, isJSON: isJSON) }
    label = batch.label(ofSample: sample, row)
    prediction = width == 1 ? own.first : nil
    let best = own.indices.max { own[$0] < own[$1] }
    predicted = width == 1 ? nil : best.map { binding.classNames[$0 - sample * width] }
    targetProbability = batch.evaluator.targetProbability(of: batch.samples, sample: sample)
    self.loss = loss
    weight = batch.samples.weights.isEmpty ? 1 : batch.samples.weights[sample]
  }
}

extension TopSample {
  /// The sample as a part of a state, the row counted from 1.
  fileprivate var state: StateValue {
    var members: [StateValue.Member] = [.init("row", .integer(row + 1))]
    if let shard { members.append(.init("shard", shard.value)) }
    if let id { members.append(.init("id", Self.state(of: id))) }
    if !columns.isEmpty { members.append(.init("columns", .list(columns.map(Self.state)))) }
    members.append(.init("label", .text(label)))
    if let prediction { members.append(.init("prediction", .number(prediction))) }
    if let predicted { members.append(.init("predicted", .text(predicted))) }
    return .object(
      members + [
        .init("targetProbability", .number(targetProbability)), .init("loss", .number(loss)),
        .init("weight", .number(weight)),
      ])
  }

  /// The sample of a state; nil where it is none.
  fileprivate init?(_ state: StateValue) {
    guard let number = state["row"]?.count(to: Shard.rowLimit), number > 0,
      case .text(let label)? = state["label"], let loss = state["loss"]?.number,
      let weight = state["weight"]?.number,
      let targetProbability = state["targetProbability"]?.number
    else { return nil }
    (chunk, row) = (0, number - 1)
    (self.label, self.loss, self.weight) = (label, loss, weight)
    self.targetProbability = targetProbability
    shard = state["shard"].flatMap(Shard.init)
    prediction = state["prediction"]?.number
    if case .text(let text)? = state["predicted"] { predicted = text } else { predicted = nil }
    id = state["id"].flatMap(Self.value)
    guard (id == nil) == (state["id"] == nil) else { return nil }
    let columnStates: [StateValue] =
      if case .list(let values)? = state["columns"] { values } else { [] }
    columns = columnStates.compactMap(Self.value)
    guard columns.count == columnStates.count else { return nil }
  }

  /// A value as a part of a state.
  private static func state(of value: (text: String, json: String)) -> StateValue {
    .list([.text(value.text), .text(value.json)])
  }

  /// The value of a state; nil where it is none.
  private static func value(_ state: StateValue) -> (text: String, json: String)? {
    guard case .list(let texts) = state, texts.count == 2, case .text(let text) = texts[0],
      case .text(let json) = texts[1]
    else { return nil }
    return (text, json)
  }
}
