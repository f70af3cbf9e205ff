import FocalLoss
import FocalOutput

/// `focal identify`: which conventions give a number that somebody has logged.
enum IdentifyCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Returns: done, or no match where nothing gives the number.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ExitStatus {
    guard let observed = settings.observed else { preconditionFailure("checked before") }
    let delivery = try ReportDelivery(settings, streams)
    // The samples are read as the plain definition reads them; the options of the loss say what else
    // is tried.
    var plain = settings
    plain.loss = settings.loss.readingAlone
    var pipeline = Pipeline(
      plain, input: streams.input, stream: nil, progress: ProgressMeter(settings, streams)
    ) { setup throws(CommandError) in
      IdentificationCollector(
        SumCollector(setup.evaluator), try exact(settings.loss, setup),
        Identification(settings, setup.binding, setup.convention))
    }
    let (result, gathered) = try pipeline.run()
    let identification = IdentificationReport(result, gathered, observed, settings)
    do throws(CommandError) {
      try delivery.deliver(identification.report)
    } catch .output(.readerGone) {
      // The status says what was found, whoever reads the report.
    }
    return identification.isFound ? .done : .noMatch
  }

  /// The sums of the exact definition under the options given, which are checked; nil where it is the
  /// plain one.
  private static func exact(
    _ loss: LossSettings, _ setup: Setup
  ) throws(CommandError) -> ConventionSums? {
    let binding = setup.binding
    let convention: Convention
    do throws(ConventionError) {
      convention = try loss.identifiedDefinition(in: binding.task).convention(
        task: binding.task, classNames: binding.classNames, named: binding.found.kind)
    } catch {
      throw .convention(error)
    }
    guard convention != setup.convention else { return nil }
    do throws(ParameterError) {
      return ConventionSums(
        try LossEvaluator(convention, predictionCount: binding.predictions.count))
    } catch {
      throw .convention(.parameter(error))
    }
  }
}

extension LossSettings {
  /// The exact definition, of which identify tries more.
  ///
  /// - Parameter task: the task of the input.
  /// - Returns: the options given, but for an α that has several meanings, each of which is tried.
  /// - Throws: ``ConventionError`` where it has none.
  fileprivate func identifiedDefinition(
    in task: ClassificationTask
  ) throws(ConventionError) -> LossSettings {
    var exact = exactDefinition
    if let rule = alphaRule, !rule.isMeaningful(in: task) {
      throw .parameter(.alphaRuleForTask(rule, task))
    }
    switch alpha {
    case .some(.values(let values)) where values.count == 1 && alphaRule == nil:
      guard !task.isElementwise else { break }
      guard values[0] >= 0 else { throw .parameter(.alphaOutOfRange(.scale, values[0])) }
      exact.alpha = nil
    // A rule alone says which are tried.
    case nil: exact.alphaRule = nil
    default: break
    }
    return exact
  }
}

/// The sums of the plain definition, and the losses of every convention there is.
struct IdentificationCollector: Collector {
  private(set) var sums: SumCollector

  /// The sums of the exact definition under the options given; nil where it is the plain one.
  private(set) var exact: ConventionSums?
  private(set) var identification: Identification

  /// Where the losses under the exact definition are while they are added.
  private var losses = LossBatch()

  /// What all grids use in turn.
  private var room = LossGrid.Room()

  init(_ sums: SumCollector, _ exact: ConventionSums?, _ identification: Identification) {
    self.sums = sums
    self.exact = exact
    self.identification = identification
  }

  var byteCount: Int { sums.byteCount + (exact?.byteCount ?? 0) + identification.byteCount }

  mutating func add(_ batch: EvaluatedBatch) {
    sums.add(batch, &room.bins)
    exact?.add(batch.samples, &losses, &room.bins)
    identification.add(batch.samples, &room)
  }

  mutating func merge(_ other: IdentificationCollector) {
    sums.merge(other.sums)
    if let exact = other.exact { self.exact?.merge(exact) }
    identification.merge(other.identification)
  }
}
