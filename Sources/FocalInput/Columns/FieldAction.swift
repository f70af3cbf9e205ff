/// What is done with a field of a row.
struct FieldAction {
  /// The block and the place in it, where the field is wanted as a number.
  var number: (block: Int, offset: Int)?

  /// The column, where the field is wanted as a category.
  var category: Int?

  /// The column, where the field is wanted as a text.
  var text: Int?

  /// The place among the kept fields, where the field is one.
  var kept: Int?

  /// Whether the field is wanted at all.
  var isWanted: Bool { number != nil || category != nil || text != nil || kept != nil }

  /// What a plan says of every field.
  ///
  /// - Parameters:
  ///   - plan: the fields wanted.
  ///   - fieldCount: the fields of a row.
  /// - Returns: the actions, in the order of the fields.
  static func all(of plan: ColumnPlan, fieldCount: Int) -> [FieldAction] {
    var actions = Array(repeating: FieldAction(), count: fieldCount)
    for (block, fields) in plan.numberBlocks.enumerated() {
      for (offset, field) in fields.enumerated() {
        precondition(actions[field].number == nil, "a field is wanted once as a number")
        actions[field].number = (block, offset)
      }
    }
    for (column, field) in plan.categories.enumerated() {
      precondition(actions[field].category == nil, "a field is wanted once as a category")
      actions[field].category = column
    }
    for (column, field) in plan.texts.enumerated() {
      precondition(actions[field].text == nil, "a field is wanted once as a text")
      actions[field].text = column
    }
    for (place, field) in plan.keptFields.enumerated() { actions[field].kept = place }
    return actions
  }
}
