import FocalLoss

/// What `focal identify` gathers: the losses of every convention it knows, over the same samples.
struct Identification: Sendable {
  /// The samples as each task and each known mistake reads them.
  private(set) var readings: [Reading]

  /// The readings that make sense of an input.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - binding: the columns of the input.
  ///   - convention: the exact definition for it.
  init(_ settings: Settings, _ binding: ColumnBinding, _ convention: Convention) {
    let count = binding.predictions.count
    let tasks = ClassificationTask.allCases.filter { task in
      settings.loss.task.map { $0 == task }
        ?? (task.fits(labels: binding.labels.count, predictions: count)
          && task.sharesSamples(with: binding.task))
    }
    readings = []
    for task in tasks {
      add(Self.base(convention, task), settings, predictionCount: count)
    }
    guard convention.softTargets == nil, tasks.contains(where: { $0 != .binary && count > 1 })
    else { return }
    addClassReadings(tasks, convention, settings, predictionCount: count)
  }

  /// Task and input, and the rule for fractions where there may be some.
  private static func base(_ convention: Convention, _ task: ClassificationTask) -> Convention {
    Convention(task: task, input: convention.input, softTargets: convention.softTargets)
  }

  /// Adds the readings of a task: as it is meant, smoothed, and as the link reads probabilities.
  private mutating func add(
    _ base: Convention, _ settings: Settings, predictionCount: Int
  ) {
    let space = ConventionSpace(base, settings, predictionCount: predictionCount)
    add(.meant, base, space, predictionCount)
    if let smoothing = settings.loss.labelSmoothing, smoothing > 0 {
      var smoothed = base
      smoothed.softTargets = base.softTargets ?? .expected
      smoothed.labelSmoothing = smoothing
      let space = ConventionSpace(smoothed, settings, predictionCount: predictionCount)
      add(.smoothed, smoothed, space, predictionCount)
    }
    var misread = base
    misread.input = .logits
    add(
      .probabilitiesAsLogits, base, ConventionSpace(misread: misread, settings),
      predictionCount)
  }

  /// Adds the readings of class labels that single libraries have.
  private mutating func addClassReadings(
    _ tasks: [ClassificationTask], _ convention: Convention, _ settings: Settings,
    predictionCount: Int
  ) {
    let source = Self.base(convention, .multiclass)
    let list = ConventionSpace.givenAlphas(settings)
    if tasks.contains(.oneVsAll) {
      if list.count > 1 || settings.loss.classWeights != nil {
        let byColumn = Self.base(convention, .multilabel)
        let space = ConventionSpace(byColumn, settings, predictionCount: predictionCount)
        add(.byColumn, byColumn, space, predictionCount)
      }
      if convention.input != .logits {
        let asLogits = Convention(task: .oneVsAll, input: .logits)
        let space = ConventionSpace(misread: asLogits, settings)
        add(.logarithmsAsLogits, source, space, predictionCount)
      }
    }
    if tasks.contains(.multiclass),
      let weights = settings.loss.classWeights ?? (list.count > 1 ? list : nil)
    {
      let ofTargets = Convention(task: .binary, input: .logProbabilities)
      let space = ConventionSpace(misread: ofTargets, settings)
      if let reading = Reading(
        .weightedTargets, of: source, space, predictionCount: predictionCount, weights: weights)
      {
        readings.append(reading)
      }
    }
  }

  private mutating func add(
    _ kind: Reading.Kind, _ source: Convention, _ space: ConventionSpace, _ predictionCount: Int
  ) {
    if let reading = Reading(kind, of: source, space, predictionCount: predictionCount) {
      readings.append(reading)
    }
  }

  /// The bytes that the sums take.
  var byteCount: Int { readings.reduce(0) { $0 + $1.grid.byteCount } }

  /// Adds samples.
  mutating func add(_ samples: SampleBatch, _ room: inout LossGrid.Room) {
    for index in readings.indices { readings[index].add(samples, &room) }
  }

  /// Adds what another worker has gathered of the same readings.
  mutating func merge(_ other: Identification) {
    for index in readings.indices { readings[index].merge(other.readings[index]) }
  }
}
