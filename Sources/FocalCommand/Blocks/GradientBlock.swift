import FocalLoss
import FocalOutput

/// The sizes of the gradients, by class.
struct GradientBlock: Block {
  private var gradients: GradientAccumulator

  init(_ evaluator: LossEvaluator) { gradients = GradientAccumulator(evaluator) }

  var byteCount: Int { gradients.byteCount }

  mutating func add(_ batch: EvaluatedBatch) { gradients.add(batch.losses, of: batch.samples) }

  mutating func merge(_ other: GradientBlock) { gradients.merge(other.gradients) }

  var stateName: String { "gradient" }

  mutating func code(_ coder: inout StateCoder) throws(StateError) {
    try gradients.code(&coder)
  }

  func part(_ context: BlockContext) -> ReportPart {
    let count = gradients.negativeHessianCount
    let summaries = gradients.summaries(ofClasses: context.summary.classes.map(\.classIndex))
    let labels = context.classLabels
    let table = Table(
      columns: [
        context.classColumn, Column("sum of |gradient|", key: "sum", name: "gradient_sum"),
        Column("share", key: "share", name: "gradient_share"),
        Column("negative Hessians", key: "negativeHessians", name: "negative_hessians"),
      ],
      rows: TableRows(count: summaries.count) { index in
        let own = summaries[index]
        return [
          .text(labels[index]), .number(own.sum), .share(own.share),
          .integer(own.negativeHessianCount),
        ]
      },
      notes: count == 0
        ? []
        : [
          "\(Diagnostic.counted(count, "sample")) of negative Hessian, which break Newton boosting"
        ])
    let object = Cell.object([
      ("sum", .number(gradients.sum)), ("negativeHessians", .integer(count)),
      ("classes", .rows(table)),
    ])
    return ReportPart([.facts([.init(key: "gradient", object)]), .table(table)], rows: table)
  }
}
