/// What each format has in a row.
extension RowTemplate {
  /// A number a line.
  package static var bare: RowTemplate {
    var template = RowTemplate()
    template.add(.number(0))
    template.add("\n")
    return template
  }

  /// A delimited row as it stands, with numbers after it.
  ///
  /// - Parameters:
  ///   - delimiter: the byte between two fields.
  ///   - numberCount: how many numbers are appended.
  /// - Returns: the template.
  package static func delimitedRow(by delimiter: UInt8, numberCount: Int) -> RowTemplate {
    var template = RowTemplate()
    template.add(.row)
    for number in 0..<numberCount {
      template.add([delimiter])
      template.add(.number(number))
    }
    template.add(.lineEnd)
    return template
  }

  /// A row of delimited fields, whatever format they come from, with numbers after them.
  ///
  /// - Parameters:
  ///   - delimiter: the byte between two fields.
  ///   - fieldCount: the fields of a row.
  ///   - numberCount: how many numbers are appended.
  ///   - keepsLineEnds: whether lines end as those of the input do.
  /// - Returns: the template.
  package static func delimitedFields(
    by delimiter: UInt8, fieldCount: Int, numberCount: Int, keepsLineEnds: Bool
  ) -> RowTemplate {
    var template = RowTemplate()
    for field in 0..<fieldCount {
      if field > 0 { template.add([delimiter]) }
      template.add(.field(field, .delimited))
    }
    for number in 0..<numberCount {
      template.add([delimiter])
      template.add(.number(number))
    }
    if keepsLineEnds { template.add(.lineEnd) } else { template.add("\n") }
    return template
  }

  /// A JSON row as it stands, with members or elements after those that it has.
  ///
  /// - Parameters:
  ///   - isObject: whether it is an object rather than an array.
  ///   - numberNames: what the numbers appended are called.
  /// - Returns: the template.
  package static func openRow(isObject: Bool, numberNames: [String]) -> RowTemplate {
    var template = RowTemplate()
    template.add(.openRow(isObject: isObject))
    for (number, name) in numberNames.enumerated() {
      if number > 0 { template.add(",") }
      if isObject { template.add("\(JSONText.string(name)):") }
      template.add(.number(number))
    }
    template.add(isObject ? "}\n" : "]\n")
    return template
  }

  /// A JSON object on a line, with a member for each field, and for each number after them.
  ///
  /// - Parameters:
  ///   - names: what the fields are called.
  ///   - numberNames: what the numbers appended are called.
  ///   - form: how each field is written.
  /// - Returns: the template.
  package static func object(
    names: [String], numberNames: [String], form: (Int) -> FieldForm
  ) -> RowTemplate {
    var template = RowTemplate()
    var separator = "{"
    func add(_ name: String, _ slot: Slot) {
      template.add("\(separator)\(JSONText.string(name)):")
      template.add(slot)
      separator = ","
    }
    for (field, name) in names.enumerated() { add(name, .field(field, form(field))) }
    for (number, name) in numberNames.enumerated() { add(name, .number(number)) }
    template.add("}\n")
    return template
  }

  /// An element of an indented JSON array of objects, with a comma after it.
  ///
  /// - Parameter members: the names of its members, with one slot each, or several, which are an array.
  /// - Returns: the template.
  package static func listed(_ members: [(name: String, slots: [Slot])]) -> RowTemplate {
    var template = RowTemplate()
    var separator = "    { "
    for member in members {
      template.add("\(separator)\(JSONText.string(member.name)): ")
      if member.slots.count != 1 { template.add("[") }
      for (index, slot) in member.slots.enumerated() {
        if index > 0 { template.add(", ") }
        template.add(slot)
      }
      if member.slots.count != 1 { template.add("]") }
      separator = ", "
    }
    template.add(" },\n")
    return template
  }
}
