import FocalInput
import FocalLoss

/// What the classes of a summary are called.
struct ClassLabels {
  /// The names, in the order of the summary's classes.
  let labels: [String]

  init(_ result: PipelineResult, _ settings: Settings) {
    let binding = result.binding
    let background = settings.background ?? "background"
    switch result.convention.task {
    case .binary:
      let (negative, positive) = Self.binaryLabels(result, settings)
      labels = result.summary.classes.map {
        $0.classIndex.map { $0 == 0 ? negative : positive } ?? "fractional"
      }
    case .multilabel:
      labels =
        binding.labels.count == 1
        ? binding.classNames
        : binding.labels.map {
          binding.header.names.isEmpty ? String($0 + 1) : binding.header.names[$0]
        }
    case .multiclass, .oneVsAll:
      let isOneVsAll = result.convention.task == .oneVsAll
      labels = result.summary.classes.map { summary in
        summary.classIndex.map { binding.classNames[$0] }
          ?? (isOneVsAll ? background : "fractional")
      }
    }
  }

  /// The texts that the file has for negative and positive.
  ///
  /// Where it has several for one of them the first in the order of texts, which does not depend on
  /// the order of rows.
  private static func binaryLabels(
    _ result: PipelineResult, _ settings: Settings
  ) -> (negative: String, positive: String) {
    let texts = (result.labelTexts.first ?? []).sorted()
    if let positive = settings.positive {
      let others = texts.filter { text in
        !LabelMeaning.isEqual(text, positive) && !MissingValue.isText(text)
          && settings.ignoredLabel.map { LabelMeaning.isEqual(text, $0) } != true
      }
      return (others.count == 1 ? others[0] : "not \(positive)", positive)
    }
    func first(_ target: Double) -> String? {
      texts.first { LabelMeaning.zeroOrOne.state(of: $0) == .target(target) }
    }
    return (first(0) ?? "0", first(1) ?? "1")
  }
}
