/// Reports as CSV or TSV: the rows of one table, or one row of facts, below a header.
package struct DelimitedRendering: ReportRendering {
  let delimiter: UInt8
  let numberText: NumberText

  /// A rendering.
  ///
  /// - Parameters:
  ///   - delimiter: the byte between fields.
  ///   - digits: the digits of numbers; nil for all.
  package init(by delimiter: UInt8, digits: Int?) {
    self.delimiter = delimiter
    numberText = NumberText(digits: digits)
  }

  /// Rows have no place for them.
  package func holdsWarnings(of report: Report) -> Bool { false }

  package func write(_ report: Report, to output: ByteSink) throws(OutputError) {
    let table = report.rows ?? report.rowOfFacts
    let indices = table.columns.indices.filter { table.columns[$0].name != nil }
    let names = indices.compactMap { table.columns[$0].name }
    try output.write(DelimitedText.lines([names], by: delimiter))
    for row in table.rows {
      try output.write(DelimitedText.lines([indices.map { field(row[$0]) }], by: delimiter))
    }
  }

  private func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text ?? ""
    case .code(let text): text
    case .number(let number), .share(let number): number.map(numberText.callAsFunction) ?? ""
    case .exact(let number): number.map(NumberText.shortest) ?? ""
    case .integer(let integer): integer.map { String($0) } ?? ""
    case .boolean(let boolean): boolean.map { String($0) } ?? ""
    case .json(_, let shown): shown
    case .list(let cells): cells.map(field).joined(separator: ";")
    case .rows(let table): table.objects.map(field).joined(separator: ";")
    case .object(let members): members.map { "\($0.key)=\(field($0.value))" }.joined(separator: ";")
    }
  }
}

extension Report {
  /// The facts that have a name, as a table of one row.
  package var rowOfFacts: Table {
    var facts: [Fact] = []
    for case .facts(let some) in items { facts += some.filter { $0.name != nil } }
    return Table(columns: facts.map { Column(name: $0.name) }, rows: [facts.map(\.value)])
  }
}
