import FocalLoss
import FocalOutput

/// What is told of one sample.
struct Explanation {
  /// The row; its number means nothing where the values were given.
  private let found: FoundRow

  /// Whether the values were given on the command line.
  private let isGiven: Bool

  /// The convention, without a reduction.
  let convention: Convention

  /// The names of the predictions.
  let names: [String]

  /// The numbers; nil where the row was left out.
  let terms: SampleTerms?

  /// How numbers are written in formulas.
  let numberText: NumberText

  private let warnings: [Warning]

  init(
    _ found: FoundRow, _ result: PipelineResult, isGiven: Bool, _ settings: Settings
  ) throws(ParameterError) {
    self.found = found
    self.isGiven = isGiven
    var convention = result.convention
    convention.reduction = .none
    self.convention = convention
    names = result.binding.classNames
    let evaluator = try LossEvaluator(convention, predictionCount: names.count)
    terms = found.sample.map { evaluator.terms(of: $0) }
    numberText = .forPeople(digits: settings.output.digits)
    // What there is to warn of in a sample is in its numbers.
    warnings = Warning.version(settings)
  }

  var formula: FormulaText { FormulaText(convention) }

  /// The content: the loss and its arithmetic for people, a row an element for programs.
  var report: Report {
    let labels = found.labels.map { Cell.json(JSONText.field($0), shown: $0) }
    let signature = Signature(convention).description
    let id: [Report.Fact] =
      found.id.map { [.init(key: "id", .json(JSONText.field($0), shown: $0))] } ?? []
    let facts: [Report.Fact] =
      [
        .init(key: "focal", .text(Signature.currentVersion)),
        .init(key: "signature", .text(signature)),
        .init(key: "row", .integer(isGiven ? nil : found.row)),
      ] + id + [
        .init(key: "label", labels.count == 1 ? labels[0] : .list(labels)),
        .init(key: "state", .text(found.state.rawValue)),
        .init(key: "weight", .number(found.sample.map { $0.weights.first ?? 1 })),
        .init(key: "loss", .number(terms?.loss)),
        .init(key: "crossEntropy", .number(terms?.crossEntropy)),
        .init(key: "formula", .text(formula.loss)),
      ]
    let arithmetic = arithmetic
    let elements = elements
    let table = table(elements, isShown: arithmetic == nil)
    var report = Report(
      [.facts(facts)] + summary + [.table(table)] + (arithmetic.map { [.table($0)] } ?? foot))
    if let terms { report.headline = .init("focal loss", terms.loss, place) }
    // A row that was left out has a line too, with the fields of its numbers empty.
    report.rows =
      elements.isEmpty
      ? self.table([Element(name: nil, prediction: nil, term: nil)], isShown: false) : table
    report.hasWarningsInJSON = false
    report.warnings = warnings
    report.signature = signature
    return report
  }

  /// Which sample it is.
  private var place: String {
    let label = "label \(found.labels.joined(separator: ", "))"
    let id = found.id.map { ", id \($0)" } ?? ""
    return isGiven ? label : "row \(found.row)\(id), \(label)"
  }

  /// What stands in the place of the loss, where there is none.
  private var summary: [Report.Item] {
    guard terms == nil else { return [] }
    let reason =
      found.state == .ignored ? "its label is to be ignored" : "a value is missing"
    return [.paragraph("no loss  (\(place)): the row is left out, since \(reason)")]
  }

  /// A prediction and a term of it, where it has one.
  private struct Element {
    /// The name of the prediction; nil for a term of all of them.
    let name: String?
    let prediction: SampleTerms.Prediction?
    let term: SampleTerms.Term?

    /// Which side of its target the term is of; nil where there is no term.
    var side: String? {
      term.map { term in term.isPositive.map { $0 ? "positive" : "negative" } ?? "mixed" }
    }
  }

  /// A row for every prediction, and for every further term of it.
  private var elements: [Element] {
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

  /// The elements with their fields; people are shown the columns that say something.
  private func table(_ elements: [Element], isShown: Bool) -> Table {
    let hasClassWeights = !convention.classWeights.isEmpty
    func title(_ title: String, if isTelling: Bool = true) -> String? {
      isShown && isTelling ? title : nil
    }
    let label = found.labels.joined(separator: ";")
    return Table(
      key: "elements", of: elements,
      [
        .init(name: "row") { _ in .integer(isGiven ? nil : found.row) },
        .init(name: "label") { _ in .text(label) },
        .init(title("prediction"), key: "column", name: "column") { .text($0.name) },
        .init(title("y"), key: "target", name: "target") { .number($0.prediction?.target) },
        .init(title("z"), key: "logit", name: "logit") { .number($0.prediction?.logit) },
        .init(title("p"), key: "probability", name: "probability") {
          .number($0.prediction?.probability)
        },
        .init(title("side", if: hasShares), key: "side", name: "side") { .text($0.side) },
        .init(title("share", if: hasShares), key: "share", name: "share") {
          .number($0.term?.share)
        },
        .init(title("p_t"), key: "targetProbability", name: "target_probability") {
          .number($0.term?.targetProbability)
        },
        .init(title("q"), key: "complement", name: "complement") { .number($0.term?.complement) },
        .init(title("ce"), key: "crossEntropy", name: "cross_entropy") {
          .number($0.term?.crossEntropy)
        },
        .init(key: "changedByEpsilon", name: "changed_by_epsilon") {
          .boolean($0.term?.isGuarded)
        },
        .init(title("factor"), key: "modulatingFactor", name: "modulating_factor") {
          .number($0.term?.modulatingFactor)
        },
        .init(
          title("addition", if: convention.modulator.kind == .poly1), key: "addition",
          name: "addition"
        ) { .number($0.term?.addition) },
        .init(
          title("alpha_t", if: convention.alpha.rule != .none), key: "alpha", name: "alpha"
        ) { .number($0.term?.alpha) },
        .init(
          title("class weight", if: hasClassWeights), key: "classWeight", name: "class_weight"
        ) { .number($0.term?.classWeight) },
        .init(title("loss"), key: "loss", name: "loss") { .number($0.term?.loss) },
        .init(
          title("gradient", if: convention.hasDerivatives), key: "gradient", name: "gradient"
        ) { .number($0.prediction?.gradient) },
        .init(
          title("Hessian", if: convention.hasDerivatives), key: "hessian", name: "hessian"
        ) { .number($0.prediction?.hessian) },
        .init(name: "sample_loss") { _ in .number(terms?.loss) },
        .init(name: "signature") { _ in .text(Signature(convention).description) },
      ])
  }

  private var hasShares: Bool { terms?.terms.contains { $0.share != 1 } ?? false }

  /// What stands below the elements: how a row comes about, where the table does not say so itself.
  private var foot: [Report.Item] {
    guard let terms else { return [] }
    var lines = ["loss = \(hasShares ? "share * " : "")\(formula.loss)"]
    if let term = terms.terms.first { lines.append("factor = \(formula.modulatingFactor(term))") }
    if convention.epsilon.rule != .none {
      let changes = terms.terms.filter(\.isGuarded).map { term in
        let effect = formula.effect(
          on: term, probability: term.column.map { terms.predictions[$0].probability })
        return (term.column.map { "\(names[$0]): " } ?? "") + effect
      }
      lines.append(
        "epsilon: \(formula.epsilon); "
          + (changes.isEmpty ? "no change here" : changes.joined(separator: ", ")))
    }
    return [.list(lines.map { .init([$0]) }, isNumbered: false)]
  }
}
