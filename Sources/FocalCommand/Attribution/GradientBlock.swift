import FocalLoss
import FocalOutput

extension ReportBlock {
  /// The share of the gradient by class, and the samples that a second-order step cannot use.
  ///
  /// - Parameters:
  ///   - gradients: the sizes of the gradients.
  ///   - classes: what a class is called, and what its gradients come to.
  ///   - task: the task, by which classes are called.
  /// - Returns: the block.
  static func gradients(
    _ gradients: GradientAccumulator,
    _ classes: [(label: String, summary: GradientAccumulator.ClassSummary)],
    _ task: ClassificationTask
  ) -> ReportBlock {
    let count = gradients.negativeHessianCount
    let table = Table(
      columns: [
        classColumn(task), Column("sum of |gradient|", key: "sum", name: "gradient_sum"),
        Column("share", key: "share", name: "gradient_share"),
        Column("negative Hessians", key: "negativeHessians", name: "negative_hessians"),
      ],
      rows: classes.map { label, summary in
        [
          .text(label), .number(summary.sum), .share(summary.share),
          .integer(summary.negativeHessianCount),
        ]
      },
      notes: count == 0
        ? []
        : [
          "\(Diagnostic.counted(count, "sample")) of negative Hessian, which break Newton boosting"
        ])
    let object = Cell.object([
      ("sum", .number(gradients.sum)), ("negativeHessians", .integer(count)),
      ("classes", .list(table.objects)),
    ])
    return ReportBlock([.facts([.init(key: "gradient", object)]), .table(table)], rows: table)
  }
}
