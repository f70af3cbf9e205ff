import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Whole files against the truth, computed elsewhere with 60 digits (the reference that came with
/// the data of the Examples).
@Suite struct TrueLossTests {
  /// A file of the Examples, options, and its true mean and sum.
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let line: String
    let mean: Double
    let sum: Double
    var testDescription: String { "\(file) \(line)" }

    init(_ file: String, _ line: String, _ mean: Double, _ sum: Double) {
      self.file = file
      self.line = line
      self.mean = mean
      self.sum = sum
    }
  }

  static let cases = [
    Case("breast_cancer", "", 0.02352320423702966, 13.384703210869876),
    Case("breast_cancer", "-a 0.25 -g 2", 0.02352320423702966, 13.384703210869876),
    Case("breast_cancer", "-e 0", 0.02352320423702966, 13.384703210869876),
    Case("breast_cancer", "-a none", 0.03382825039195955, 19.24827447302499),
    Case("breast_cancer", "-a none -g 0.5", 0.05368810839749585, 30.548533678175136),
    Case("breast_cancer", "-a none -g 0.5 -e 0", 0.05368810839519963, 30.54853367686859),
    Case("breast_cancer", "-a none -g 0", 0.07424375389397302, 42.24469596567065),
    Case("breast_cancer", "-a none -g 0 -e 0", 0.07424374697006361, 42.2446920259662),
    Case("breast_cancer_logits", "--logits", 0.023523204237029742, 13.384703210869924),
    Case("breast_cancer_logits", "--logits -a none", 0.03382825039195967, 19.248274473025052),
    Case(
      "breast_cancer_logits", "--logits -a none -g 0.5", 0.05368810839519974, 30.548533676868654),
    Case("breast_cancer_logits", "--logits -a none -g 0", 0.07424374697006372, 42.24469202596626),
    Case("digits", "", 0.05707791555802569, 102.56901425777215),
    Case("digits", "-e 0", 0.05707791555802569, 102.56901425777215),
    Case("digits", "-a 0.25 --alpha-rule scale", 0.014269478889506422, 25.64225356444304),
    Case("digits", "-g 0.5", 0.08050617830512692, 144.6696024143131),
    Case("digits", "-g 0", 0.10432493807057502, 187.47191371282332),
    Case("wine", "", 0.009902596664833353, 1.762662206340337),
    Case("wine", "-a 0.25 --alpha-rule scale", 0.0024756491662083382, 0.44066555158508425),
    Case("wine", "-g 0.5", 0.030992970195847645, 5.516748694860881),
    Case("wine", "-g 0 -e 0", 0.058043879654662976, 10.33181057853001),
  ]

  static func path(_ file: String) -> String {
    Products.root.appending(path: "Examples/Data/\(file).csv").path()
  }

  @Test(
    "mean and sum of the example files are within the stated ulps of the truth", arguments: cases)
  func truth(_ case: Case) {
    for (reduction, truth) in [("mean", `case`.mean), ("sum", `case`.sum)] {
      let run = focal("--bare -r \(reduction) \(`case`.line) \(Self.path(`case`.file))")
      #expect(run.status == .done && run.diagnostics.isEmpty, "\(run)")
      #expect(ulpDistance(run.number, truth) <= 6, "\(run) \(truth)")
    }
  }

  @Test("the cross entropy of the report is the loss at gamma 0 without alpha")
  func crossEntropy() {
    let mean = focal("--json \(Self.path("breast_cancer"))").number("crossEntropy")
    #expect(ulpDistance(mean, 0.07424375389397302) <= 6)
    let sum = focal("--json -e 0 -r sum \(Self.path("digits"))").number("crossEntropy")
    #expect(ulpDistance(sum, 187.47191371282332) <= 6)
  }

  @Test("the issue's numbers are printed, all digits but the last")
  func issue() {
    let probabilities = focal("--alpha 0.25 --gamma 2 --bare \(Self.path("breast_cancer"))")
    #expect(probabilities.output.hasPrefix("0.0235232042370296"))
    let logits = focal(
      "--alpha 0.25 --gamma 2 --bare --logits \(Self.path("breast_cancer_logits"))")
    #expect(logits.output.hasPrefix("0.0235232042370297"))
  }
}
