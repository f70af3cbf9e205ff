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
    if let gamma = settings.loss.gamma, !(gamma >= 0 && gamma.isFinite) {
      throw .convention(.parameter(.gammaOutOfRange(gamma)))
    }
    let delivery = try ReportDelivery(settings, streams)
    // The samples are read as the plain definition reads them; the options of the loss say what else
    // is tried.
    var exact = settings
    exact.loss = settings.loss.readingAlone
    var pipeline = Pipeline(
      exact, input: streams.input, stream: nil, progress: ProgressMeter(settings, streams)
    ) { setup in
      IdentificationCollector(
        SumCollector(setup.evaluator), Identification(settings, setup.binding, setup.convention))
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
}

/// The sums of the exact definition, and the losses of every convention there is.
struct IdentificationCollector: Collector {
  private(set) var sums: SumCollector
  private(set) var identification: Identification

  init(_ sums: SumCollector, _ identification: Identification) {
    self.sums = sums
    self.identification = identification
  }

  mutating func add(_ batch: EvaluatedBatch) {
    sums.add(batch)
    identification.add(batch.samples)
  }

  mutating func merge(_ other: IdentificationCollector) {
    sums.merge(other.sums)
    identification.merge(other.identification)
  }
}
