import FocalLoss
import TestSupport
import Testing

/// The common case in one call.
@Suite struct FocalLossFunctionTests {
  @Test("binary: the values of torchvision's sigmoid_focal_loss at z = 0, and its α off")
  func binary() throws {
    // At z = 0 p_t is ½, so the loss is α_t·¼·ln 2.
    let quarter = 0.25 * 0.6931471805599453
    #expect(try focalLoss(logits: [0, 0], targets: [1, 0]) == [0.25 * quarter, 0.75 * quarter])
    #expect(try focalLoss(logits: [0, 0], targets: [1, 0], alpha: nil) == [quarter, quarter])
    // A target between takes the mixture of the sides, as torchvision does: ½·(½·α + ½·(1 − α)).
    #expect(
      try focalLoss(logits: [0], targets: [0.5], gamma: 0) == [0.5 * 0.6931471805599453])
    #expect(try focalLoss(logits: [], targets: []) == [])
  }

  @Test("classes: the softmax of even logits, with an α a class")
  func classes() throws {
    // p_t = ½ of two classes.
    let quarter = 0.25 * 0.6931471805599453
    #expect(
      try focalLoss(logits: [1, 1, 3, 3], classes: [0, 1], classCount: 2, alpha: [1, 4])
        == [quarter, 4 * quarter])
    #expect(try focalLoss(logits: [1, 1], classes: [1], classCount: 2) == [quarter])
  }

  @Test("shapes and parameters that do not fit are thrown")
  func mistakes() {
    #expect(throws: EvaluationError.targetCount(found: 1, expected: 2)) {
      try focalLoss(logits: [0, 1], targets: [1])
    }
    #expect(throws: ParameterError.alphaOutOfRange(.balanced, 2)) {
      try focalLoss(logits: [0], targets: [1], alpha: 2)
    }
    #expect(throws: ParameterError.gammaOutOfRange(-1)) {
      try focalLoss(logits: [0], targets: [1], gamma: -1)
    }
    #expect(throws: EvaluationError.classOutOfRange(3, sample: 0)) {
      try focalLoss(logits: [0, 1, 2], classes: [3], classCount: 3)
    }
    #expect(throws: EvaluationError.predictionCount(found: 3, perSample: 2)) {
      try focalLoss(logits: [0, 1, 2], classes: [0], classCount: 2)
    }
    #expect(throws: ParameterError.alphaCount(.perClass, found: 1, expected: 2)) {
      try focalLoss(logits: [0, 1], classes: [0], classCount: 2, alpha: [1])
    }
    #expect(throws: ParameterError.predictionCount(0, .multiclass)) {
      try focalLoss(logits: [], classes: [], classCount: 0)
    }
  }
}
