import FocalLoss
import FocalOutput

/// `focal sweep`: the loss over a grid of alphas, gammas, epsilons and label smoothings, in one pass.
enum SweepCommand: StatefulCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let delivery = try ReportDelivery(settings, streams)
    if settings.output.format == .state { return try writeState(settings, streams, delivery) }
    var pipeline = Pipeline(
      evaluated(settings), input: streams.input, stream: nil,
      progress: ProgressMeter(settings, streams)
    ) { setup throws(CommandError) in try collector(settings, setup.computation) }
    let (result, gathered) = try pipeline.run()
    try delivery.deliver(report(result, gathered, settings))
  }

  /// The first cell is the run's own convention, whose losses the others are made of.
  static func evaluated(_ settings: Settings) -> Settings {
    var first = settings
    first.loss = settings.loss.cells[0]
    return first
  }

  static func collector(
    _ settings: Settings, _ computation: Computation
  ) throws(CommandError) -> SweepCollector {
    SweepCollector(
      sweep: try sweep(
        settings.loss.cells, computation.binding,
        hasStandardErrors: settings.output.confidence != nil))
  }

  static func report(
    _ result: PipelineResult, _ gathered: SweepCollector, _ settings: Settings
  ) -> Report {
    SweepReport(result, gathered, settings).report
  }

  /// The grid of the conventions of some cells, with nothing gathered yet.
  private static func sweep(
    _ cells: GridCells, _ binding: ColumnBinding, hasStandardErrors: Bool
  ) throws(CommandError) -> LossSweep {
    let classNames = binding.classNames
    var conventions: [Convention] = []
    for cell in cells {
      do throws(ConventionError) {
        conventions.append(
          try cell.convention(
            task: binding.task, classNames: classNames, named: binding.found.kind))
      } catch {
        throw .convention(error)
      }
    }
    do throws(ParameterError) {
      return try LossSweep(
        conventions, predictionCount: classNames.count, hasStandardErrors: hasStandardErrors)
    } catch {
      throw .convention(.parameter(error))
    }
  }
}

/// The losses of the same samples under a grid of conventions, of which the run's own is the first.
struct SweepCollector: StatefulCollector {
  private(set) var sweep: LossSweep

  var needs: CollectorNeeds { .pairs }

  /// The sums of the first convention.
  var first: SumCollector { SumCollector(sweep.firstAccumulator) }

  var byteCount: Int { sweep.byteCount }

  mutating func add(_ batch: EvaluatedBatch) { sweep.add(batch.losses, of: batch.samples) }

  mutating func merge(_ other: SweepCollector) { sweep.merge(other.sweep) }

  mutating func code(_ coder: inout StateCoder) throws(StateError) { try sweep.code(&coder) }
}
