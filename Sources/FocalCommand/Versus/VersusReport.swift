import FocalLoss
import FocalOutput

/// What is said of models that are compared.
struct VersusReport {
  /// A model beside the base.
  struct Entry {
    let name: String
    let loss: Double?
    let inference: Inference
    let differences: PairedDifferences
    let top: [ChangedSamples.Sample]
  }

  /// A class of samples.
  struct Class {
    let label: String
    let group: Int
  }

  let baseName: String
  let baseLoss: Double?
  let entries: [Entry]
  let classes: [Class]
  let pairing: Pairing
  let settings: Settings
  let warnings: [Warning]

  init(_ results: PairedModels, _ inferences: [Inference], _ settings: Settings) {
    let pairing = results.pairing
    self.pairing = pairing
    self.settings = settings
    let summaries = zip(results.runs, pairing.sums).map { run, sums in
      run.gathered.hasSums ? run.gathered.sums.summary : sums.summary
    }
    let names = pairing.names
    baseName = names[0]
    baseLoss = summaries[0].loss
    entries = pairing.rivals.indices.map { index in
      Entry(
        name: names[index + 1], loss: summaries[index + 1].loss, inference: inferences[index],
        differences: pairing.rivals[index].differences,
        top: pairing.rivals[index].top?.samples ?? [])
    }
    let labels = ClassLabels(results.runs[0].result, summaries[0], settings.input).labels
    classes =
      pairing.computation.convention.task == .multilabel
      ? []
      : zip(labels, summaries[0].classes).map { label, summary in
        Class(
          label: label,
          group: summary.classIndex ?? pairing.computation.evaluator.groupCount - 1)
      }
    warnings = zip(zip(results.runs, summaries), names).flatMap { run, name in
      Warning.all(run.0.result, run.1, settings).map { $0.prefixed(by: name) }
    }
  }

  /// The content.
  var report: Report {
    var report = Report(
      [.facts(facts)] + entries.map { .paragraph(verdict($0)) }
        + [.table(shown), .table(classTable)] + tops.map { .table($0) }
        + notes.map { .paragraph($0) })
    report.headlines = entries.map { entry in
      .init(
        "difference", entry.inference.difference, "\(entry.name) - \(baseName), \(reduction)")
    }
    report.rows = settings.output.topCount == nil ? models : topRows
    report.warnings = warnings
    report.signature = signature
    report.plots = { entries.compactMap(plot) }
    return report
  }

  var plan: TestPlan { settings.testPlan }

  var count: Int { entries[0].differences.count }

  var convention: Convention { pairing.computation.convention }

  var signature: String { "\(Signature(convention)),\(plan.signatureField)" }

  var reduction: String {
    let samples = Diagnostic.counted(count, "sample")
    return switch convention.reduction {
    case .sum: "sum of \(samples)"
    case .weightedMean: "weighted mean of \(samples)"
    default: "mean of \(samples)"
    }
  }

  var facts: [Report.Fact] {
    let hasTrials = plan.hasTrials
    let trials: [(key: String, value: Cell)] =
      hasTrials
      ? [("trials", .integer(plan.trialCount)), ("seed", .json("\(plan.seed)", shown: ""))] : []
    let units: [(key: String, value: Cell)] =
      entries[0].differences.units.map { units in
        (units.areClusters ? [("clusters", .integer(units.count))] : [])
          + (hasTrials
            ? [("units", .integer(min(units.count, DifferenceUnits.limit)))] : [])
      } ?? []
    return [
      .init(key: "focal", .text(Signature.currentVersion)),
      .init(key: "signature", .text(signature)),
      .init(key: "convention", convention.cell(preset: settings.loss.preset)),
      .init(key: "base", .object([("name", .text(baseName)), ("loss", .number(baseLoss))])),
      .init(key: "models", .rows(models)),
      .init(key: "count", .integer(count)), .init(key: "skipped", .integer(pairing.skippedCount)),
      .init(
        key: "test",
        .object(
          [("name", .text(plan.test.rawValue)), ("level", .number(plan.level))]
            + trials + units)),
    ]
  }

  /// The models, for programs.
  var models: Table {
    var fields: [Table.Field<Entry>] = [
      .init(key: "name", name: "model") { .text($0.name) },
      .init(name: "base") { _ in .text(baseName) },
      .init(name: "base_loss") { _ in .number(baseLoss) },
      .init(key: "loss", name: "loss") { .number($0.loss) },
      .init(key: "difference", name: "difference") { .number($0.inference.difference) },
      .init(key: "standardError", name: "standard_error") { .number($0.inference.standardError) },
      .init(key: "interval") { entry in
        entry.inference.interval.map {
          .object([
            ("level", .number(plan.level)), ("low", .number($0.low)),
            ("high", .number($0.high)),
          ])
        } ?? .text(nil)
      },
      .init(name: "low") { .number($0.inference.interval?.low) },
      .init(name: "high") { .number($0.inference.interval?.high) },
      .init(key: "p", name: "p") { .number($0.inference.p) },
      .init(key: "wins", name: "wins") { .integer($0.differences.wins) },
      .init(key: "ties", name: "ties") { .integer($0.differences.ties) },
      .init(key: "losses", name: "losses") { .integer($0.differences.losses) },
      .init(key: "classes") { entry in
        .list(
          classes.map { own in
            .object([
              ("label", .text(own.label)),
              ("count", .integer(entry.differences.count(ofClass: own.group))),
              ("difference", .number(entry.differences.difference(ofClass: own.group))),
            ])
          })
      },
    ]
    if settings.output.topCount != nil {
      fields.append(.init(key: "top") { .rows(Self.top($0)) })
    }
    fields.append(.init(name: "signature") { _ in .text(signature) })
    return Table(of: entries, fields)
  }

  /// The models, for people.
  var shown: Table {
    let base: [Cell] = [.text(baseName), .number(baseLoss)]
    let missing: [Cell] = Array(repeating: .number(nil), count: 5)
    let rows: [[Cell]] = entries.map { entry in
      let own = entry.inference
      return [
        .text(entry.name), .number(entry.loss), .number(own.difference),
        .number(own.standardError), .number(own.interval?.low), .number(own.interval?.high),
        .number(own.p), .integer(entry.differences.wins), .integer(entry.differences.ties),
        .integer(entry.differences.losses),
      ]
    }
    return Table(
      columns: [
        "model", "loss", "difference", "standard error", "low", "high", "p", "wins", "ties",
        "losses",
      ].map { Column($0) },
      rows: [base + missing + Array(repeating: .integer(nil), count: 3)] + rows)
  }
}

extension Warning {
  /// The warning about one of several inputs.
  fileprivate func prefixed(by name: String) -> Warning {
    Warning(
      code: code, message: "\(name): \(message)", count: count, firstRow: firstRow, shard: shard)
  }
}
