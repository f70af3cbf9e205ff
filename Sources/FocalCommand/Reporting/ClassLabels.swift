import FocalLoss

/// What the classes of a summary are called.
struct ClassLabels {
  /// The names, in the order of the summary's classes.
  let labels: [String]

  init(_ result: PipelineResult, _ summary: LossSummary, _ input: InputSettings) {
    self.init(result, SampleCounts(summary), input)
  }

  /// What the classes of some counts are called.
  init(_ result: PipelineResult, _ summary: SampleCounts, _ input: InputSettings) {
    let binding = result.binding
    let background = input.background ?? "background"
    switch result.convention.task {
    case .binary:
      let (negative, positive) = Self.binaryLabels(result, input)
      labels = summary.classes.map {
        $0.classIndex.map { $0 == 0 ? negative : positive } ?? "fractional"
      }
    case .multilabel:
      labels =
        binding.labels.count == 1
        ? binding.classNames
        : binding.labels.map {
          binding.labelHeader.names.isEmpty ? String($0 + 1) : binding.labelHeader.names[$0]
        }
    case .multiclass, .oneVsAll:
      let isOneVsAll = result.convention.task == .oneVsAll
      let names = binding.classNames
      labels = summary.classes.map { summary in
        summary.classIndex.map { names[$0] }
          ?? (isOneVsAll ? background : "fractional")
      }
    }
  }

  /// The texts that the file has for negative and positive.
  private static func binaryLabels(
    _ result: PipelineResult, _ input: InputSettings
  ) -> (negative: String, positive: String) {
    let texts = result.labelTexts
    guard let positive = input.positive else { return (texts[0] ?? "0", texts[1] ?? "1") }
    let negative = texts.hasSeveral(0) ? nil : texts[0]
    return (negative ?? "not \(positive)", positive)
  }
}
