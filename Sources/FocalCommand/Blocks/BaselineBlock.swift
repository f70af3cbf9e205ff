import FocalLoss
import FocalOutput

/// What the best constant prediction reaches, and where training begins.
struct BaselineBlock: Block {
  /// The targets, of which the best constant prediction is made.
  private var targets: TargetSums

  init(_ evaluator: LossEvaluator) {
    targets = TargetSums(
      task: evaluator.convention.task, predictionCount: evaluator.predictionCount)
  }

  var byteCount: Int { targets.byteCount }

  mutating func add(_ batch: EvaluatedBatch) { targets.add(batch.samples) }

  mutating func merge(_ other: BaselineBlock) { targets.merge(other.targets) }

  var stateName: String { "baseline" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try targets.code(&coder)
  }

  func part(_ context: BlockContext) -> ReportPart {
    let baseline = Baseline(context.sums.accumulator, targets)
    let task = context.result.convention.task
    let isBinary = task == .binary
    let labels =
      isBinary
      ? [context.classLabels[1]]
      : Array(context.classLabels.prefix(context.result.binding.predictions.count))
    let skill = context.summary.loss.flatMap { baseline?.skill(ofLoss: $0) }
    let classes = Self.classTable(baseline, labels, skill: skill)
    guard let baseline else {
      let unknown = "baseline  not known under these options"
      return ReportPart(
        [.facts([.init(key: "baseline", .text(nil))]), .paragraph(unknown)], rows: classes)
    }
    let losses: [(key: String, value: Cell)] = [
      ("loss", .number(baseline.loss)), ("skill", .number(skill)),
      ("lossAtHalf", .number(baseline.lossAtHalf)),
      ("lossAtPrevalence", .number(baseline.lossAtPrevalence)),
    ]
    // Of one class the numbers stand beside the losses, without its name.
    let object: Cell =
      if isBinary, case .object(let members)? = classes.objects.first {
        .object(members.filter { $0.key != "label" } + losses)
      } else {
        .object(losses + [("classes", .rows(classes))])
      }
    let skillFact = Report.Fact(
      "skill", .number(skill), remark: "(1 - loss / loss of the best constant)")
    return ReportPart(
      [
        .facts([.init(key: "baseline", object)]),
        .table(isBinary ? Self.predictionTable(baseline) : classes),
        .facts(
          [skillFact] + (isBinary ? Self.binaryFacts(baseline) : Self.lossFacts(baseline, task))),
      ], rows: classes)
  }

  /// The numbers of every class, in delimited formats with the losses beside each.
  private static func classTable(
    _ baseline: Baseline?, _ labels: [String], skill: Double?
  ) -> Table {
    let hasAlphas = baseline?.balancingAlphas.isEmpty == false
    let columns = [
      Column("class", key: "label", name: "class"),
      Column("prevalence", key: "prevalence", name: "prevalence"),
      Column("best constant", key: "prediction", name: "prediction"),
      Column("initial bias", key: "initialBias", name: "initial_bias"),
      Column("init score", key: "initScore", name: "init_score"),
      // In multiclass no α is for one class against the others.
      Column(
        hasAlphas ? "balancing alpha" : nil, key: hasAlphas ? "balancingAlpha" : nil,
        name: "balancing_alpha"),
      Column(name: "loss"), Column(name: "skill"), Column(name: "loss_at_half"),
      Column(name: "loss_at_prevalence"),
    ]
    let rows = baseline.map { baseline in
      TableRows(count: labels.count) { index in
        [
          .text(labels[index]), .number(baseline.prevalences[index]),
          .number(baseline.predictions[index]), .number(baseline.initialBiases[index]),
          .number(baseline.initScores[index]),
          .number(hasAlphas ? baseline.balancingAlphas[index] : nil), .number(baseline.loss),
          .number(skill), .number(baseline.lossAtHalf), .number(baseline.lossAtPrevalence),
        ]
      }
    }
    return Table(columns: columns, rows: rows ?? TableRows(count: 0) { _ in [] })
  }

  /// The losses of three constant predictions, for people.
  private static func predictionTable(_ baseline: Baseline) -> Table {
    Table(
      columns: [Column("predicting"), Column("probability"), Column("loss")],
      rows: [
        [.text("best constant"), .number(baseline.predictions[0]), .number(baseline.loss)],
        [
          .text("prevalence"), .number(baseline.prevalences[0]), .number(baseline.lossAtPrevalence),
        ],
        [.text("one half"), .exact(0.5), .number(baseline.lossAtHalf)],
      ])
  }

  private static func binaryFacts(_ baseline: Baseline) -> [Report.Fact] {
    [
      .init(
        "initial bias", .number(baseline.initialBiases[0]),
        remark: "(logit of the prevalence: where a cross entropy begins)"),
      .init(
        "init score", .number(baseline.initScores[0]),
        remark: "(logit of the best constant: where boosting begins)"),
      .init(
        "balancing alpha", .number(baseline.balancingAlphas[0]),
        remark: "(positives and negatives weigh the same)"),
    ]
  }

  private static func lossFacts(
    _ baseline: Baseline, _ task: ClassificationTask
  ) -> [Report.Fact] {
    [
      .init("loss of the best constant", .number(baseline.loss)),
      .init("loss of the prevalences", .number(baseline.lossAtPrevalence)),
      .init(
        "loss of \(task == .multiclass ? "all alike" : "one half")", .number(baseline.lossAtHalf)),
    ]
  }
}
