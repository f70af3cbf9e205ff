import FocalLoss
import Foundation
import TestSupport
import Testing

/// What the originals of the presets computed, case by case.
@Suite struct GoldenTests {
  private struct Counts {
    var cases = 0
    var losses = 0
    var reductions = 0
    var limits = 0
    /// The numbers that are off by the rounding of the original's formula.
    var roundings = 0
    var skipped: [String: Int] = [:]
  }

  /// The cases of every system.
  private static let expected = [
    "tf-clip": 8, "torch-bce": 24, "tf-onehot": 9, "tf-onehot-float32": 9, "torchvision": 24,
    "fvcore": 24, "fvcore_star": 12, "keras_binary_tensorflow": 44, "keras_binary_jax": 12,
    "keras_binary_torch": 12, "keras_categorical_tensorflow": 18, "keras_categorical_jax": 8,
    "keras_categorical_torch": 8, "keras2_binary": 20, "tfa": 24, "optax": 24,
    "kornia_binary": 24, "kornia_multiclass": 14, "monai_sigmoid": 24, "monai_softmax": 12,
    "smp_binary": 72, "smp_multiclass": 42, "pip_focal_loss_binary": 64, "catboost": 6,
    "pip_focal_loss_sparse": 0,
  ]

  /// How many numbers are not the original's to 1e-12 because its own formula is not that exact.
  private static let roundings = [
    "catboost": 4, "tfa": 18, "smp_binary": 166, "pip_focal_loss_binary": 28,
  ]

  private static let skipped = ["catboost": 6, "pip_focal_loss_sparse": 4]

  @Test("every preset reproduces every case of its original, or its limit where that gives NaN")
  func reproduced() throws {
    var counted: [String: Counts] = [:]
    for golden in try Golden.all() {
      var counts = counted[golden.system] ?? Counts()
      if let reason = golden.reasonToSkip {
        counts.skipped[reason, default: 0] += 1
      } else {
        try #require(golden.object["error"] == nil, "\(golden.system): an error without a reason")
        try Self.compare(golden, &counts)
        counts.cases += 1
      }
      counted[golden.system] = counts
    }
    for (system, counts) in counted.sorted(by: { $0.key < $1.key }) {
      let skipped = counts.skipped.map { ", skipped \($1): \($0)" }.joined()
      print(
        "goldens: \(system): compared \(counts.cases) cases, \(counts.losses) losses, "
          + "\(counts.reductions) reductions, \(counts.limits) limits, "
          + "\(counts.roundings) by the original's rounding\(skipped)")
      #expect(counts.roundings == Self.roundings[system, default: 0], "\(system)")
    }
    #expect(counted.mapValues(\.cases) == Self.expected)
    for (system, counts) in counted {
      let cases = counts.skipped.filter { !$0.key.hasPrefix("rows") }.values.reduce(0, +)
      #expect(cases == Self.skipped[system, default: 0], "\(system)")
    }
    let total = Self.expected.values.reduce(0, +) + Self.skipped.values.reduce(0, +)
    #expect(try Fixture.focalLoss("goldens.jsonl").lines().count == total)
  }

  private static func compare(_ golden: Golden, _ counts: inout Counts) throws {
    let evaluator = try LossEvaluator(golden.convention, predictionCount: golden.predictionCount)
    let samples = SampleBatch(predictions: golden.predictions, targets: golden.targets)
    let losses = evaluator.losses(ofChecked: samples)
    let summary = evaluator.accumulator(of: samples).summary
    let about =
      "\(golden.system) \(golden.object["params"] ?? "") \(golden.object["input"] ?? "")"

    let plain = golden.plainLosses
    // Of normalised losses only the sums are divided here; the original divides every loss.
    let isNormalized = golden.convention.modulator.kind == .normalized
    let divisor = isNormalized ? losses.reduce(0, +) / summary.sum : golden.scale
    if let originals = golden.object["per_sample"] as? [Any] {
      try #require(originals.count == losses.count && !losses.isEmpty)
      for (index, loss) in losses.enumerated() {
        if let reason = golden.reasonToSkip(index) {
          counts.skipped[reason, default: 0] += 1
          continue
        }
        if originals[index] as? String == "NaN" {
          let limit = golden.limit(of: index)
          #expect(Golden.isLimit(loss, limit), "\(about), row \(index): \(loss), \(limit)")
          counts.limits += 1
        } else {
          let original = number(originals[index])
          if !golden.isClose(loss / divisor, original), let plain {
            counts.roundings += 1
            #expect(
              golden.isRoundingOfOriginal(loss / divisor, original, plain[index]),
              "\(about), row \(index): \(loss / divisor), \(original), \(plain[index])")
          } else {
            #expect(
              golden.isClose(loss / divisor, original),
              "\(about), row \(index): \(loss / divisor), \(original)")
          }
          counts.losses += 1
        }
      }
    } else {
      // Divided column by column, the losses of single rows of several columns have no original.
      try #require(isNormalized && golden.predictionCount > 1)
    }

    guard losses.indices.allSatisfy({ golden.reasonToSkip($0) == nil }) else { return }
    var mean = try #require(summary.loss)
    if golden.system == "smp_multiclass", !golden.convention.classWeights.isEmpty {
      // The preset divides by the exact sum of the weights, smp by that sum in float32.
      mean *= golden.convention.classWeights.reduce(0, +) / golden.scale
    }
    var sum = summary.sum / golden.scale
    // The sum of MONAI 1.6.1 is its mean: a defect of the release, which the preset does not have.
    if golden.system.hasPrefix("monai") { sum = mean }
    for (key, ours) in [("mean", mean), ("sum", sum)] {
      guard let original = golden.object[key], !(original is NSNull) else { continue }
      if original as? String == "NaN" {
        // Wherever an original's mean is NaN, one of its samples is infinitely wrong.
        #expect(losses.indices.map(golden.limit).contains(.infinity), "\(about)")
        #expect(ours == .infinity, "\(about), \(key): \(ours)")
      } else {
        let original = number(original)
        if !golden.isClose(ours, original), let plain {
          counts.roundings += 1
          let divisor = key == "mean" ? Double(losses.count) : 1
          let range =
            plain.reduce(0) { $0 + $1.lowerBound }
            / divisor...plain.reduce(0) { $0 + $1.upperBound } / divisor
          #expect(
            golden.isRoundingOfOriginal(ours, original, range),
            "\(about), \(key): \(ours), \(original), \(range)")
        } else {
          #expect(golden.isClose(ours, original), "\(about), \(key): \(ours), \(original)")
        }
      }
      counts.reductions += 1
    }
  }

  @Test("the limits at infinite logits are 0 where they are right, and +∞ where they are wrong")
  func limits() throws {
    for name in [
      "torch-bce", "torchvision", "fvcore", "fvcore-star", "optax", "kornia-binary", "monai", "smp",
      "keras-binary", "keras2-binary", "tfa", "artemmavrin",
    ] {
      let preset = try #require(Preset.named(name))
      let convention = preset.convention(task: .binary, input: .logits)
      let losses = try convention.losses(
        [.infinity, -.infinity, .infinity, -.infinity], .values([1, 1, 0, 0]))
      #expect(losses == [0, .infinity, .infinity, 0], "\(name)")
    }
  }

  @Test("every preset has its original among the goldens, or says that it was not run")
  func complete() throws {
    let run = Preset.all.filter { $0.checkedAgainst != "from source, not run" }.map(\.name)
    let systems = Set(try Golden.all().filter { $0.reasonToSkip == nil }.map(\.system))
    #expect(Set(run) == Set(systems.compactMap { Golden.presets[$0] }))
  }
}
