import FocalLoss
import FocalOutput

/// What the best constant prediction reaches, and where training begins.
struct BaselineRows: ReportBlock {
  /// Nil where it is not known.
  let baseline: Baseline?

  /// The loss to be compared with it.
  let loss: Double?

  /// The names of the classes or columns; that of the positives in binary.
  let labels: [String]

  private let task: ClassificationTask
  private let numberText: NumberText

  init(
    _ baseline: Baseline?, _ result: PipelineResult, loss: Double?, _ classLabels: [String],
    _ numberText: NumberText
  ) {
    self.baseline = baseline
    self.numberText = numberText
    self.loss = loss
    task = result.convention.task
    labels =
      task == .binary
      ? [classLabels[1]] : Array(classLabels.prefix(result.binding.predictions.count))
  }

  private var skill: Double? { loss.flatMap { loss in baseline?.skill(ofLoss: loss) } }

  /// The numbers of a class.
  private struct Row {
    let label: String
    let prevalence: Double
    let prediction: Double
    let initialBias: Double

    /// Nil in multiclass, where no α is for one class against the others.
    let balancingAlpha: Double?
  }

  private func rows(_ baseline: Baseline) -> [Row] {
    labels.indices.map { index in
      Row(
        label: labels[index], prevalence: baseline.prevalences[index],
        prediction: baseline.predictions[index], initialBias: baseline.initialBiases[index],
        balancingAlpha: baseline.balancingAlphas.isEmpty ? nil : baseline.balancingAlphas[index])
    }
  }

  var members: [(name: String, value: JSONValue)] {
    guard let baseline else { return [("baseline", .null)] }
    let classes = rows(baseline).map { row -> [(name: String, value: JSONValue)] in
      [
        ("prevalence", .number(row.prevalence)), ("prediction", .number(row.prediction)),
        ("initialBias", .number(row.initialBias)),
      ] + (row.balancingAlpha.map { [("balancingAlpha", .number($0))] } ?? [])
    }
    let losses: [(name: String, value: JSONValue)] = [
      ("loss", JSONValue(baseline.loss)), ("skill", JSONValue(skill)),
      ("lossAtHalf", JSONValue(baseline.lossAtHalf)),
      ("lossAtPrevalence", JSONValue(baseline.lossAtPrevalence)),
    ]
    guard task != .binary else { return [("baseline", .object(classes[0] + losses))] }
    let named = zip(labels, classes).map { JSONValue.object([("label", .string($0))] + $1) }
    return [("baseline", .object(losses + [("classes", .array(named))]))]
  }

  func table(_ numberText: NumberText) -> TextTable {
    guard let baseline else {
      return TextTable(alignments: [.left], rows: [["baseline  not known under these options"]])
    }
    guard task == .binary else {
      return TextTable(
        alignments: [.left, .left, .left, .left, .left],
        rows: [["class", "prevalence", "best constant", "initial bias", "balancing alpha"]]
          + rows(baseline).map { row in
            [
              row.label, text(row.prevalence), text(row.prediction), text(row.initialBias),
              text(row.balancingAlpha),
            ]
          })
    }
    return TextTable(
      alignments: [.left, .left, .left],
      rows: [
        ["predicting", "probability", "loss"],
        ["best constant", text(baseline.predictions[0]), text(baseline.loss)],
        ["prevalence", text(baseline.prevalences[0]), text(baseline.lossAtPrevalence)],
        ["one half", "0.5", text(baseline.lossAtHalf)],
      ])
  }

  var notes: [String] {
    guard let baseline else { return [] }
    let skill = "skill  \(text(skill))  (1 - loss / loss of the best constant)"
    guard task == .binary else {
      return [
        "loss of the best constant  \(text(baseline.loss))",
        "loss of the prevalences  \(text(baseline.lossAtPrevalence))",
        "loss of \(task == .multiclass ? "all alike" : "one half")  \(text(baseline.lossAtHalf))",
        skill,
      ]
    }
    return [
      skill,
      "initial bias  \(text(baseline.initialBiases[0]))  (-ln((1 - p)/p) of the prevalence p)",
      "balancing alpha  \(text(baseline.balancingAlphas[0]))  "
        + "(positives and negatives weigh the same)",
    ]
  }

  private func text(_ number: Double?) -> String {
    number.map(numberText.callAsFunction) ?? "-"
  }

  func fields(_ numberText: NumberText) -> [[String]] {
    func text(_ number: Double?) -> String { number.map(numberText.callAsFunction) ?? "" }
    let head = [
      "class", "prevalence", "prediction", "initial_bias", "balancing_alpha", "loss", "skill",
      "loss_at_half", "loss_at_prevalence",
    ]
    guard let baseline else { return [head] }
    let losses = [baseline.loss, skill, baseline.lossAtHalf, baseline.lossAtPrevalence].map(text)
    return [head]
      + rows(baseline).map { row in
        [
          row.label, text(row.prevalence), text(row.prediction), text(row.initialBias),
          text(row.balancingAlpha),
        ] + losses
      }
  }
}
