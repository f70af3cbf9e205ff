/// The columns of delimited rows of which some fields are arrays.
///
/// ```
/// label,probs            fields      0 label   1 probs
/// 1,"[0.1 0.9]"          columns     0 label   1 probs.0   2 probs.1
/// ```
struct CSVArrayColumns: Equatable, Sendable {
  /// The names of all columns, as JSON has paths.
  private(set) var names: [String] = []

  /// The fields that hold arrays.
  private(set) var arrays: [ArrayField] = []

  /// The columns of every field.
  private(set) var columns: [Range<Int>] = []

  /// Whether each field holds an array that is a single column.
  private(set) var areLists: [Bool] = []

  private let fieldNames: [String]
  private let fieldArrays: [ArrayField?]
  private var listPaths: Set<[UInt8]> = []

  /// The columns of a file; nil where no field is an array in any of the first rows, or one is another
  /// text in some.
  ///
  /// - Parameters:
  ///   - fieldNames: the names of the fields, or the first row.
  ///   - hasNames: whether they are names.
  ///   - head: the first bytes of the file.
  ///   - start: where in them the first row of data begins.
  ///   - delimiter: the byte between two fields.
  init?(
    _ fieldNames: [String], hasNames: Bool, _ head: [UInt8], from start: Int, _ delimiter: UInt8
  ) {
    let limit = min(head.count, FirstBytes.count)
    guard start < limit, head.span.contains(ASCII.openingBracket, in: start..<limit) else {
      return nil
    }
    self.fieldNames = hasNames ? fieldNames : fieldNames.indices.map { "\($0 + 1)" }
    fieldArrays = Self.arrays(
      self.fieldNames, head.span.extracting(first: limit), from: start, delimiter,
      isWhole: head.count < FirstBytes.count)
    guard fieldArrays.contains(where: { $0 != nil }) else { return nil }
    layOut()
  }

  /// Makes an array one column, whatever its length.
  mutating func readAsList(_ path: String) {
    listPaths.insert(path.bytes)
    layOut()
  }

  private mutating func layOut() {
    names = []
    arrays = []
    columns = []
    areLists = []
    for (name, array) in zip(fieldNames, fieldArrays) {
      let isList = listPaths.contains(name.bytes)
      let start = names.count
      if let array, !isList {
        arrays.append(array)
        names +=
          array.elementCount == 1 ? [name] : (0..<array.elementCount).map { "\(name).\($0)" }
      } else {
        names.append(name)
      }
      columns.append(start..<names.count)
      areLists.append(isList && array != nil)
    }
  }

  /// The arrays that the fields hold; nil for a field that is another text in one of the first rows.
  private static func arrays(
    _ names: [String], _ head: Span<UInt8>, from start: Int, _ delimiter: UInt8, isWhole: Bool
  ) -> [ArrayField?] {
    let rows = CSVRowScanner(delimiter)
    let end =
      isWhole
      ? head.count
      : RowFormat.delimited(by: delimiter).endOfLastRow(head, in: start..<head.count) ?? start
    var arrays: [ArrayField?] = names.map { _ in nil }
    var areTexts = names.map { _ in false }
    var lineCount = 0
    var index = start
    var field = 0
    while true {
      if field == 0 { index = rows.skipEmptyLines(head, from: index, to: end, &lineCount) }
      guard index < end, let found = try? rows.fields.field(head, from: index, to: end) else {
        break
      }
      if field < names.count {
        let text = found.text.range
        if let array = CSVArrayText(head, text) {
          add(array, head, names[field], to: &arrays[field])
        } else if !MissingValue.isText(String(lossy: head, found.text)) {
          areTexts[field] = true
        }
      }
      index = found.end
      if index < end, rows.fields.isDelimiter(head[index]) {
        field += 1
        index += 1
      } else {
        field = 0
        index = rows.skipTerminator(head, at: index, to: end)
      }
    }
    return arrays.indices.map { areTexts[$0] ? nil : arrays[$0] }
  }

  private static func add(
    _ text: CSVArrayText, _ bytes: Span<UInt8>, _ name: String, to array: inout ArrayField?
  ) {
    var new = array ?? ArrayField(path: name, elementCount: text.elements.count)
    // An empty array says nothing of the columns.
    if new.elementCount == 0 { new.elementCount = text.elements.count }
    if text.elements.count != new.elementCount { new.hasOneLength = false }
    for element in text.elements {
      let byte = element.isEmpty ? 0 : bytes[element.lowerBound]
      // As in JSON the beginning tells; Python writes True and False.
      if ![UInt8(ascii: "0"), UInt8(ascii: "1"), UInt8(ascii: "t"), UInt8(ascii: "f")]
        .contains(byte | 0x20)
      {
        new.hasOnlyBits = false
      }
    }
    array = new
  }
}

extension RowPosition {
  /// The same position with the field of the row that its column is of.
  func counted(by arrays: CSVArrayColumns) -> RowPosition {
    var position = self
    let found = field.flatMap { field in
      arrays.columns.firstIndex { $0.contains(field - 1) }.map { $0 + 1 }
    }
    if found != field { position.fieldOfRow = found }
    return position
  }
}

extension InputError {
  /// The same error at a position that has the field of the row.
  func counted(by arrays: CSVArrayColumns) -> InputError {
    InputError(problem, at: position?.counted(by: arrays))
  }
}
