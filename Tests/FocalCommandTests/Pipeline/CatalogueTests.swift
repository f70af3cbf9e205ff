import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Every row of the catalogue's table of set M: one file, what each library reports, by
/// a preset and the options that its documentation names.
@Suite struct CatalogueTests {
  private static let probabilities = softmax { $0 }
  private static let logarithms = softmax { log($0) }

  struct Row: Sendable, CustomTestStringConvertible {
    let options: String
    let value: Double
    /// The decimals that the catalogue gives, less where the original rounds to float32.
    var tolerance = 0.51e-10
    var input = GoldenSetTests.setM
    var testDescription: String { options }
  }

  private static let rows: [Row] = [
    // Softmax, mean over rows: AdeelH, artemmavrin, Keras categorical with alpha 1, Flux.
    Row(options: "-p adeelh -g 2", value: 1.076941118478617, tolerance: 1e-14),
    Row(options: "-p clcarwin -g 2", value: 1.076941118478617, tolerance: 1e-14),
    Row(options: "-p artemmavrin-sparse --logits", value: 1.076941118478617, tolerance: 1e-14),
    Row(options: "-p keras-categorical --logits -a 1", value: 1.076941118478617, tolerance: 1e-14),
    Row(options: "-p flux", value: 1.076941118478617, tolerance: 1e-14, input: probabilities),
    // Over rows times classes: kornia, MONAI with softmax.
    Row(options: "-p kornia", value: 0.3589803728),
    Row(options: "-p monai-softmax", value: 0.3589803728),
    // Keras computes in float32: a quarter of 1.076941118478617 is .2692352796.
    Row(options: "-p keras-categorical --logits", value: 0.2692352831, tolerance: 5e-9),
    Row(options: "-p kornia -a .25 --alpha-rule background", value: 0.2524830227),
    Row(options: "-p monai-softmax -a .25 --alpha-rule background", value: 0.2524830227),
    Row(options: "-p adeelh -g 2 -a .2,.3,.5", value: 0.2455024629),
    Row(
      options: "-p keras-categorical --logits -a .2,.3,.5 --alpha-rule per-class",
      value: 0.2455024629),
    // The same alphas over their sum.
    Row(
      options: "-p adeelh -g 2 --class-weights .2,.3,.5 -r weighted-mean", value: 0.8183415429),
    // Sigmoids of all columns: MONAI, smp, torchvision without alpha.
    Row(options: "-p monai", value: 0.4641979680),
    Row(options: "-p smp", value: 0.4641979680),
    Row(options: "-p torchvision -a none -r mean-elements", value: 0.4641979680),
    Row(options: "-p torchvision -r mean-elements", value: 0.3366654378),
    Row(options: "-p mmdet", value: 0.3366654378),
    Row(options: "-p mmcv", value: 1.0099963135),
    Row(options: "-p mmdet -r mean", value: 1.0099963135),
    Row(options: "-p torchvision -r sum", value: 4.0399852539),
    Row(options: "-p paddle", value: 4.0399852539),
    Row(options: "-p tfa --logits -r sum", value: 4.0399852539),
    // smp takes the logarithms of probabilities for logits.
    Row(options: "-p smp", value: 0.4397692208, input: logarithms),
    Row(options: "-p smp --class-weights 1,2,3", value: 0.6297172887, tolerance: 1e-10),
    Row(options: "-p asl -t one-vs-all", value: 2.9126889682),
    Row(options: "-p asl-single-label", value: 1.2546121672),
    // The original's weights are float32.
    Row(
      options: "-p class-balanced --class-weights effective:beta=0.9999,counts=2+1+1",
      value: 0.9776344299, tolerance: 5e-8),
    Row(options: "-p ultralytics", value: 1.4857154122),
    Row(options: "-p poly1", value: 0.5123354771),
    // The last row ignored: kornia counts it, and rounds to float32; the others do not count it.
    Row(
      options: "-p kornia --weight w", value: 0.0344288996, tolerance: 1.1e-8,
      input: "label,logit_0,logit_1,logit_2,w\n0,2,.5,-1,1\n2,.1,.2,.3,1\n1,-1,3,.5,1\n0,0,0,4,0\n"),
    Row(options: "-p smp --ignore-label 255", value: 0.1498771987, input: ignoring),
    Row(options: "-p adeelh -g 2 --ignore-label 255", value: 0.1377156386, input: ignoring),
    Row(
      options: "-p monai-softmax -r mean --ignore-label 255", value: 0.1377156386, input: ignoring),
  ]

  private static let ignoring = GoldenSetTests.setM.replacing("0,0,0,4", with: "255,0,0,4")

  @Test("set M: every library's number is a preset and the options it documents", arguments: rows)
  func row(_ row: Row) {
    let run = focal("--bare \(row.options)", input: row.input)
    #expect(
      isClose(run.number, row.value, relative: 0, absolute: row.tolerance),
      "\(run.output)\(run.diagnostics)")
  }

  /// Set M with the softmax of its logits, or what becomes of it.
  private static func softmax(_ text: (Double) -> Double) -> String {
    let lines = GoldenSetTests.setM.split(separator: "\n")
    let rows = lines.dropFirst().map { line in
      let fields = line.split(separator: ",").map {
        Double("0\($0)".replacing("0-", with: "-")) ?? .nan
      }
      let exponentials = fields.dropFirst().map { exp($0) }
      let sum = exponentials.reduce(0, +)
      return "\(Int(fields[0])),"
        + exponentials.map { "\(text($0 / sum))" }.joined(separator: ",")
    }
    return (["label,p0,p1,p2"] + rows).joined(separator: "\n") + "\n"
  }
}
