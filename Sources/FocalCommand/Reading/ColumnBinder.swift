import FocalLoss

/// Gives the columns of the input their meaning, by the options and by their usual names.
struct ColumnBinder {
  private let input: InputSettings
  private let loss: LossSettings
  private let header: TableHeader

  init(_ input: InputSettings, _ loss: LossSettings, _ header: TableHeader) {
    self.input = input
    self.loss = loss
    self.header = header
  }

  /// The meaning of the columns.
  ///
  /// - Parameter labelFile: the file that has the labels; nil where the columns have them.
  /// - Returns: the binding.
  /// - Throws: ``BindingError`` where the columns do not say enough, or contradict the options.
  func binding(_ labelFile: LabelFile? = nil) throws(BindingError) -> ColumnBinding {
    let weight = try single(input.weight, .weight)
    // The ids may be in the file of labels alone.
    let isElsewhere = !hasID && labelFile?.hasID == true
    let id = isElsewhere ? nil : try single(input.id, .id)
    let (labels, predictions) =
      if let labelFile {
        (labelFile.fields, try predictionsAlone(except: [weight, id]))
      } else {
        try labelsAndPredictions(except: [weight, id])
      }
    try checkUses([
      Use(labelFile == nil ? labels : [], .label), Use(predictions, .prediction),
      Use(weight.map { [$0] } ?? [], .weight),
    ])
    let task = try task(labels: labels.count, predictions: predictions.count)
    try checkOptions(of: task)
    return ColumnBinding(
      header: header, labelHeader: labelFile?.header ?? header, task: task,
      predictions: predictions, labels: labels, weight: weight, id: id,
      groups: try fields(input.groupColumns, .group) ?? [])
  }

  /// Whether the input has the column of ids.
  var hasID: Bool { input.id.map { !$0.fields(in: header).isEmpty } ?? false }

  /// The label columns of a file that has only labels.
  func labelsAlone() throws(BindingError) -> [Int] {
    if let named = try fields(input.labels, .label) { return named }
    return header.fieldCount == 1 ? [0] : [try UsualColumns(header).label()]
  }

  /// How many prediction columns there are beside those of labels; nil where that is not clear.
  func predictionCount(except labels: [Int]) -> Int? {
    if let named = try? fields(input.predictions, .prediction) { return named.count }
    return try? UsualColumns(header).predictions(areLogits: areLogits, except: labels).count
  }

  /// The prediction columns of a file that has no labels.
  private func predictionsAlone(except others: [Int?]) throws(BindingError) -> [Int] {
    if let named = try fields(input.predictions, .prediction) { return named }
    let taken = others.compactMap(\.self).unique
    if header.fieldCount - taken.count == 1 {
      return (0..<header.fieldCount).filter { !taken.contains($0) }
    }
    return try UsualColumns(header).predictions(areLogits: areLogits, except: taken)
  }

  /// Checks the options that are for some tasks only, now that the task is known.
  private func checkOptions(of task: ClassificationTask) throws(BindingError) {
    if input.positive != nil, task == .multiclass || task == .oneVsAll {
      throw .optionForTask(option: "--positive", task, advice: "its labels are classes")
    }
    if input.background != nil, task != .oneVsAll {
      throw .optionForTask(
        option: "--background", task, advice: "only one-vs-all has a background")
    }
  }

  private func labelsAndPredictions(
    except others: [Int?]
  ) throws(BindingError) -> (labels: [Int], predictions: [Int]) {
    let namedLabels = try fields(input.labels, .label)
    let namedPredictions = try fields(input.predictions, .prediction)
    if let namedLabels, let namedPredictions { return (namedLabels, namedPredictions) }
    guard !header.names.isEmpty else {
      // Without names only two columns have an order that everybody expects.
      guard header.fieldCount == 2, namedLabels?.count ?? 1 == 1, namedPredictions?.count ?? 1 == 1
      else { throw .notFound(namedLabels == nil ? .label : .prediction, header: header) }
      let label = namedLabels?[0] ?? namedPredictions.map { 1 - $0[0] } ?? 0
      return ([label], namedPredictions ?? [1 - label])
    }
    let usual = UsualColumns(header)
    let labels: [Int]
    if let namedLabels { labels = namedLabels } else { labels = [try usual.label()] }
    let taken = labels + others.compactMap(\.self)
    let predictions: [Int]
    if let namedPredictions {
      predictions = namedPredictions
    } else {
      predictions = try usual.predictions(areLogits: areLogits, except: taken)
    }
    return (labels, predictions)
  }

  /// Whether the predictions are logits, by option, signature or preset.
  private var areLogits: Bool {
    loss.said(loss.input, \.input) == .logits
  }

  /// The fields that selectors name; nil where there are no selectors.
  private func fields(
    _ selectors: [ColumnSelector]?, _ role: BindingError.Role
  ) throws(BindingError) -> [Int]? {
    guard let selectors else { return nil }
    var fields: [Int] = []
    for selector in selectors {
      let found = selector.fields(in: header)
      guard !found.isEmpty else {
        throw .noSuchColumn(role, selector: selector.text, header: header)
      }
      if found.count > 1, header.names.contains(selector.text) {
        throw .repeatedName(role, name: selector.text, numbers: found.map { $0 + 1 })
      }
      if let twice = found.first(where: fields.contains) {
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

    init(_ fields: [Int], _ role: BindingError.Role) { (self.fields, self.role) = (fields, role) }
  }

  private func checkUses(_ uses: [Use]) throws(BindingError) {
    for (index, use) in uses.enumerated() {
      for other in uses[..<index] {
        if let field = use.fields.first(where: other.fields.contains) {
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

extension ClassificationTask {
  /// Whether the task can be done with so many columns.
  func fits(labels: Int, predictions: Int) -> Bool {
    switch self {
    case .binary: labels == 1 && predictions == 1
    case .multiclass: predictions > 1 && (labels == 1 || labels == predictions)
    case .oneVsAll: labels == 1 && predictions > 1
    // One column of labels holds lists of classes.
    case .multilabel: predictions > 1 && (labels == 1 || labels == predictions)
    }
  }
}
