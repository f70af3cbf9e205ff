import FocalLoss
import TestSupport
import Testing

/// The values that are known of the presets on sets A and M, to the digits in which they are known.
@Suite struct PresetValueTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let preset: String
    var task = ClassificationTask.oneVsAll
    var alpha: Alpha?
    var gamma: Double?
    var modulator: Modulator?
    var reduction: Reduction?
    let value: Double
    var testDescription: String { "\(preset) \(value)" }
  }

  private static let list = Alpha(.perClass, [0.2, 0.3, 0.5])
  private static let casesOfM: [Case] = [
    Case(preset: "adeelh", task: .multiclass, gamma: 2, value: 1.076941118478617),
    Case(preset: "clcarwin", task: .multiclass, gamma: 2, value: 1.076941118478617),
    Case(preset: "artemmavrin-sparse", task: .multiclass, value: 1.076941118478617),
    Case(preset: "kornia", task: .multiclass, value: 0.3589803728),
    Case(preset: "monai-softmax", task: .multiclass, value: 0.3589803728),
    Case(preset: "keras-categorical", task: .multiclass, value: 0.2692352831),
    Case(
      preset: "kornia", task: .multiclass, alpha: Alpha(.background, [0.25]), value: 0.2524830227),
    Case(
      preset: "monai-softmax", task: .multiclass, alpha: Alpha(.background, [0.25]),
      value: 0.2524830227),
    Case(preset: "adeelh", task: .multiclass, alpha: list, gamma: 2, value: 0.2455024629),
    Case(preset: "keras-categorical", task: .multiclass, alpha: list, value: 0.2455024629),
    Case(preset: "monai", value: 0.4641979680), Case(preset: "smp", value: 0.4641979680),
    Case(
      preset: "torchvision", alpha: Alpha.none, reduction: .meanElements, value: 0.4641979680),
    Case(preset: "torchvision", reduction: .meanElements, value: 0.3366654378),
    Case(preset: "mmdet", value: 0.3366654378), Case(preset: "mmcv", value: 1.0099963135),
    Case(preset: "paddle", value: 4.0399852539),
    Case(preset: "tf-od", reduction: .sum, value: 4.0399852539),
    Case(preset: "hf-detr", reduction: .sum, value: 4.0399852539),
    Case(preset: "paper", value: 1.0099963135), Case(preset: "asl", value: 2.9126889682),
    Case(preset: "ultralytics", value: 1.4857154122), Case(preset: "poly1", value: 0.5123354771),
    Case(preset: "asl-single-label", task: .multiclass, value: 1.2546121672),
    Case(preset: "fastai", task: .multiclass, value: 1.076941118478617),
    Case(preset: "mmcv-softmax", task: .multiclass, value: 1.076941118478617 / 4),
    Case(preset: "timm-asl", value: 2.9126889682 / 4),
    // Ultralytics' divided by the rows.
    Case(preset: "yolov5", value: 1.4857154122 / 4),
    Case(preset: "effdet", gamma: 2, value: 4.0399852539),
    Case(preset: "dual-focal", task: .multiclass, value: 4.8670439646292945),
    Case(preset: "nfl", task: .multiclass, value: 0.20545392744691404),
    Case(preset: "nfl", task: .multiclass, gamma: 2, value: 0.19344770906301986),
  ]

  @Test("set M has the values of the catalogue", arguments: casesOfM)
  func setM(entry: Case) throws {
    let samples = SampleBatch(predictions: SetM.logits, targets: .classes(SetM.classes))
    let convention = try Self.convention(entry)
    let loss = try #require(try convention.summary(samples, predictionCount: 3).loss)
    // Ten decimals, the last one rounded; those of Keras's default were measured in float32, a
    // quarter of 1.076941118478617 being .2692352796.
    let isSingle = entry.preset == "keras-categorical" && entry.alpha == nil
    let digit = isSingle ? 5e-9 : 0.5001e-10
    #expect(isClose(loss, entry.value, relative: 0, absolute: digit), "\(loss)")
  }

  private static let casesOfA: [Case] = [
    Case(preset: "torchvision", value: 0.16533553872484623),
    Case(preset: "kornia-binary", value: 0.16533553872484623),
    Case(preset: "smp", alpha: .balanced(0.25), value: 0.16533553872484623),
    Case(preset: "optax", alpha: .balanced(0.25), value: 0.16533553872484623),
    Case(preset: "catboost", value: 0.16533553872484623),
    Case(preset: "keras-binary", alpha: .balanced(0.25), value: 0.16533553872484623),
    Case(preset: "monai", alpha: .balanced(0.25), value: 0.16533553872484623),
    Case(preset: "torch-bce", value: 0.28164823822467198),
    Case(preset: "fvcore", value: 0.28164823822467198),
    Case(preset: "paddle", value: 0.99201323234907736),
    Case(preset: "paper", value: 0.33067107744969245),
    Case(preset: "asl", value: 1.4617181602149043),
    Case(preset: "timm-asl", value: 1.4617181602149043 / 6),
    Case(preset: "flsd-53", value: 0.9432946457900037),
    Case(preset: "effdet", gamma: 2, value: 0.99201323234907736),
    // Hard labels: the distance is 1 - p_t, and so is the Gaussian's complement.
    Case(preset: "yolov5-qfocal", gamma: 2, value: 0.16533553872484623),
  ]

  @Test("the presets of quality on set A, over its elements or its boxes")
  func quality() throws {
    let samples = SampleBatch(
      predictions: SetA.logits, targets: .values(SetA.targets),
      qualities: [0, 0.6, 0.9, 0, 0.8, 0])
    for (preset, sum, divisor) in [
      ("varifocal", 2.4614598467891122, 6.0), ("deim-mal", 3.5646016186756233, 3),
      ("rf-detr", 3.1150332687714317, 3),
    ] {
      let convention = try Self.convention(Case(preset: preset, task: .binary, value: 0))
      let loss = try #require(try convention.summary(samples).loss)
      #expect(isClose(loss, sum / divisor, relative: 1e-14), "\(preset)")
    }
  }

  @Test("centernet on set A with targets between: (1 − y)^4 of the loss of a negative")
  func gaussian() throws {
    let convention = try Self.convention(Case(preset: "centernet", task: .binary, value: 0))
    let samples = SampleBatch(
      predictions: [0, 0, 0], targets: .values([1, 0.5, 0]))
    // ln 2 a quarter each, over one positive; 1e-12 inside the logarithm is 2e-12 of it.
    let truth = 0.25 * (1 + 0.0625 + 1) * (0.6931471805599453 - 2e-12)
    #expect(isClose(try convention.summary(samples).loss ?? .nan, truth, relative: 1e-14))
  }

  @Test("set A has the values of the catalogue", arguments: casesOfA)
  func setA(entry: Case) throws {
    var entry = entry
    entry.task = .binary
    let samples = SampleBatch(predictions: SetA.logits, targets: .values(SetA.targets))
    let loss = try #require(try Self.convention(entry).summary(samples).loss)
    #expect(isClose(loss, entry.value, relative: 1e-14), "\(loss)")
  }

  @Test("weights of CatBoost on set A are in the divisor")
  func weights() throws {
    let samples = SampleBatch(
      predictions: SetA.logits, targets: .values(SetA.targets), weights: [1, 2, 1, 1, 1, 4])
    let convention = try Self.convention(Case(preset: "catboost", task: .binary, value: 0))
    let loss = try #require(try convention.summary(samples).loss)
    #expect(isClose(loss, 0.1086379343595804, relative: 1e-14))
  }

  @Test("class weights 1, 2, 3 of smp on set M, one a column, divided by their sum")
  func smp() throws {
    let oneHot: [Double] = [1, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0]
    let targets: [ClassificationTask: SampleBatch.Targets] = [
      .multilabel: .values(oneHot), .oneVsAll: .classes(SetM.classes),
    ]
    for (task, targets) in targets {
      var convention = try Self.convention(Case(preset: "smp", task: task, value: 0))
      convention.classWeights = [1, 2, 3]
      let samples = SampleBatch(predictions: SetM.logits, targets: targets)
      let summary = try convention.summary(samples, predictionCount: 3)
      // The original rounds in the eighth digit; by its formula it is .6297172886186929.
      #expect(isClose(summary.loss ?? .nan, 0.6297172887, relative: 0, absolute: 1e-10))
      #expect(isClose(summary.loss ?? .nan, 0.6297172886186929, relative: 1e-14))
      #expect(summary.weightSum == 4)
    }
  }

  @Test("class weights of the effective numbers of 2, 1, 1 samples on set M, by true class")
  func classBalanced() throws {
    var convention = try Self.convention(Case(preset: "class-balanced", value: 0))
    convention.classWeights = ClassWeights.effectiveNumber(counts: [2, 1, 1], beta: 0.9999)
    let samples = SampleBatch(predictions: SetM.logits, targets: .classes(SetM.classes))
    let loss = try #require(try convention.summary(samples, predictionCount: 3).loss)
    // The original's weights are float32: 5e-8 of .9776344775689807, its formula in doubles.
    #expect(isClose(loss, 0.9776344299, relative: 5e-8))
    #expect(isClose(loss, 0.9776344775689807, relative: 1e-11))
  }

  @Test("effective numbers are (1 − β)/(1 − βⁿ), rescaled to sum to the classes")
  func effectiveNumbers() {
    #expect(ClassWeights.effectiveNumber(counts: [5, 1, 1000], beta: 0) == [1, 1, 1])
    // 1 − ½² is ¾ and 1 − ½ is ½: ⅔ to 1.
    let halves = ClassWeights.effectiveNumber(counts: [2, 1], beta: 0.5)
    #expect(isClose(halves[0], 0.8, relative: 1e-15) && isClose(halves[1], 1.2, relative: 1e-15))
    // From mpmath: β .9999 as a double, counts 500 and 20.
    let weights = ClassWeights.effectiveNumber(counts: [500, 20], beta: 0.9999)
    #expect(isClose(weights[0], 0.07871024719548908, relative: 1e-14), "\(weights)")
  }

  @Test("quality focal and the binary loss of Flux on z = .7, y = .3, by their formulas")
  func soft() throws {
    let quality = try Self.convention(Case(preset: "qfl", task: .binary, value: 0))
    #expect((try quality.loss([0.7], .values([0.3])) * 1e6).rounded() == 121_082)
    let flux = try #require(Preset.named("flux-binary")).convention(task: .binary, input: nil)
    let loss = try flux.loss([0.6681877721681662], .values([0.3]))
    #expect((loss * 1e6).rounded() == 269_558)
  }

  private static func convention(_ entry: Case) throws -> Convention {
    let preset = try #require(Preset.named(entry.preset))
    var convention = preset.convention(task: entry.task, input: .logits)
    if let alpha = entry.alpha { convention.alpha = alpha }
    if let gamma = entry.gamma { convention.gamma = gamma }
    if let modulator = entry.modulator { convention.modulator = modulator }
    if let reduction = entry.reduction { convention.reduction = reduction }
    return convention
  }
}
