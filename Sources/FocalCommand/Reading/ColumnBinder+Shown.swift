import FocalInput

/// The columns that are shown with samples that are listed, beside what they have as samples.
struct ShownColumns: Equatable, Sendable {
  /// The id that is found by its name; nil where there is none, or `--id` names one.
  var id: Int?

  /// Those that `--columns` names, in its order.
  var columns: [Int] = []

  /// All of them, each once, in the order of the rows.
  var fields: [Int] { Set(columns + [id].compactMap(\.self)).sorted() }
}

extension ColumnBinder {
  /// The columns to be shown with samples that are listed.
  ///
  /// - Parameter binding: what the columns are otherwise.
  /// - Returns: the id, where one column alone is called as ids are, and the columns that are named.
  /// - Throws: ``BindingError`` where one that is named is not there.
  func shown(beside binding: ColumnBinding) throws(BindingError) -> ShownColumns {
    let ids = binding.id == nil ? usualIDs(beside: binding) : []
    return ShownColumns(
      id: ids.count == 1 ? ids[0] : nil, columns: try fields(input.shownColumns, .columns) ?? [])
  }

  /// The id by which a sample is looked for.
  ///
  /// - Parameter binding: what the columns are otherwise.
  /// - Returns: the column that `--id` names, or the one that is called as ids are.
  /// - Throws: ``BindingError`` where there is none, or several could be meant.
  func id(beside binding: ColumnBinding) throws(BindingError) -> Int {
    if let id = binding.id { return id }
    let ids = usualIDs(beside: binding)
    guard ids.count <= 1 else {
      throw .ambiguous(.id, candidates: ids.map { header.names[$0] })
    }
    guard let id = ids.first else { throw .notFound(.id, header: header) }
    return id
  }

  /// The columns that are called as ids are and are nothing else.
  private func usualIDs(beside binding: ColumnBinding) -> [Int] {
    guard !header.names.isEmpty else { return [] }
    let labels = binding.labelHeader == header ? binding.labels : []
    return UsualColumns(header).fields(
      of: .id, except: binding.predictions + labels + [binding.weight].compactMap(\.self))
  }
}
