import FocalLoss
import Foundation
import TestSupport
import Testing

/// Losses and derivatives of the conventions of variants.jsonl against arithmetic with many digits.
@Suite struct VariantFixtureTests {
  /// A row of the fixture.
  private struct Row {
    let convention: Convention
    let logits: [Double]
    let targets: SampleBatch.Targets
    let qualities: [Double]
    let loss: Double
    let gradient: [Double]
    let hessian: [Double]

    init(_ object: [String: Any]) throws {
      func parts(_ key: String) -> [String] {
        ((object[key] as? String) ?? "").split(separator: ":").map(String.init)
      }
      let task = try #require(ClassificationTask(rawValue: parts("task")[0]))
      let alpha = number(object["alpha"])
      var convention = Convention(
        task: task, input: .logits, alpha: alpha.isNaN ? .none : .balanced(alpha),
        gamma: number(object["gamma"]))
      let modulator = parts("modulator")
      convention.modulator = Modulator(
        try #require(Modulator.Kind(rawValue: modulator[0])),
        modulator.dropFirst().flatMap { $0.split(separator: "+").map { number(String($0)) } })
      let smoothing = parts("smoothing")
      if smoothing.count == 2 {
        convention.smoothingRule = try #require(SmoothingRule(rawValue: smoothing[0]))
        convention.labelSmoothing = number(smoothing[1])
      }
      let target = number(object["target"])
      if target != target.rounded() { convention.softTargets = .expected }
      if convention.modulator.kind.needsQuality, !alpha.isNaN {
        convention.alpha = Alpha(.negatives, [alpha])
      }
      self.convention = convention
      qualities = object["quality"].map { [number($0)] } ?? []
      logits = numbers(object["logits"])
      targets = task == .binary ? .values([target]) : .classes([Int32(target)])
      loss = number(object["loss"])
      gradient = numbers(object["gradient"])
      hessian = numbers(object["hessian"])
    }

    var samples: SampleBatch {
      SampleBatch(predictions: logits, targets: targets, qualities: qualities)
    }
  }

  private static func rows(_ isWanted: ([String: Any]) -> Bool) throws -> [Row] {
    try Fixture.focalLoss("variants.jsonl").objects().filter(isWanted).map(Row.init)
  }

  /// Compares rows; derivatives relative to the largest by any logit, which sets their scale.
  private static func compare(_ rows: [Row], ulps: UInt64) throws {
    var worst: UInt64 = 0
    for row in rows {
      let evaluator = try LossEvaluator(row.convention, predictionCount: row.logits.count)
      let loss = try evaluator.losses(of: row.samples)[0]
      let distance = ulpDistance(loss, row.loss)
      worst = max(worst, distance)
      #expect(distance <= ulps, "\(Signature(row.convention)) \(row.logits): \(loss), \(row.loss)")
      guard row.convention.hasDerivatives, !row.gradient.isEmpty else { continue }
      let derivatives = try evaluator.derivatives(of: row.samples)
      let scale = (row.gradient + row.hessian).map(\.magnitude).max() ?? 0
      for (ours, truth) in [
        (derivatives.gradients, row.gradient), (derivatives.hessians, row.hessian),
      ] {
        for (one, other) in zip(ours, truth) {
          #expect(
            isClose(one, other, relative: 1e-13, absolute: 1e-14 * scale),
            "\(Signature(row.convention)) \(row.logits) \(row.targets): \(one), \(other)")
        }
      }
    }
    print("variants: worst \(worst) ulp of \(rows.count)")
  }

  private static let names: [(String, count: Int)] = [
    ("inverse", 60), ("dual", 30), ("normalized-softmax", 30), ("schedule", 90),
    ("poly1-both", 90), ("gaussian", 60), ("power-margin", 30), ("varifocal", 30),
    ("mal", 30), ("ia-bce", 30),
  ]

  @Test("the modulators are within 8 ulp, their derivatives within 1e-13", arguments: names)
  func modulators(name: String, count: Int) throws {
    let rows = try Self.rows {
      ($0["modulator"] as? String)?.split(separator: ":").first.map(String.init) == name
    }
    #expect(rows.count == count)
    #expect(rows.allSatisfy { $0.convention.hasDerivatives == !$0.gradient.isEmpty })
    try Self.compare(rows, ulps: 8)
  }

  @Test("smoothing by other rules is within 16 ulp, its derivatives within 1e-13")
  func smoothing() throws {
    let rows = try Self.rows { $0["smoothing"] is String }
    #expect(rows.count == 180)
    #expect(
      rows.allSatisfy { $0.convention.hasDerivatives && $0.convention.smoothingRule != .uniform })
    try Self.compare(rows, ulps: 16)
  }
}
