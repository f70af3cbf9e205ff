import FocalInput
import FocalLoss

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
        ?? UsualColumns.isLabel(array.path)
    }
    guard arrays.count == 1, let array = arrays.first else { return nil }
    let header = Header(names: table.names, fieldCount: table.fieldCount)
    let elements = header.names.indices.filter { header.names[$0].hasPrefix(array.path + ".") }
    let predictionCount = ColumnBinder(settings, header).predictionCount(except: elements)
    return array.hasOnlyBits && array.elementCount == predictionCount ? nil : array.path
  }

  private static func isMultilabel(_ settings: Settings) -> Bool {
    if let task = settings.loss.namedTask {
      return task == .multilabel
    }
    return settings.loss.preset?.tasks == [.multilabel]
  }
}
