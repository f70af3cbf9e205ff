import TestSupport
import Testing

@testable import FocalCommand

/// `focal curve`: figure 1 of the paper.
@Suite struct CurveCommandTests {
  private static func points(_ line: String) -> [[Double]] {
    focal(line).lines.dropFirst().map { line in
      line.split(separator: ",").map { Double($0) ?? .nan }
    }
  }

  @Test("the loss at p_t .9 and gamma 2 is .0010536…, a hundredth of the cross entropy")
  func paper() throws {
    let points = Self.points("curve --gamma 0,2 --format csv")
    let plain = try #require(points.first { $0[0] == 0.9 && $0[1] == 0 })
    let focal = try #require(points.first { $0[0] == 0.9 && $0[1] == 2 })
    // −ln(0.9) and a hundredth of it, by mpmath.
    #expect(ulpDistance(plain[2], 0.10536051565782628) <= 2)
    #expect(ulpDistance(focal[2], 0.0010536051565782628) <= 2)
    #expect(ulpDistance(plain[2] / focal[2], 100) <= 4)
    #expect(focal[4] == 0.1 * 0.1)
  }

  /// p, gamma, loss and gradient by mpmath with 50 digits, from p as a decimal.
  static let truths: [(Double, Double, Double, Double)] = [
    (0.01, 0, 4.605170185988092, -0.99),
    (0.01, 0.5, 4.582086480796107, -1.0079479951395343),
    (0.01, 1, 4.55911848412821, -1.0256911848412822),
    (0.01, 2, 4.513527299286928, -1.0605695459857385),
    (0.01, 5, 4.379471024970807, -1.1604537006495403),
    (0.25, 0, 1.3862943611198906, -0.75),
    (0.25, 0.5, 1.2005661338529436, -0.7995898195699469),
    (0.25, 1, 1.0397207708399179, -0.8224301927099795),
    (0.25, 2, 0.7797905781299385, -0.8117702890649693),
    (0.25, 5, 0.3289741501485678, -0.5891962033107098),
    (0.5, 0, 0.6931471805599453, -0.5),
    (0.5, 0.5, 0.4901290717342736, -0.47608565852684215),
    (0.5, 1, 0.34657359027997264, -0.42328679513998635),
    (0.5, 2, 0.17328679513998632, -0.29828679513998635),
    (0.5, 5, 0.02166084939249829, -0.06977712348124573),
    (0.75, 0, 0.2876820724517809, -0.25),
    (0.75, 0.5, 0.14384103622589045, -0.17894038858470893),
    (0.75, 1, 0.07192051811294523, -0.11644038858470893),
    (0.75, 2, 0.017980129528236306, -0.04259519429235446),
    (0.75, 5, 0.0002809395238786923, -0.001297663839545096),
    (0.99, 0, 0.010050335853501442, -0.01),
    (0.99, 0.5, 0.001005033585350144, -0.0014974916247483213),
    (0.99, 1, 0.00010050335853501442, -0.00019949832494966426),
    (0.99, 2, 1.005033585350144e-06, -2.9899664989932854e-06),
    (0.99, 5, 1.0050335853501441e-12, -5.974916247483213e-12),
  ]

  @Test("losses and gradients are those of an independent computation", arguments: truths)
  func truth(_ p: Double, _ gamma: Double, _ loss: Double, _ gradient: Double) throws {
    let points = Self.points("curve --gamma 0,0.5,1,2,5 --format csv")
    let point = try #require(points.first { $0[0] == p && $0[1] == gamma })
    #expect(ulpDistance(point[2], loss) <= 8)
    #expect(isClose(point[3], gradient, relative: 1e-14))
  }

  @Test("the ends are limits, and the curves fall with p and with gamma")
  func shape() {
    let points = Self.points("curve --format csv --gamma 0,0.5,1,2,5")
    #expect(points.count == 101 * 5)
    for (index, point) in points.enumerated() {
      if point[0] == 0 { #expect(point[2] == .infinity && point[3] == -1 && point[4] == 1) }
      if point[0] == 1 { #expect(point[2] == 0 && point[3] == 0) }
      if index >= 5 { #expect(point[2] < points[index - 5][2]) }
      if index % 5 > 0, point[0] > 0, point[0] < 1 { #expect(point[2] < points[index - 1][2]) }
    }
  }

  @Test("every format has the points, and no input is read")
  func formats() throws {
    #expect(focal("curve") == focal("curve --gamma 0,0.5,1,2,5"))
    #expect(focal(["curve"], input: [], isInputTerminal: true).status == .done)
    let json = try focal("curve --json --gamma 0:1:0.5").object()
    #expect(json["gammas"] as? [Double] == [0, 0.5, 1])
    #expect((json["points"] as? [[String: Any]])?.count == 303)
    #expect(focal("curve --format ndjson").lines.count == 505)
    #expect(focal("curve --format tsv").lines[0] == "p\tgamma\tloss\tgradient\tmodulating_factor")
    #expect(focal("curve --format markdown").output.contains("| p | gamma 0 |"))
    #expect(focal("curve --gamma 2 --digits 2").output.contains("\n0.9  0.0011\n"))
  }

  @Test(
    "what a curve does not have is refused",
    arguments: [
      ("curve preds.csv", "'preds.csv': 'focal curve' takes no such argument"),
      ("curve --alpha 0.25", "--alpha is for commands that read data; focal curve does not use it"),
      ("curve --gamma -1", "--gamma: -1 is out of range; expected 0 or more"),
      ("curve --gamma 1:0:1", "start:stop:step"),
    ])
  func refused(_ line: String, _ sentence: String) {
    let run = focal(line)
    #expect(run.status == .usage)
    #expect(run.output == "")
    #expect(run.diagnostics.contains(sentence), "\(run.diagnostics)")
  }
}
