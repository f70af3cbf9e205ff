/// Reports as JSON: one object over several lines, or one value a line.
package struct JSONRendering: ReportRendering {
  /// Whether every line is a value of its own, as NDJSON has it.
  let isLines: Bool
  let numberText: NumberText

  /// A rendering.
  ///
  /// - Parameters:
  ///   - isLines: whether it is NDJSON.
  ///   - digits: the digits of numbers; nil for all.
  package init(isLines: Bool, digits: Int?) {
    self.isLines = isLines
    numberText = NumberText(digits: digits)
  }

  package func holdsWarnings(of report: Report) -> Bool {
    report.hasWarningsInJSON && !(isLines && report.lines != nil)
  }

  package func write(_ report: Report, to output: ByteSink) throws(OutputError) {
    guard isLines else { return try writePage(report, to: output) }
    guard report.parts.isEmpty else {
      for part in report.parts { try output.write(text(part.object) + "\n") }
      return
    }
    guard let lines = report.lines else {
      try write(.object(report.members), to: output)
      return try output.write("\n")
    }
    for value in lines.objects { try output.write(text(value) + "\n") }
  }

  /// Writes the members of the outermost object on a line each, and so the elements of its arrays.
  ///
  /// The list is what takes memory, so its bytes go out as they are held.
  private func writePage(_ report: Report, to output: ByteSink) throws(OutputError) {
    try output.write("{\n")
    try write(report.members, separator: ",\n", to: output) { member throws(OutputError) in
      try output.write("  \(JSONText.string(member.key)): ")
      try writeBlock(member.value, to: output)
    }
    if let list = report.writtenList, let last = list.parts.last {
      try output.write(",\n  \(JSONText.string(list.key)): [\n")
      for part in list.parts.dropLast() { try output.write(part) }
      // Without the comma and the line feed after the last line.
      try output.write(Array(last.dropLast(2)))
      try output.write("\n  ]")
    }
    try output.write("\n}\n")
  }

  /// Writes a value on one line; the elements of a list on a line each.
  private func writeBlock(_ cell: Cell, to output: ByteSink) throws(OutputError) {
    func writeLines(_ cells: some Collection<Cell>) throws(OutputError) {
      guard !cells.isEmpty else { return try output.write("[]") }
      try output.write("[\n")
      try write(cells, separator: ",\n", to: output) { element throws(OutputError) in
        try output.write("    \(text(element))")
      }
      try output.write("\n  ]")
    }
    switch cell {
    case .list(let cells): try writeLines(cells)
    case .rows(let table): try writeLines(table.objects)
    default: try write(cell, to: output)
    }
  }

  /// Writes a value on one line, the rows of a table in it one by one.
  private func write(_ cell: Cell, to output: ByteSink) throws(OutputError) {
    switch cell {
    case .object(let members) where !members.isEmpty:
      try output.write("{ ")
      try write(members, separator: ", ", to: output) { member throws(OutputError) in
        try output.write("\(JSONText.string(member.key)): ")
        try write(member.value, to: output)
      }
      try output.write(" }")
    case .rows(let table):
      try output.write("[")
      try write(table.objects, separator: ", ", to: output) { element throws(OutputError) in
        try output.write(text(element))
      }
      try output.write("]")
    default: try output.write(text(cell))
    }
  }

  private func write<Element>(
    _ elements: some Collection<Element>, separator: String, to output: ByteSink,
    _ writeElement: (Element) throws(OutputError) -> Void
  ) throws(OutputError) {
    var isFirst = true
    for element in elements {
      if !isFirst { try output.write(separator) }
      isFirst = false
      try writeElement(element)
    }
  }

  /// A value on one line.
  private func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text.map(JSONText.string) ?? "null"
    case .code(let text): JSONText.string(text)
    case .number(let number), .share(let number):
      number.map { JSONText.number($0, numberText) } ?? "null"
    case .exact(let number):
      number.map { JSONText.number($0, NumberText(digits: nil)) } ?? "null"
    case .integer(let integer): integer.map { String($0) } ?? "null"
    case .boolean(let boolean): boolean.map { String($0) } ?? "null"
    case .json(let text, _): text
    case .list(let cells):
      "[\(cells.map(text).joined(separator: ", "))]"
    case .rows(let table):
      "[\(table.objects.map(text).joined(separator: ", "))]"
    case .object(let members):
      members.isEmpty
        ? "{}"
        : "{ \(members.map { "\(JSONText.string($0.key)): \(text($0.value))" }.joined(separator: ", ")) }"
    }
  }
}

extension Report {
  /// The members of the JSON object.
  fileprivate var members: [(key: String, value: Cell)] {
    guard parts.isEmpty else { return [("files", .list(parts.map(\.object)))] }
    var members: [(key: String, value: Cell)] = []
    for item in items {
      switch item {
      case .facts(let facts):
        for fact in facts {
          if let key = fact.key { members.append((key, fact.value)) }
        }
      case .table(let table):
        if let key = table.key { members.append((key, .rows(table))) }
      case .heading, .paragraph, .list, .verbatim: break
      }
    }
    if hasWarningsInJSON { members.append(("warnings", .list(warnings.map(\.object)))) }
    return members
  }
}

extension Report.Part {
  /// The object of the report, with the name of the file first.
  fileprivate var object: Cell { .object([("file", .text(name))] + report.members) }
}
