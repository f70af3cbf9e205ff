import FocalLoss
import FocalOutput

/// The share of the gradient by class, and the samples that a second-order step cannot use.
struct GradientRows: ReportBlock {
  let gradients: GradientAccumulator

  /// What a class is called, and what its gradients come to.
  let classes: [(label: String, summary: GradientAccumulator.ClassSummary)]

  /// What people read above the classes.
  let title: String

  var notes: [String] {
    let count = gradients.negativeHessianCount
    guard count > 0 else { return [] }
    return [
      "\(Diagnostic.counted(count, "sample")) of negative Hessian, which break Newton boosting"
    ]
  }

  var members: [(name: String, value: JSONValue)] {
    [
      (
        "gradient",
        .object([
          ("sum", .number(gradients.sum)),
          ("negativeHessians", .integer(gradients.negativeHessianCount)),
          (
            "classes",
            .array(
              classes.map { label, summary in
                .object([
                  ("label", .string(label)), ("sum", .number(summary.sum)),
                  ("share", JSONValue(summary.share)),
                  ("negativeHessians", .integer(summary.negativeHessianCount)),
                ])
              })
          ),
        ])
      )
    ]
  }

  func table(_ numberText: NumberText) -> TextTable {
    TextTable(
      alignments: [.left, .left, .right, .right],
      rows: [[title, "sum of |gradient|", "share", "negative Hessians"]]
        + classes.map { label, summary in
          [
            label, numberText(summary.sum), NumberText.percent(summary.share),
            String(summary.negativeHessianCount),
          ]
        })
  }

  func fields(_ numberText: NumberText) -> [[String]] {
    [["class", "gradient_sum", "gradient_share", "negative_hessians"]]
      + classes.map { label, summary in
        [
          label, numberText(summary.sum), summary.share.map(numberText.callAsFunction) ?? "",
          String(summary.negativeHessianCount),
        ]
      }
  }
}
