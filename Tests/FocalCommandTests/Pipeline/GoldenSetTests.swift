import TestSupport
import Testing

@testable import FocalCommand

/// The two golden sets of the catalogue of conventions, with 17 digits from mpmath and
/// ten or more from other libraries.
@Suite struct GoldenSetTests {
  static let setA = "y,logit\n0,-2\n1,-0.5\n1,0\n0,1.5\n1,3\n0,-4\n"
  static let setM =
    "label,logit_0,logit_1,logit_2\n0,2,.5,-1\n2,.1,.2,.3\n1,-1,3,.5\n0,0,0,4\n"

  /// Options; per-sample losses; mean, sum, and sum over positives.
  struct Case: Sendable, CustomTestStringConvertible {
    let line: String
    let losses: [Double]
    let reduced: [Double]
    var testDescription: String { line }

    init(_ line: String, _ losses: [Double], _ reduced: [Double]) {
      self.line = line
      self.losses = losses
      self.reduced = reduced
    }
  }

  static let cases = [
    Case(
      "-a none -g 0",
      [
        0.1269280110429725, 0.97407698418010668, 0.69314718055994531, 1.7014132779827524,
        0.048587351573742059, 0.01814992791780974,
      ], [0.59371712220955478, 3.5623027332573287, 1.1874342444191096]),
    Case(
      "-a none -g 2",
      [
        0.0018035628352403754, 0.37741160085940978, 0.17328679513998633, 1.1372723156191765,
        0.00010928332449699752, 5.8715697218692444e-6,
      ], [0.28164823822467198, 1.6898894293480319, 0.56329647644934396]),
    Case(
      "-a 0.25 -g 2",
      [
        0.0013526721264302815, 0.094352900214852444, 0.043321698784996582, 0.8529542367143824,
        2.7320831124249381e-5, 4.4036772914019333e-6,
      ], [0.16533553872484623, 0.99201323234907736, 0.33067107744969245]),
    Case(
      "-a 0.25 -g 0.5",
      [
        0.032867160743403322, 0.19212716807555397, 0.1225322679335684, 1.1538111819874975,
        0.0026452754623489905, 0.0018256015566826197,
      ], [0.25096810929317581, 1.5058086557590548, 0.50193621858635161]),
    Case(
      "-a 0.25 -g 5",
      [
        2.2911485335650931e-6, 0.022755595192783076, 0.0054152123481245727, 0.46613069785264199,
        2.9143379636145683e-9, 2.5623264648673319e-11,
      ], [0.082383966580340739, 0.49430379948204443, 0.16476793316068148]),
  ]

  @Test("set A: every sample and every reduction is within the stated ulps", arguments: cases)
  func binary(_ case: Case) throws {
    let bound: UInt64 = `case`.line.hasSuffix("5") && !`case`.line.hasSuffix("0.5") ? 16 : 6
    let samples = focal("--logits --bare --per-sample \(`case`.line)", input: Self.setA)
    try #require(samples.lines.count == 6)
    for (text, truth) in zip(samples.lines, `case`.losses) {
      #expect(ulpDistance(Double(text) ?? .nan, truth) <= bound, "\(text) \(truth)")
    }
    for (reduction, truth) in zip(["mean", "sum", "positives"], `case`.reduced) {
      let run = focal("--logits --bare -r \(reduction) \(`case`.line)", input: Self.setA)
      #expect(ulpDistance(run.number, truth) <= bound, "\(run) \(truth)")
    }
  }

  @Test("set A: gradient and Hessian are those of the catalogue")
  func derivatives() throws {
    let run = focal("--logits --per-sample --gradient", input: Self.setA)
    let truth: [(Double, Double)] = [
      (0.0036532051465445795, 0.0095081717388368), (-0.13153795546864577, 0.12326542332881332),
      (-0.07457169878499659, 0.0997858493924983), (0.7210685156027701, 0.2329631605399394),
      (-7.871796162206977e-05, 0.00022370982223851918),
      (1.301289841615317e-05, 3.825852093594859e-05),
    ]
    #expect(run.lines[0] == "y,logit,focal_loss,focal_gradient,focal_hessian")
    for (line, (gradient, hessian)) in zip(run.lines.dropFirst(), truth) {
      let fields = line.split(separator: ",").compactMap { Double($0) }
      try #require(fields.count == 5)
      // The catalogue's own digits end before the last.
      #expect(isClose(fields[3], gradient, relative: 1e-13), "\(line)")
      #expect(isClose(fields[4], hessian, relative: 1e-12), "\(line)")
    }
  }

  @Test(
    "set M: what other libraries report is one choice of options each, to the digits given",
    arguments: [
      // AdeelH, artemmavrin, Keras categorical with alpha 1, Flux.
      ("", "1.076941118", 10), ("-r sum", "4.307764474", 10),
      // kornia and MONAI: over rows and classes.
      ("-r mean-elements", "0.3589803728", 10),
      // kornia and MONAI with alpha .25.
      ("-a .25 --alpha-rule background -r mean-elements", "0.2524830227", 10),
      // AdeelH and Keras with a list, and the same over the sum of weights.
      ("-a .2,.3,.5", "0.2455024629", 10),
      ("--class-weights .2,.3,.5 -r weighted-mean", "0.8183415429", 10),
      // Keras categorical by default; the library rounds in the eighth digit.
      ("-a .25 --alpha-rule scale", "0.269235", 6),
      // MONAI's and smp's default; torchvision's with one-hot labels.
      ("-t one-vs-all -a none -r mean-elements", "0.464197968", 10),
      ("-p torchvision -r mean-elements", "0.3366654378", 10),
      // mmcv's mean, and Paddle's sum.
      ("-p torchvision", "1.0099963135", 11), ("-p torchvision -r sum", "4.0399852539", 11),
    ])
  func multiclass(_ line: String, _ value: String, _ digits: Int) {
    let run = focal("--logits --bare --digits \(digits) \(line)", input: Self.setM)
    #expect(run == .done("\(value)\n"))
  }

  @Test("set M: softmax losses are within the stated ulps, row by row")
  func softmaxRows() throws {
    // From mpmath with 40 digits; the catalogue's third is 13 ulp off, and the rest are the same.
    let truth = [
      0.01109275009137981, 0.40125770069021754, 0.000796465009775475, 3.8946175581230955,
    ]
    let run = focal("--logits --bare --per-sample", input: Self.setM)
    try #require(run.lines.count == 4)
    for (text, loss) in zip(run.lines, truth) {
      #expect(ulpDistance(Double(text) ?? .nan, loss) <= 6, "\(text) \(loss)")
    }
  }

  @Test("set M: tf-onehot gives the rows of the catalogue, to the digits given")
  func tfOnehot() {
    let run = focal("-p tf-onehot --bare --per-sample --digits 5", input: Self.setM)
    #expect(run == .done("0.00045089\n0.025098\n2.7321e-05\n0.043322\n"))
  }
}
