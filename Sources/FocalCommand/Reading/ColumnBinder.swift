import FocalInput
import FocalLoss

/// Gives the columns of the input their meaning: by the options, by their usual names, and by what their
/// first rows hold.
struct ColumnBinder {
  let input: InputSettings
  let header: TableHeader
  let rows: FirstRows
  private let loss: LossSettings
  private let pairs: [PairsField]

  init(
    _ input: InputSettings, _ loss: LossSettings, _ header: TableHeader, _ rows: FirstRows,
    pairs: [PairsField] = []
  ) {
    self.pairs = pairs
    self.input = input
    self.loss = loss
    self.header = header
    self.rows = rows
  }

  /// The meaning of the columns.
  ///
  /// - Parameter labelFile: the file that has the labels; nil where the columns have them.
  /// - Returns: the binding.
  /// - Throws: ``BindingError`` where the columns do not say enough, or contradict the options.
  func binding(_ labelFile: LabelFile? = nil) throws(BindingError) -> ColumnBinding {
    let weight = try single(input.weight, .weight)
    let quality = try single(input.quality, .quality)
    // The ids may be in the file of labels alone.
    let isElsewhere = !hasID && labelFile?.hasID == true
    let id = isElsewhere ? nil : try single(input.id, .id)
    let taken = [weight, quality, id].compactMap(\.self)
    let labels: FoundLabels
    let found: FoundPredictions
    if let labelFile {
      labels = FoundLabels(fields: labelFile.fields, reason: labelFile.reason)
      found = try predictionsAlone(except: taken) { labelFile.firstLabels }
    } else {
      (labels, found) = try labelsAndPredictions(except: taken)
    }
    if isElsewhere, let id = input.id, header.fieldCount > found.fields.count + taken.count {
      throw .noSuchColumn(.id, selector: id.text, header: header)
    }
    try checkUses([
      Use(fields: labelFile == nil ? labels.fields : [], role: .label),
      Use(fields: found.fields, role: .prediction),
      Use(fields: weight.map { [$0] } ?? [], role: .weight),
      Use(fields: quality.map { [$0] } ?? [], role: .quality),
    ])
    let task = try task(labels: labels.fields.count, predictions: found.fields.count)
    try checkOptions(of: task, labelCount: labels.fields.count)
    if let classes = input.classes, classes.count != found.fields.count {
      throw .classCount(found: classes.count, expected: found.fields.count)
    }
    var binding = ColumnBinding(
      header: header, labelHeader: labelFile?.header ?? header, task: task,
      labels: labels.fields, weight: weight, quality: quality, id: id,
      groups: try fields(input.groupColumns, .group) ?? [], found: found,
      labelReason: labels.reason, givenClasses: input.classes ?? [])
    binding.classColumns = classColumns(beside: binding)
    if let labelFile, !labelFile.isJoined {
      // The predictions themselves may be called as the labels are.
      let predictions = Set(found.fields)
      binding.shared = labelFile.shared.filter { !predictions.contains($0.input) }
    }
    return binding
  }

  /// Label columns, and why they are.
  struct FoundLabels {
    let fields: [Int]
    let reason: ChoiceReason
  }

  /// Whether the input has the column of ids.
  var hasID: Bool { input.id.map { !$0.fields(in: header).isEmpty } ?? false }

  /// The label columns of a file that has only labels.
  func labelsAlone() throws(BindingError) -> FoundLabels {
    if let named = try fields(input.labels, .label) {
      return FoundLabels(fields: named, reason: .option("--label"))
    }
    if header.fieldCount == 1 { return FoundLabels(fields: [0], reason: .rest) }
    return FoundLabels(fields: try UsualColumns(header).labels(), reason: .usualName(.label))
  }

  /// How many prediction columns there are beside those of labels; nil where that is not clear.
  func predictionCount(except labels: [Int]) -> Int? {
    if let named = try? fields(input.predictions, .prediction) { return named.count }
    return try? search(UsualColumns(header), except: labels) { [] }.fields.count
  }

  /// The prediction columns of a file that has no labels.
  private func predictionsAlone(
    except taken: [Int], labels: @escaping () -> [String]
  ) throws(BindingError) -> FoundPredictions {
    if let named = try namedPredictions() { return named }
    let others = (0..<header.fieldCount).filter { !taken.contains($0) }
    guard !others.isEmpty else { throw .notFound(.prediction, header: header) }
    // Without names there is nothing else that they could be.
    if others.count == 1 || header.names.isEmpty {
      let role = header.names.isEmpty ? nil : UsualColumns(header).roles[others[0]]
      return FoundPredictions(others, kind: role?.kind, role.map { .usualName($0) } ?? .rest)
    }
    return try search(UsualColumns(header), except: taken, labels: labels)
  }

  private func labelsAndPredictions(
    except others: [Int]
  ) throws(BindingError) -> (labels: FoundLabels, predictions: FoundPredictions) {
    let namedLabels = try fields(input.labels, .label).map {
      FoundLabels(fields: $0, reason: .option("--label"))
    }
    let namedPredictions = try namedPredictions()
    if let namedLabels, let namedPredictions { return (namedLabels, namedPredictions) }
    guard !header.names.isEmpty else {
      return try byOrder(namedLabels, namedPredictions)
    }
    let usual = UsualColumns(header)
    let labels: FoundLabels
    if let namedLabels {
      labels = namedLabels
    } else {
      labels = FoundLabels(fields: try usual.labels(), reason: .usualName(.label))
      try checkClass(labels.fields, usual)
    }
    if let namedPredictions { return (labels, namedPredictions) }
    let rows = rows
    let found = try search(usual, except: others + labels.fields) {
      labels.fields.count == 1 ? rows.differentTexts(of: labels.fields[0]) : []
    }
    if namedLabels == nil { try checkPredicted(labels, beside: found) }
    return (labels, found)
  }

  /// Label and prediction where columns have no names: two have an order that everybody expects.
  private func byOrder(
    _ labels: FoundLabels?, _ predictions: FoundPredictions?
  ) throws(BindingError) -> (labels: FoundLabels, predictions: FoundPredictions) {
    // One of the two may be an array.
    let columns = header.fieldColumns.isEmpty ? [0..<1, 1..<2] : header.fieldColumns
    guard header.fieldColumns.count == 2 || header.fieldColumns.isEmpty && header.fieldCount == 2,
      labels?.fields.count ?? 1 == 1,
      !header.fieldColumns.isEmpty || predictions?.fields.count ?? 1 == 1
    else { throw .notFound(labels == nil ? .label : .prediction, header: header) }
    let label =
      (labels?.fields[0]).map { columns[0].contains($0) ? 0 : 1 }
      ?? predictions.map { columns[0].contains($0.fields[0]) ? 1 : 0 } ?? 0
    guard columns[label].count == 1 else { throw .notFound(.label, header: header) }
    return (
      labels ?? FoundLabels(fields: Array(columns[label]), reason: .order),
      predictions ?? FoundPredictions(Array(columns[1 - label]), kind: nil, .order)
    )
  }

  private func search(
    _ usual: UsualColumns, except taken: [Int], labels: @escaping () -> [String]
  ) throws(BindingError) -> FoundPredictions {
    try PredictionSearch(
      usual, rows, except: taken, wanted: loss.saidKind, pairs: pairs, labels: labels
    ).find()
  }

  /// The prediction columns that the command line names; nil where it names none.
  private func namedPredictions() throws(BindingError) -> FoundPredictions? {
    guard let named = try fields(input.predictions, .prediction) else { return nil }
    var kind: PredictionKind?
    if !header.names.isEmpty {
      let usual = UsualColumns(header)
      kind = usual.roles[named[0]]?.kind
      if named.count > 1,
        let family = usual.numberedFamilies(except: []).first(where: { $0.fields == named })
      {
        kind = UsualNames.role(of: family.stem)?.kind
      }
    }
    return FoundPredictions(named, kind: kind, .option("--prediction"))
  }

  /// The columns that hold the predicted classes, and gave way to predictions of a kind.
  private func classColumns(beside binding: ColumnBinding) -> [Int] {
    guard !header.names.isEmpty else { return [] }
    let used = binding.predictions + binding.labels
    return UsualColumns(header).fields(of: .prediction, except: used).filter(rows.haveClasses)
  }

  /// The fields that selectors name; nil where there are no selectors.
  func fields(
    _ selectors: [ColumnSelector]?, _ role: BindingError.Role
  ) throws(BindingError) -> [Int]? {
    guard let selectors else { return nil }
    var fields: [Int] = []
    var met: Set<Int> = []
    for selector in selectors {
      let found = selector.fields(in: header)
      guard !found.isEmpty else {
        throw .noSuchColumn(role, selector: selector.text, header: header)
      }
      if found.count > 1, header.names.containsBytes(of: selector.text) {
        throw .repeatedName(role, name: selector.text, numbers: found.map(header.fieldNumber))
      }
      if let twice = found.first(where: { !met.insert($0).inserted }) {
        throw .usedTwice(field: twice, header: header, role, role)
      }
      fields += found
    }
    return fields
  }

  private func single(
    _ selector: ColumnSelector?, _ role: BindingError.Role
  ) throws(BindingError) -> Int? {
    guard let selector, let found = try fields([selector], role) else { return nil }
    guard found.count == 1 else { throw .severalColumns(role, selector: selector.text) }
    return found[0]
  }

  /// What fields are used for.
  private struct Use {
    let fields: [Int]
    let role: BindingError.Role
  }

  private func checkUses(_ uses: [Use]) throws(BindingError) {
    for (index, use) in uses.enumerated() {
      for other in uses[..<index] {
        if let field = use.fields.first(where: Set(other.fields).contains) {
          throw .usedTwice(field: field, header: header, other.role, use.role)
        }
      }
    }
  }

  /// The task that the counts of columns mean, unless it is asked for.
  private func task(labels: Int, predictions: Int) throws(BindingError) -> ClassificationTask {
    if let task = loss.namedTask {
      guard task.fits(labels: labels, predictions: predictions) else {
        throw .shape(labels: labels, predictions: predictions, wanted: "--task \(task.rawValue)")
      }
      return task
    }
    if let preset = loss.preset {
      let task = preset.tasks.first { $0.fits(labels: labels, predictions: predictions) }
      guard let task else {
        throw .shape(labels: labels, predictions: predictions, wanted: "--preset \(preset.name)")
      }
      return task
    }
    let fitting = ClassificationTask.allCases.filter {
      $0.fits(labels: labels, predictions: predictions)
    }
    switch (labels, predictions) {
    case (1, 1): return .binary
    case (1, _): return .multiclass
    default:
      guard !fitting.isEmpty else {
        throw .shape(labels: labels, predictions: predictions, wanted: "any task")
      }
      throw .oneHotOrMultilabel(count: labels)
    }
  }
}
