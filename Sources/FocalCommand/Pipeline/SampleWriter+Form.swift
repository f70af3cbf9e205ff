import FocalInput
import FocalOutput

extension SampleWriter {
  /// What may be appended to a row beside its loss, a number for every prediction.
  enum AppendedNumber: String {
    case gradient
    case hessian
    case posterior
  }

  /// How a row is written in a format, by the format that it comes from.
  struct Form {
    var template: RowTemplate
    var header: [UInt8] = []

    /// The byte between two fields; nil where rows are JSON.
    var delimiter: UInt8?

    /// The fields that the template has slots for, the first ones of a row; 0 where it has none, or the
    /// id alone.
    var fieldCount = 0

    /// The names of the members that are appended to JSON rows as they stand.
    var appendedNames: [String] = []
  }
}

extension SampleWriter.Form {
  /// How rows are written.
  ///
  /// - Throws: ``BindingError`` where a column that is appended is there already.
  init(
    _ settings: Settings, _ binding: ColumnBinding, _ table: TableReader,
    _ appended: [SampleWriter.AppendedNumber]
  ) throws(BindingError) {
    let numberNames = Self.numberNames(binding, appended)
    switch (table.rowFormat, settings.output.format) {
    case _ where settings.output.isBare: self.init(template: .bare, delimiter: DelimitedText.comma)
    case (let format, .json):
      let isJSON = if case .json = format { true } else { false }
      self.init(template: Self.listed(binding, appended, isJSON: isJSON))
    case (.json, .csv): self.init(fieldsBy: DelimitedText.comma, of: nil, binding, numberNames)
    case (.json, .tsv): self.init(fieldsBy: DelimitedText.tab, of: nil, binding, numberNames)
    case (.json, _) where table.hasArrayRows && !binding.header.names.isEmpty:
      // On a line of its own a row has to carry its names.
      let names = binding.header.names
      self.init(
        template: .object(names: names, numberNames: numberNames) { _ in .value },
        fieldCount: names.count)
    case (.json, _):
      self.init(
        template: .openRow(isObject: !table.hasArrayRows, numberNames: numberNames),
        appendedNames: numberNames)
      // Every row is looked at.
      return
    case (.delimited, .ndjson):
      let header = binding.header
      // Columns without names are called as --label and --prediction call them.
      let names =
        header.names.isEmpty ? (1...max(1, header.fieldCount)).map(String.init) : header.names
      // The texts of labels, ids and groups stay as they are.
      let labels = settings.input.labelsFile == nil ? binding.labels : []
      let texts = Set(labels + binding.groups + [binding.id].compactMap(\.self))
      self.init(
        template: .object(names: names, numberNames: numberNames) {
          texts.contains($0) ? .numberOrString : .number
        }, fieldCount: header.fieldCount)
    case (.delimited(let dialect), .tsv) where dialect.delimiter != DelimitedText.tab:
      self.init(fieldsBy: DelimitedText.tab, of: dialect, binding, numberNames)
    case (.delimited(let dialect), .csv)
    where dialect.delimiter == DelimitedText.tab || dialect.delimiter == DelimitedText.space:
      self.init(fieldsBy: DelimitedText.comma, of: dialect, binding, numberNames)
    case (.delimited(let dialect), _) where dialect.delimiter == DelimitedText.space:
      // Of a run of blanks one is left.
      self.init(
        fieldsBy: DelimitedText.space, of: dialect, binding, numberNames,
        comments: Self.comments(table))
    case (.arrays, _): preconditionFailure("the rows of arrays are written as CSV")
    case (.delimited(let dialect), _):
      let delimiter = dialect.delimiter
      self.init(
        template: .delimitedRow(by: delimiter, numberCount: numberNames.count),
        header: binding.header.names.isEmpty
          ? table.headerBytes : Self.header(table.headerBytes, numberNames, delimiter),
        delimiter: delimiter)
    }
    guard !settings.output.isBare, settings.output.format != .json else { return }
    // A delimited row as it stands has its arrays under their own names.
    let arrays = if case .delimited = table.format { table.arrays.map(\.path) } else { [String]() }
    let names = binding.header.names + arrays
    if let name = numberNames.first(where: names.containsBytes) { throw .appendedColumn(name) }
  }

  /// Fields by a delimiter, of JSON or of a row by another delimiter.
  private init(
    fieldsBy delimiter: UInt8, of dialect: CSVDialect?, _ binding: ColumnBinding,
    _ numberNames: [String], comments: [UInt8] = []
  ) {
    let names = binding.header.names
    self.init(
      template: .delimitedFields(
        by: delimiter, fieldCount: binding.header.fieldCount, numberCount: numberNames.count,
        keepsLineEnds: dialect != nil),
      header: comments
        + (names.isEmpty
          ? [] : Array(DelimitedText.lines([names + numberNames], by: delimiter).utf8)),
      delimiter: delimiter, fieldCount: binding.header.fieldCount)
  }

  /// The comments before the names of a table, without one that has the names.
  private static func comments(_ table: TableReader) -> [UInt8] {
    var lines = table.headerBytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if table.headerDecision?.isHeader == true { lines = lines.dropLast(2) }
    return Array(
      lines.filter { $0.first == UInt8(ascii: "#") }.map { $0 + [UInt8(ascii: "\n")] }.joined())
  }

  /// What the numbers that are appended to a row are called.
  private static func numberNames(
    _ binding: ColumnBinding, _ appended: [SampleWriter.AppendedNumber]
  ) -> [String] {
    var names = ["focal_loss"]
    for number in appended {
      let kind = "focal_\(number.rawValue)"
      names +=
        binding.predictions.count == 1 ? [kind] : binding.columnNames.map { "\(kind)_\($0)" }
    }
    return names
  }

  /// A header as it stands, with names after it; empty where there is none.
  private static func header(
    _ header: [UInt8], _ numberNames: [String], _ delimiter: UInt8
  ) -> [UInt8] {
    guard !header.isEmpty else { return [] }
    let isTerminator: (UInt8) -> Bool = { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let terminator = header.reversed().prefix(while: isTerminator).reversed()
    let names = numberNames.map { DelimitedText.quoted(Array($0.utf8), delimiter) }
    return Array(
      ([header.dropLast(terminator.count)] + names.map { $0[...] }).joined(separator: [delimiter]))
      + (terminator.isEmpty ? [UInt8(ascii: "\n")] : Array(terminator))
  }

  /// An element of the JSON report's array of samples.
  private static func listed(
    _ binding: ColumnBinding, _ appended: [SampleWriter.AppendedNumber], isJSON: Bool
  ) -> RowTemplate {
    let width = binding.predictions.count
    var members: [(name: String, slots: [RowTemplate.Slot])] = [("row", [.rowNumber])]
    if binding.id != nil {
      members.append(("id", [.field(0, isJSON ? .sameKind : .numberOrString)]))
    }
    members.append(("label", binding.labels.indices.map { .text($0) }))
    members.append(("loss", [.number(0)]))
    for (index, number) in appended.enumerated() {
      let slots = index * width + 1...(index + 1) * width
      members.append((number.rawValue, slots.map { .number($0) }))
    }
    return .listed(members)
  }
}
