/// What a column of a table is called; nil where a kind of reader is not shown it.
package struct Column: Sendable {
  /// What people read above it.
  package let title: String?

  /// The key of its values in JSON.
  package let key: String?

  /// Its name in CSV and TSV.
  package let name: String?

  /// A column.
  package init(_ title: String? = nil, key: String? = nil, name: String? = nil) {
    self.title = title
    self.key = key
    self.name = name
  }
}

/// Rows of cells, each made when it is wanted: a report may have a million of them, of which a format
/// needs one at a time.
package struct TableRows: RandomAccessCollection {
  package let endIndex: Int
  private let row: (Int) -> [Cell]

  /// Rows.
  ///
  /// - Parameters:
  ///   - count: how many there are.
  ///   - row: makes one of them.
  package init(count: Int, row: @escaping (Int) -> [Cell]) {
    endIndex = count
    self.row = row
  }

  package var startIndex: Int { 0 }
  package subscript(index: Int) -> [Cell] { row(index) }
}

/// Rows of cells under columns: one content for people and for programs.
package struct Table {
  /// The key of the rows in JSON, where they are an array of objects; nil where JSON has not got them.
  package var key: String?

  /// What people read above the table.
  package var title: String?
  package var columns: [Column]

  /// The rows, a cell for each column.
  package var rows: TableRows

  /// What people read below the table.
  package var notes: [String]

  /// How many of the columns that people are shown say what a row is about.
  package var keyCount = 1

  /// The rows that people are shown at most; programs get all.
  package var shownCount = Int.max

  /// A table of rows that are there.
  package init(
    key: String? = nil, title: String? = nil, columns: [Column], rows: [[Cell]],
    notes: [String] = []
  ) {
    self.init(
      key: key, title: title, columns: columns,
      rows: TableRows(count: rows.count) { rows[$0] }, notes: notes)
  }

  /// A table of rows that are made when they are wanted.
  package init(
    key: String? = nil, title: String? = nil, columns: [Column], rows: TableRows,
    notes: [String] = []
  ) {
    self.key = key
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }

  /// A column, and how its cells are made of what the rows are about.
  package struct Field<Row> {
    let column: Column
    let cell: (Row) -> Cell

    /// A column of cells.
    package init(
      _ title: String? = nil, key: String? = nil, name: String? = nil,
      cell: @escaping (Row) -> Cell
    ) {
      column = Column(title, key: key, name: name)
      self.cell = cell
    }
  }

  /// A table with a row for each element of an array.
  package init<Row>(
    key: String? = nil, title: String? = nil, of rows: [Row], notes: [String] = [],
    _ fields: [Field<Row>]
  ) {
    self.init(
      key: key, title: title, columns: fields.map(\.column),
      rows: TableRows(count: rows.count) { index in fields.map { $0.cell(rows[index]) } },
      notes: notes)
  }

  /// The rows as JSON objects.
  package var objects: LazyMapCollection<TableRows, Cell> {
    rows.lazy.map { row in
      .object(zip(columns, row).compactMap { column, cell in column.key.map { ($0, cell) } })
    }
  }

  /// The columns that people are shown, and the rows of them; nil where there is nothing to show.
  var shown: (titles: [String], rows: [[Cell]])? {
    let indices = columns.indices.filter { columns[$0].title != nil }
    guard !indices.isEmpty, !rows.isEmpty else { return nil }
    return (
      indices.compactMap { columns[$0].title },
      rows.prefix(shownCount).map { row in indices.map { row[$0] } }
    )
  }
}
