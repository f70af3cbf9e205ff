@testable import FocalInput

extension CSVReading {
  /// What a file must read as.
  ///
  /// Limits of rows apart, which the reference does not know.
  init(reference input: CSVInput) {
    let rows = ReferenceCSV.rows(of: input.bytes, delimiter: input.dialect.delimiter)
    guard let first = rows.first else {
      error = InputError(.noRows)
      return
    }
    var names: [String] = []
    for field in first.fields {
      guard let text = String(validating: field, as: UTF8.self) else {
        error = InputError(.invalidUTF8, at: RowPosition(line: first.line, field: names.count + 1))
        return
      }
      names.append(text)
    }
    error = first.error
    guard error == nil else { return }
    header = names
    hasHeader =
      input.dialect.header == .present
      || input.dialect.header == .automatic && !first.fields.allSatisfy(ReferenceCSV.isNumber)
    headerExtent = String(decoding: input.bytes[first.extent], as: UTF8.self)
    let plan = input.plan(of: names.count)
    for row in hasHeader ? rows.dropFirst() : rows[...] {
      do throws(InputError) {
        self.rows.append(
          try Row.make(
            row, input.bytes, plan, fieldCount: names.count, delimiter: input.dialect.delimiter))
      } catch {
        self.error = error
        return
      }
    }
    let isLastLineOpen = input.bytes.last != 10 && !input.bytes.isEmpty
    lineCount = input.bytes.count { $0 == 10 } + (isLastLineOpen ? 1 : 0)
  }
}

extension ReferenceCSV.Row {
  /// What is wrong with the field after the last.
  var error: InputError? {
    problem.map { InputError($0, at: RowPosition(line: line, field: fields.count + 1)) }
  }
}

extension CSVReading.Row {
  /// What a row must read as.
  static func make(
    _ row: ReferenceCSV.Row, _ bytes: [UInt8], _ plan: ColumnPlan, fieldCount: Int, delimiter: UInt8
  ) throws(InputError) -> Self {
    var new = Self(
      extent: String(decoding: bytes[row.extent], as: UTF8.self), line: row.line)
    var numbers: [Int: Double] = [:]
    for (index, field) in row.fields.enumerated() where plan.numberBlocks.joined().contains(index) {
      switch ReferenceCSV.number(field, delimiter: delimiter) {
      case .success(let number): numbers[index] = number
      case .failure(let problem):
        throw InputError(problem, at: RowPosition(line: row.line, field: index + 1))
      }
    }
    if let error = row.error { throw error }
    guard row.fields.count == fieldCount else {
      throw InputError(
        .fieldCount(found: row.fields.count, expected: fieldCount), at: RowPosition(line: row.line))
    }
    new.numberBits = plan.numberBlocks.joined().map { (numbers[$0] ?? .nan).bitPattern }
    new.categories = plan.categories.map { row.fields[$0] }
    new.texts = plan.texts.map { String(validating: row.fields[$0], as: UTF8.self) }
    return new
  }
}
