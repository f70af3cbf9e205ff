import FocalLoss
import FocalOutput

/// The result of a run as people and programs read it, whatever the format.
struct Report {
  let result: PipelineResult

  /// The sums of the losses, and what they are reduced to.
  let sums: SumCollector
  let summary: LossSummary

  /// The parts that are asked for.
  let blocks: [any Block]
  let warnings: [Warning]
  let numberText: NumberText

  /// The preset that the command line names.
  let presetName: String?

  /// The names of the classes in the order of the summary's.
  let classLabels: [String]

  /// Whether classes are wanted with their part of the samples.
  let isClassBreakdownWanted: Bool

  init(
    _ result: PipelineResult, _ sums: SumCollector, blocks: [any Block] = [], _ settings: Settings
  ) {
    self.result = result
    self.sums = sums
    summary = sums.summary
    self.blocks = blocks
    numberText = NumberText(digits: settings.output.digits)
    isClassBreakdownWanted = settings.output.breakdowns?.contains(.byClass) == true
    presetName = settings.loss.preset?.name
    classLabels = ClassLabels(result, summary, settings).labels
    warnings = Warning.all(result, summary, settings, classLabels)
  }

  var signature: String { Signature(result.convention).description }
}
