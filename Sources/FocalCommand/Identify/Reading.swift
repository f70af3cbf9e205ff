import FocalLoss

/// The samples in one of the ways in which they can be read, with the losses of many conventions.
struct Reading: Sendable {
  /// How the samples are read.
  enum Kind: Equatable, Sendable {
    /// As they are meant.
    case meant
    /// With the targets smoothed as `--label-smoothing` says.
    case smoothed
    /// Class labels as one label a column, which α and class weights by column need.
    case byColumn
    /// ln p of class probabilities as the logits of sigmoids: segmentation-models-pytorch.
    case logarithmsAsLogits
    /// Probabilities as logits: the link is applied to them, or applied twice.
    case probabilitiesAsLogits
    /// p_t as e^(−w·ce) with the weight of the true class, as weighted cross entropies give it.
    case weightedTargets
  }

  let kind: Kind

  /// The conventions tried.
  let space: ConventionSpace

  /// Their sums.
  private(set) var grid: LossGrid

  /// What the samples are, for readings that need their probabilities or cross entropies.
  private let source: Convention

  /// Gives the weighted cross entropies.
  private let crossEntropy: LossEvaluator?

  /// A reading; nil where no convention can be evaluated.
  ///
  /// - Parameters:
  ///   - kind: how the samples are read.
  ///   - source: the task and the kind of prediction that they have.
  ///   - space: the conventions, of the task and the kind of prediction that they are read as.
  ///   - predictionCount: the predictions of a sample.
  ///   - weights: the class weights, for targets that are weighted.
  init?(
    _ kind: Kind, of source: Convention, _ space: ConventionSpace, predictionCount: Int,
    weights: [Double] = []
  ) {
    var source = source
    source.gamma = 0
    source.classWeights = weights
    let isWeighted = kind == .weightedTargets
    guard !space.lines.isEmpty,
      let grid = try? LossGrid(space.lines, predictionCount: isWeighted ? 1 : predictionCount)
    else { return nil }
    crossEntropy =
      isWeighted ? try? LossEvaluator(source, predictionCount: predictionCount) : nil
    guard (crossEntropy != nil) == isWeighted else { return nil }
    self.kind = kind
    self.space = space
    self.grid = grid
    self.source = source
  }

  /// Adds samples.
  mutating func add(_ samples: SampleBatch, _ room: inout LossGrid.Room) {
    switch kind {
    case .meant, .smoothed: grid.add(samples, &room)
    case .byColumn: grid.add(samples.oneHot(predictionCount: grid.predictionCount), &room)
    case .logarithmsAsLogits, .probabilitiesAsLogits:
      var samples = samples
      let isLogarithm = kind == .logarithmsAsLogits
      samples.predictions =
        isLogarithm
        ? samples.predictions.map(source.input.logarithm)
        : samples.probabilities(source, predictionCount: grid.predictionCount)
      grid.add(samples, &room)
    case .weightedTargets:
      guard let crossEntropy else { return }
      let losses = crossEntropy.losses(ofChecked: samples)
      grid.add(
        SampleBatch(
          predictions: losses.map { 0 - $0 }, targets: .values(losses.map { _ in 1 }),
          weights: samples.weights), &room)
    }
  }

  /// Adds what another worker has gathered of the same reading.
  mutating func merge(_ other: Reading) { grid.merge(other.grid) }
}

extension PredictionKind {
  /// ln p of a prediction that is a probability or its logarithm.
  fileprivate func logarithm(_ prediction: Double) -> Double {
    self == .probabilities
      ? 0 - TargetProbability(probability: prediction).crossEntropy : prediction
  }
}

extension SampleBatch {
  /// The same samples with a target for every class.
  fileprivate func oneHot(predictionCount: Int) -> SampleBatch {
    guard case .classes(let classes) = targets else { return self }
    var values = Array(repeating: 0.0, count: classes.count * predictionCount)
    for (sample, classIndex) in classes.enumerated() where classIndex >= 0 {
      values[sample * predictionCount + Int(classIndex)] = 1
    }
    return SampleBatch(predictions: predictions, targets: .values(values), weights: weights)
  }

  /// The probabilities that the predictions stand for.
  fileprivate func probabilities(_ source: Convention, predictionCount: Int) -> [Double] {
    switch source.input {
    case .probabilities: return predictions
    case .logProbabilities:
      return predictions.map { TargetProbability(logProbability: $0).value }
    case .logits: break
    }
    guard source.task == .multiclass else {
      return predictions.map { TargetProbability(logit: $0, isPositive: true).value }
    }
    var softmax = Softmax(classCount: predictionCount)
    var probabilities: [Double] = []
    probabilities.reserveCapacity(predictions.count)
    for start in stride(from: 0, to: predictions.count, by: predictionCount) {
      softmax.update(logits: predictions.span, from: start)
      for classIndex in 0..<predictionCount {
        probabilities.append(softmax.probability(of: classIndex).value)
      }
    }
    return probabilities
  }
}
