import FocalLoss
import FocalOutput

/// The result of a run as people and programs read it, whatever the format.
struct Report {
  let result: PipelineResult
  let warnings: [Warning]
  let numberText: NumberText

  /// The preset that the command line names.
  let presetName: String?

  /// The names of the classes in the order of the summary's.
  let classLabels: [String]

  /// Whether classes are wanted with their part of the samples.
  let isClassBreakdownWanted: Bool

  init(_ result: PipelineResult, _ settings: Settings) {
    self.result = result
    numberText = NumberText(digits: settings.output.digits)
    isClassBreakdownWanted = settings.output.breakdowns?.contains(.byClass) == true
    presetName = settings.loss.preset?.name
    classLabels = ClassLabels(result, settings).labels
    warnings = Warning.all(result, settings, classLabels)
  }

  var signature: String { Signature(result.convention).description }
}
