import FocalLoss
import Foundation
import TestSupport
import Testing

/// Fractional targets under the rules, against 120-digit arithmetic.
@Suite struct SoftTargetTests {
  private struct Row {
    let convention: Convention
    let target: Double
    let prediction: Double

    init(_ row: [String: String]) throws {
      let alpha = row["alpha"] ?? ""
      let rule: SoftTargetRule = try #require(SoftTargetRule(rawValue: row["rule"] ?? ""))
      convention = Convention(
        task: .binary, input: try #require(PredictionKind(rawValue: row["input"] ?? "")),
        alpha: alpha == "none" ? .none : .balanced(number(alpha)), gamma: number(row["gamma"]),
        softTargets: rule)
      target = number(row["target"])
      prediction = number(row["prediction"])
    }

    /// The largest terms of the two derivatives, by the formulas of the fixture.
    ///
    /// They are sums of terms of both signs; a term that is rounded leaves its own error, however
    /// small the sum, so the errors are measured in the largest term.
    var largestTerms: (gradient: Double, hessian: Double) {
      let isLogit = convention.input == .logits
      let p = isLogit ? 1 / (1 + exp(-prediction)) : prediction
      let q = isLogit ? 1 / (1 + exp(prediction)) : 1 - prediction
      let y = target
      let gamma = convention.gamma
      let alpha = convention.alpha.values.first
      let factors = (positive: alpha ?? 1, negative: alpha.map { 1 - $0 } ?? 1)
      func side(_ share: Double, _ p: Double, _ q: Double) -> (Double, Double) {
        guard share != 0 else { return (0, 0) }
        let scale = share * pow(q, gamma)
        let pce = gamma * p * -log(p)
        return (
          scale * max(pce, q), scale * max(pce * q, pce * (gamma + 1) * p, 2 * gamma * p * q, p * q)
        )
      }
      if convention.softTargets == .expected || y == 0 || y == 1 {
        let positive = side(factors.positive * y, p, q)
        let negative = side(factors.negative * (1 - y), q, p)
        return (max(positive.0, negative.0), max(positive.1, negative.1))
      }
      let c = -y * log(p) - (1 - y) * log(q)
      let slope = max(y * q, (1 - y) * p)
      let decay = exp(-c)
      let isMixture = convention.softTargets == .mixture
      let complement = isMixture ? y * q + (1 - y) * p : -expm1(-c)
      let first = (isMixture ? p * q * (2 * y - 1).magnitude : decay * slope) / complement
      let second =
        (isMixture ? first * complement : decay * max(p * q, slope * slope)) / complement
      let scale =
        (factors.positive * y + factors.negative * (1 - y)) * pow(complement, gamma)
      return (
        scale * max(gamma * first * c, slope),
        scale
          * max(
            gamma * (gamma - 1).magnitude * first * first * c, gamma * second * c,
            2 * gamma * first * slope, p * q)
      )
    }
  }

  @Test("losses are within 1e-14, derivatives within 1e-13 of their largest term")
  func fixture() throws {
    let rows = try Fixture.focalLoss("soft_targets.csv").rows()
    #expect(rows.count == 588)
    for fields in rows {
      let row = try Row(fields)
      let targets = SampleBatch.Targets.values([row.target])
      let loss = try row.convention.loss([row.prediction], targets)
      #expect(isClose(loss, number(fields["loss"]), relative: 1e-14), "\(fields): \(loss)")
      let derivatives = try row.convention.derivatives([row.prediction], targets)
      let terms = row.largestTerms
      #expect(
        isClose(
          derivatives.gradients[0], number(fields["gradient"]), relative: 0,
          absolute: 1e-13 * terms.gradient), "\(fields): \(derivatives.gradients)")
      #expect(
        isClose(
          derivatives.hessians[0], number(fields["hessian"]), relative: 0,
          absolute: 1e-13 * terms.hessian), "\(fields): \(derivatives.hessians)")
    }
  }

  @Test(
    "the rules on z = .7, y = .3, γ = 2 give what the libraries print, to the digits printed",
    arguments: zip(
      SoftTargetRule.allCases,
      [0.287428, 0.358099, 0.311604, 0.289734, 0.121082, 0.269558, 0.098339]))
  func published(rule: SoftTargetRule, printed: Double) throws {
    let convention = Convention(task: .binary, input: .logits, softTargets: rule)
    let loss = try convention.loss([0.7], .values([0.3]))
    #expect((loss * 1e6).rounded() == (printed * 1e6).rounded())
    // Two softmax classes with the same distribution are the same sample.
    guard rule.isMeaningful(in: .multiclass) else { return }
    var twoClasses = convention
    twoClasses.task = .multiclass
    let softmax = try twoClasses.loss([0, 0.7], .values([0.7, 0.3]))
    #expect(ulpDistance(softmax, loss) <= 8)
  }

  @Test(
    "a target of 0 or 1 is the hard target under every rule, to the bit",
    arguments: SoftTargetRule.allCases)
  func hardAmongSoft(rule: SoftTargetRule) throws {
    let logits = [-800, -40, -3.3, -0.1, 0, 0.7, 5, 37, 710, .infinity, -.infinity]
    for gamma in [0, 0.5, 1.5, 2, 5] {
      let soft = Convention(
        task: .binary, input: .logits, alpha: .balanced(0.25), gamma: gamma, softTargets: rule)
      var hard = soft
      hard.softTargets = nil
      for y in [0.0, 1] {
        let alone = try hard.losses(logits, .values(logits.map { _ in y }))
        // The fractional target beside them has the whole batch evaluated as soft.
        let beside = try soft.losses(logits + [0], .values(logits.map { _ in y } + [0.5]))
        #expect(Array(beside.dropLast()).map(\.bitPattern) == alone.map(\.bitPattern), "γ \(gamma)")
        for logit in logits {
          #expect(
            try soft.derivatives([logit], .values([y])) == hard.derivatives([logit], .values([y])))
        }
      }
      guard rule.isMeaningful(in: .multiclass) else { continue }
      var softRows = soft
      softRows.task = .multiclass
      softRows.alpha = Alpha(.perClass, [0.2, 0.3, 0.5])
      var hardRows = softRows
      hardRows.softTargets = nil
      let oneHot = try softRows.losses(
        SetM.logits, .values([1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0]), predictionCount: 3)
      let classes = try hardRows.losses(SetM.logits, .classes(SetM.classes), predictionCount: 3)
      #expect(oneHot.map(\.bitPattern) == classes.map(\.bitPattern), "γ \(gamma)")
    }
  }

  @Test("at p = y a distance of 0 loses nothing, and curves at γ = 2 alone")
  func noDistance() throws {
    for (gamma, curvature) in [(1.0, 0.0), (2, 2 * 0.0625 * 0.6931471805599453), (3, 0)] {
      let convention = Convention(
        task: .binary, input: .logits, gamma: gamma, softTargets: .distance)
      #expect(try convention.loss([0], .values([0.5])).bitPattern == 0)
      let derivatives = try convention.derivatives([0], .values([0.5]))
      #expect(derivatives.gradients == [0])
      #expect(isClose(derivatives.hessians[0], curvature, relative: 1e-15))
    }
  }

  @Test("a mixed p_t close to 1 keeps its digits in the logarithm")
  func mixedNearOne() throws {
    let convention = Convention(
      task: .binary, input: .logits, gamma: 0, softTargets: .logMixture)
    // p_t = 1 − t − e^−40 + …, with t = 2^−60, which 1 − t rounds away: −ln p_t is t + e^−40.
    let loss = try convention.loss([40], .values([1 - 0x1p-53]))
    #expect(isClose(loss, 0x1p-53 + 4.248354255291589e-18, relative: 1e-14))
  }

  @Test("a fractional target without a rule is refused")
  func withoutRule() throws {
    let binary = try LossEvaluator(Convention(task: .binary, input: .logits), predictionCount: 1)
    #expect(throws: EvaluationError.fractionalTarget(element: 1)) {
      try binary.losses(of: SampleBatch(predictions: [0, 0], targets: .values([1, 0.5])))
    }
    let softmax = try LossEvaluator(
      Convention(task: .multiclass, input: .logits), predictionCount: 2)
    #expect(throws: EvaluationError.fractionalTarget(element: 0)) {
      try softmax.losses(of: SampleBatch(predictions: [0, 0], targets: .values([0.5, 0.5])))
    }
  }
}
