import FocalLoss
import FocalOutput

/// What is said of models that are compared.
struct VersusReport {
  /// A model beside the base.
  private struct Entry {
    let name: String
    let loss: Double?
    let inference: Inference
    let differences: PairedDifferences
    let top: [ChangedSamples.Sample]
  }

  /// A class of samples.
  private struct Class {
    let label: String
    let group: Int
  }

  private let baseName: String
  private let baseLoss: Double?
  private let entries: [Entry]
  private let classes: [Class]
  private let pairing: Pairing
  private let settings: Settings
  private let warnings: [Warning]

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
    report.lines = nil
    report.warnings = warnings
    report.signature = signature
    return report
  }

  private var plan: TestPlan { settings.testPlan }

  private var count: Int { entries[0].differences.count }

  private var convention: Convention { pairing.computation.convention }

  private var signature: String {
    let trials = !plan.hasTrials ? "" : ":\(plan.trialCount):\(plan.seed)"
    return "\(Signature(convention)),versus:\(plan.test.rawValue):"
      + "\(NumberText.shortest(plan.level))\(trials)"
  }

  private var reduction: String {
    let samples = Diagnostic.counted(count, "sample")
    return switch convention.reduction {
    case .sum: "sum of \(samples)"
    case .weightedMean: "weighted mean of \(samples)"
    default: "mean of \(samples)"
    }
  }

  private var facts: [Report.Fact] {
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
  private var models: Table {
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
  private var shown: Table {
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

  /// What the classes have to do with it.
  private var classTable: Table {
    Table(
      columns: [Column("class"), Column("samples")]
        + entries.map { Column(entries.count == 1 ? "difference" : $0.name) },
      rows: classes.map { own in
        [.text(own.label), .integer(entries[0].differences.count(ofClass: own.group))]
          + entries.map { .number($0.differences.difference(ofClass: own.group)) }
      })
  }

  private var tops: [Table] {
    entries.filter { !$0.top.isEmpty }.map { entry in
      var table = Self.top(entry)
      table.title = "changed most in \(entry.name)"
      return table
    }
  }

  /// The samples that changed most, of all models.
  private var topRows: Table {
    let rows = entries.flatMap { entry in entry.top.map { (entry.name, $0) } }
    return Table(
      of: rows,
      [.init(name: "model") { .text($0.0) }]
        + Self.topFields(hasIDs: rows.first?.1.id != nil).map { field in
          .init(name: field.name) { field.cell($0.1) }
        })
  }

  private static func top(_ entry: Entry) -> Table {
    var table = Table(
      of: entry.top,
      topFields(hasIDs: entry.top.first?.id != nil).map { field in
        .init(field.title, key: field.key, cell: field.cell)
      })
    table.keyCount = entry.top.first?.id == nil ? 1 : 2
    return table
  }

  /// A column of the samples that changed most.
  private struct TopField {
    let title: String
    let key: String
    let name: String
    let cell: (ChangedSamples.Sample) -> Cell

    init(_ title: String, _ key: String, _ cell: @escaping (ChangedSamples.Sample) -> Cell) {
      (self.title, self.key, self.cell) = (title, key, cell)
      name = title.split(separator: " ").joined(separator: "_")
    }
  }

  private static func topFields(hasIDs: Bool) -> [TopField] {
    let ids =
      hasIDs
      ? [
        TopField("id", "id") { sample in
          let id = String(decoding: sample.id ?? [], as: UTF8.self)
          return .json(JSONText.field(id), shown: id)
        }
      ] : []
    return [TopField("row", "row") { .integer($0.row) }] + ids + [
      TopField("label", "label") { .json(JSONText.field($0.label), shown: $0.label) },
      TopField("base loss", "baseLoss") { .number($0.baseLoss) },
      TopField("loss", "loss") { .number($0.loss) },
      TopField("difference", "difference") { .number($0.difference) },
    ]
  }

  // MARK: - Sentences

  /// What the numbers mean, in one sentence.
  private func verdict(_ entry: Entry) -> String {
    let own = entry.inference
    guard let difference = own.difference, own.interval != nil, let p = own.p else {
      return "Which of \(entry.name) and \(baseName) is better cannot be told: "
        + (own.difference == nil
          ? "the difference does not exist."
          : entry.differences.isFinite
            ? "one sample or cluster has no standard error." : "losses are infinite.")
    }
    let text = NumberText.forPeople(digits: settings.output.digits)
    let level = percent(plan.level)
    let reason =
      plan.test == .randomisation
      ? "p = \(text(p)) is \(own.isTold ? "" : "not ")below \(text(rest(plan.level)))"
      : "the \(level) interval \(own.isTold ? "excludes" : "includes") 0 (p = \(text(p)))"
    guard own.isTold else {
      return "No difference between \(entry.name) and \(baseName) can be told from chance: "
        + "\(reason)."
    }
    let (word, change) = difference < 0 ? ("better", "lower") : ("worse", "higher")
    return "\(entry.name) is \(word) than \(baseName): its loss is \(change) by "
      + "\(text(difference.magnitude)), and \(reason)."
  }

  private func percent(_ level: Double) -> String {
    "\(NumberText(digits: 6)(level * 100))%"
  }

  /// 1 − level as people write it.
  private func rest(_ level: Double) -> Double {
    Double(NumberText(digits: 12)(1 - level)) ?? 1 - level
  }

  private var notes: [String] {
    var notes: [String] = []
    if plan.hasTrials {
      notes.append(
        "\(plan.test == .bootstrap ? "Bootstrap" : "Randomisation") of "
          + "\(plan.trialCount) trials, seed \(plan.seed).")
    }
    if let units = entries[0].differences.units {
      let name = units.areClusters ? "clusters" : "samples"
      if units.areClusters { notes.append("The samples come in \(units.count) clusters.") }
      if plan.hasTrials, units.areDealt {
        notes.append(
          "The \(units.count) \(name) are dealt by number into \(DifferenceUnits.limit) sums, "
            + "which are resampled.")
      }
    }
    if pairing.skippedCount > 0 {
      notes.append(
        "\(Diagnostic.counted(pairing.skippedCount, "pair")) left out because a value is missing.")
    }
    if entries.count > 1 {
      notes.append("Each model is compared for itself; p is not corrected for their number.")
    }
    return notes
  }
}

extension Warning {
  /// The warning about one of several inputs.
  fileprivate func prefixed(by name: String) -> Warning {
    Warning(
      code: code, message: "\(name): \(message)", count: count, firstRow: firstRow, shard: shard)
  }
}
