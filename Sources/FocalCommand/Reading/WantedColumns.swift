import FocalInput
import FocalLoss

/// Which columns may be wanted, before all of them are known.
///
/// Documents that hold their columns one after another must be held; only these columns of them are.
struct WantedColumns {
  private let selectors: [ColumnSelector]
  private let areLabelsNamed: Bool
  private let arePredictionsNamed: Bool

  /// Whether a column that is called as ids are is looked for.
  private let seeksID: Bool

  init(_ settings: Settings) {
    let input = settings.input
    selectors =
      (input.labels ?? []) + (input.predictions ?? []) + (input.groupColumns ?? [])
      + (input.shownColumns ?? [])
      + [input.weight, input.quality, input.id].compactMap(\.self)
    seeksID = settings.output.topCount != nil || input.sample != nil
    areLabelsNamed = input.labels != nil
    arePredictionsNamed = input.predictions != nil
  }

  /// Whether a column may be wanted.
  ///
  /// - Parameter name: its name; of columns within a member, that of the member.
  /// - Returns: true where only the other columns could tell.
  func contains(_ name: String) -> Bool {
    if !areLabelsNamed, UsualNames.role(of: name) == .label { return true }
    if seeksID, UsualNames.role(of: name) == .id { return true }
    if !arePredictionsNamed, UsualColumns.mayBePrediction(name) { return true }
    // What is between the ends of a range only all columns tell.
    return selectors.contains { $0.mayBeRange || $0.mayMean(name) }
  }
}

/// Labels that JSON writes as arrays of classes, such as `[0, 3]`, of another length in every row.
enum LabelList {
  /// The path of the array that is a list of classes; nil where there is none.
  ///
  /// Only multilabel has such labels. An array with a 0 or 1 for every prediction is no list but as
  /// many label columns.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - table: a table of which only the header has been read.
  /// - Returns: the path.
  static func path(_ settings: Settings, _ table: TableReader) -> String? {
    guard isMultilabel(settings), settings.loss.softTargets == nil, settings.input.labelsFile == nil
    else {
      return nil
    }
    let arrays = table.arrays.filter { array in
      settings.input.labels.map { $0 == [ColumnSelector(text: array.path)] }
        ?? (UsualNames.role(of: array.path) == .label)
    }
    guard arrays.count == 1, let array = arrays.first else { return nil }
    let header = TableHeader(table)
    let elements = header.names.indices.filter { header.names[$0].begins(with: array.path + ".") }
    let predictionCount = ColumnBinder(
      settings.input, settings.loss, header, table.firstRows
    ).predictionCount(except: elements)
    return array.hasOnlyBits && array.elementCount == predictionCount ? nil : array.path
  }

  private static func isMultilabel(_ settings: Settings) -> Bool {
    if let task = settings.loss.namedTask {
      return task == .multilabel
    }
    return settings.loss.preset?.tasks == [.multilabel]
  }
}
