import FocalLoss
import FocalOutput

/// What is told of one sample.
struct Explanation: FormattedReport {
  /// The row; its number means nothing where the values were given.
  let found: FoundRow

  /// Whether the values were given on the command line.
  let isGiven: Bool

  /// The convention, without a reduction.
  let convention: Convention

  /// The names of the predictions.
  let names: [String]

  /// The numbers; nil where the row was left out.
  let terms: SampleTerms?
  let numberText: NumberText

  init(
    _ found: FoundRow, _ result: PipelineResult, isGiven: Bool, digits: Int?
  ) throws(ParameterError) {
    self.found = found
    self.isGiven = isGiven
    var convention = result.convention
    convention.reduction = .none
    self.convention = convention
    names = result.binding.classNames
    let evaluator = try LossEvaluator(convention, predictionCount: names.count)
    terms = found.sample.map { evaluator.terms(of: $0) }
    numberText = NumberText(digits: digits)
  }

  /// A prediction and a term of it, where it has one.
  struct Element {
    /// The name of the prediction; nil for a term of all of them.
    let name: String?
    let prediction: SampleTerms.Prediction?
    let term: SampleTerms.Term?
  }

  /// A row for every prediction, and for every further term of it.
  var elements: [Element] {
    guard let terms else { return [] }
    let own = terms.predictions.indices.flatMap { column -> [Element] in
      let prediction = terms.predictions[column]
      let ofColumn = terms.terms.filter { $0.column == column }
      guard !ofColumn.isEmpty else {
        return [Element(name: names[column], prediction: prediction, term: nil)]
      }
      return ofColumn.map { Element(name: names[column], prediction: prediction, term: $0) }
    }
    return own
      + terms.terms.filter { $0.column == nil }
      .map { Element(name: nil, prediction: nil, term: $0) }
  }

  /// The signature of what was computed.
  var signature: String { Signature(convention).description }
}
