import FocalInput
import FocalLoss

/// One of the models that are compared: a file of predictions, or a column of them.
struct Model: Sendable {
  /// What it is called.
  let name: String

  /// What its run is asked for.
  let settings: Settings

  /// What a file holds that can be read only once, where several models are columns of it.
  let content: Content?

  struct Content: Sendable {
    let bytes: [UInt8]
    let name: String
  }

  /// The models that a command line names, the base first.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - input: standard input.
  /// - Returns: a model a file, or a column where there is one file.
  /// - Throws: ``CommandError`` where standard input cannot be held.
  static func all(_ settings: Settings, _ input: ByteSource) throws(CommandError) -> [Model] {
    var own = settings
    own.output.format = nil
    own.output.path = nil
    own.output.plotPath = nil
    let files = settings.input.files
    guard files.count < 2 else {
      return files.enumerated().map { index, file in
        var own = own
        own.input.files = [file]
        own.input.mayLackColumns = index > 0
        return Model(name: file == "-" ? input.name : file.shown, settings: own, content: nil)
      }
    }
    // The file is read once a column.
    let content = try Self.content(settings.input.paths[0], input)
    if content != nil { own.input.files = ["-"] }
    return (settings.input.predictions ?? []).map { column in
      var own = own
      own.input.predictions = [column]
      return Model(name: column.text, settings: own, content: content)
    }
  }

  /// What a file holds that can be read only once; nil of any other.
  private static func content(
    _ path: SystemText, _ input: ByteSource
  ) throws(CommandError) -> Content? {
    do throws(InputError) {
      if path == "-" { return Content(bytes: try input.content(), name: input.name) }
      guard ByteSource.byteCount(ofFile: path.bytes) == nil else { return nil }
      let source = try ByteSource(path: path.bytes, name: path.shown)
      return Content(bytes: try source.content(), name: path.shown)
    } catch {
      throw .input(error, file: path == "-" ? input.name : path.shown, nil, nil)
    }
  }

  /// Whether it is read from standard input as that comes.
  var readsInput: Bool { content == nil && settings.input.paths == ["-"] }

  /// Where standard input comes from for it.
  func input(_ input: ByteSource?) -> ByteSource {
    if let content { return ByteSource(bytes: content.bytes, name: content.name) }
    return input ?? ByteSource(bytes: [], name: "<stdin>")
  }

  /// What gathers its losses.
  func collector(_ computation: Computation) -> ModelCollector {
    let hasOtherWeights = settings.input.weight != nil && computation.binding.weight == nil
    return ModelCollector(
      computation.evaluator, hasSums: !settings.input.skipsMissing && !hasOtherWeights)
  }

  /// A run of it.
  ///
  /// - Parameters:
  ///   - input: standard input; nil where it does not read that.
  ///   - threadCount: the threads for it.
  ///   - progress: says how far the run has come.
  ///   - opened: is called once the columns have their meaning.
  ///   - take: takes its samples.
  /// - Returns: what it comes to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  func run(
    _ input: ByteSource?, threadCount: Int, progress: ProgressMeter? = nil,
    opened: @escaping (Computation) throws(CommandError) -> Void,
    take: @escaping (SampleBlock) throws(CommandError) -> Void
  ) throws(CommandError) -> ModelRun {
    var settings = settings
    settings.threadCount = threadCount
    var isOpened = false
    var pipeline = Pipeline(
      settings, input: self.input(input), stream: nil, progress: progress, handOver: take
    ) { setup throws(CommandError) in
      // The members of a team have collectors too.
      if !isOpened { try opened(setup.computation) }
      isOpened = true
      return collector(setup.computation)
    }
    let (result, gathered) = try pipeline.run()
    return ModelRun(result: result, gathered: gathered)
  }
}

/// What the run of one model comes to.
struct ModelRun: Sendable {
  let result: PipelineResult
  let gathered: ModelCollector
}

/// Checks that models can be compared, once it is known what their columns mean.
enum ModelCheck {
  /// Checks that what is computed of all models is the same.
  ///
  /// - Parameters:
  ///   - models: the models.
  ///   - computations: what is computed of each.
  /// - Throws: ``CommandError`` for the first that is another than the base.
  static func check(
    _ models: [Model], _ computations: [Computation]
  ) throws(CommandError) {
    let base = computations[0]
    guard [.mean, .sum, .weightedMean].contains(base.convention.reduction) else {
      throw .pairing(.reduction(base.convention.reduction))
    }
    for (model, own) in zip(models, computations).dropFirst() {
      if description(own) != description(base) || own.convention != base.convention {
        throw .pairing(
          .otherPredictions(
            file: model.name, found: description(own), base: models[0].name,
            expected: description(base)))
      }
      let (names, expected) = (own.binding.classNames, base.binding.classNames)
      if own.binding.predictions.count > 1, !names.haveBytes(of: expected),
        Set(names.map(\.bytes)) == Set(expected.map(\.bytes))
      {
        throw .pairing(
          .otherClassOrder(
            file: model.name, found: names, base: models[0].name, expected: expected))
      }
    }
  }

  private static func description(_ computation: Computation) -> String {
    let count = computation.binding.predictions.count
    let kind = computation.convention.input.rawValue
    return "\(computation.convention.task.rawValue) \(kind)"
      + (count == 1 ? "" : " of \(count) classes")
  }
}
