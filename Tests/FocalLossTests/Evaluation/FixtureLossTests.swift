import FocalLoss
import TestSupport
import Testing

/// Losses against numbers from arithmetic with many digits; the README of Fixtures says which.
@Suite struct FixtureLossTests {
  private static func alpha(_ value: Any?) -> Alpha {
    switch value {
    case let list as [Any]: Alpha(.balanced, numbers(list))
    case let text as String where text == "none": .none
    case let value? where !number(value).isNaN: .balanced(number(value))
    default: .none
    }
  }

  @Test("losses from log-probabilities are within the stated ulps")
  func logProbabilities() throws {
    let rows = try Fixture.focalLoss("log_probabilities.csv").rows()
    #expect(rows.count == 520)
    var worst: UInt64 = 0
    for row in rows {
      let gamma = number(row["gamma"])
      let convention = Convention(task: .binary, input: .logProbabilities, gamma: gamma)
      let loss = try convention.loss(
        [number(row["logprobability"])], .values([number(row["label"])]))
      let distance = ulpDistance(loss, number(row["loss"]))
      worst = max(worst, distance)
      #expect(distance <= TruthTests.bound(gamma: gamma), "\(row): \(loss)")
    }
    print("log_probabilities: worst \(worst) ulp")
  }

  @Test("one-vs-all losses are within 8 ulp, with α alone, by class and none, and for background")
  func oneVsAll() throws {
    let objects = try Fixture.focalLoss("one_vs_all.jsonl").objects()
    #expect(objects.count == 40)
    var background = 0
    for object in objects {
      let logits = numbers(object["logits"])
      let label = Int32(number(object["label"]))
      background += label < 0 ? 1 : 0
      let convention = Convention(
        task: .oneVsAll, input: .logits, alpha: Self.alpha(object["alpha"]),
        gamma: number(object["gamma"]))
      let loss = try convention.loss(logits, .classes([label]))
      // 6 ulp an element, all positive, and the roundings of up to four additions.
      #expect(ulpDistance(loss, number(object["loss"])) <= 8, "\(object): \(loss)")
    }
    #expect(background > 0)
  }

  @Test("losses with label smoothing are within 1e-14 relative")
  func smoothing() throws {
    let rows = try Fixture.focalLoss("smoothing.csv").rows()
    #expect(rows.count == 108)
    for row in rows {
      let predictions = (row["predictions"] ?? "").split(separator: " ").map { number(String($0)) }
      let isBinary = row["task"] == "binary"
      let label = number(row["label"])
      let convention = Convention(
        task: isBinary ? .binary : .multiclass, input: .logits, alpha: Self.alpha(row["alpha"]),
        gamma: number(row["gamma"]), labelSmoothing: number(row["smoothing"]))
      let loss = try convention.loss(
        predictions, isBinary ? .values([label]) : .classes([Int32(label)]))
      // Smoothed targets are rounded and the terms of both classes added: a handful of ulps more.
      #expect(isClose(loss, number(row["loss"]), relative: 1e-14), "\(row): \(loss)")
    }
  }

  @Test(
    "losses from logits with an epsilon are within the stated ulps while 1 − p_t is a normal number"
  )
  func sigmoidEpsilon() throws {
    let rows = try Fixture.focalLoss("sigmoid_epsilon.csv").rows()
    #expect(rows.count == 238)
    for row in rows {
      let gamma = number(row["gamma"])
      let rule = try #require(Epsilon.Rule(rawValue: row["rule"] ?? ""))
      let convention = Convention(
        task: .binary, input: .logits, gamma: gamma,
        epsilon: Epsilon(rule, number(row["epsilon"])))
      let label = number(row["label"])
      let logit = number(row["logit"])
      let loss = try convention.loss([logit], .values([label]))
      let truth = number(row["loss"])
      // Beyond |z| = 708.4, at z = −745 here, the complement is subnormal: with its last bit goes a
      // relative error of 2⁻¹⁰⁷⁴/q, which the power takes γ times. Where ε is added that reaches the
      // loss, since ln(1 + ε) is not 0.
      let s = label == 1 ? logit : -logit
      let complement = TargetProbability(logit: s, isPositive: true).complement
      let lost = complement < .leastNormalMagnitude ? 0x1p-1074 / complement * gamma : 0
      #expect(
        isClose(loss, truth, relative: lost)
          || ulpDistance(loss, truth) <= TruthTests.bound(gamma: gamma),
        "\(row): \(loss)")
    }
  }
}
