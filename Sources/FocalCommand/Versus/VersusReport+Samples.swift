import FocalLoss
import FocalOutput

/// The classes, and the samples that changed most.
extension VersusReport {
  /// What the classes have to do with it.
  var classTable: Table {
    Table(
      columns: [Column("class"), Column("samples")]
        + entries.map { Column(entries.count == 1 ? "difference" : $0.name) },
      rows: classes.map { own in
        [.text(own.label), .integer(entries[0].differences.count(ofClass: own.group))]
          + entries.map { .number($0.differences.difference(ofClass: own.group)) }
      })
  }

  var tops: [Table] {
    entries.filter { !$0.top.isEmpty }.map { entry in
      var table = Self.top(entry)
      table.title = "changed most in \(entry.name)"
      return table
    }
  }

  /// The samples that changed most, of all models.
  var topRows: Table {
    let rows = entries.flatMap { entry in entry.top.map { (entry.name, $0) } }
    return Table(
      of: rows,
      [.init(name: "model") { .text($0.0) }]
        + Self.topFields(hasIDs: rows.first?.1.id != nil).map { field in
          .init(name: field.name) { field.cell($0.1) }
        })
  }

  static func top(_ entry: Entry) -> Table {
    var table = Table(
      of: entry.top,
      topFields(hasIDs: entry.top.first?.id != nil).map { field in
        .init(field.title, key: field.key, cell: field.cell)
      })
    table.keyCount = entry.top.first?.id == nil ? 1 : 2
    return table
  }

  /// A column of the samples that changed most.
  private struct TopField {
    let title: String
    let key: String
    let name: String
    let cell: (ChangedSamples.Sample) -> Cell

    init(_ title: String, _ key: String, _ cell: @escaping (ChangedSamples.Sample) -> Cell) {
      (self.title, self.key, self.cell) = (title, key, cell)
      name = title.split(separator: " ").joined(separator: "_")
    }
  }

  private static func topFields(hasIDs: Bool) -> [TopField] {
    let ids =
      hasIDs
      ? [
        TopField("id", "id") { sample in
          let id = String(decoding: sample.id ?? [], as: UTF8.self)
          return .json(JSONText.field(id), shown: id)
        }
      ] : []
    return [TopField("row", "row") { .integer($0.row) }] + ids + [
      TopField("label", "label") { .json(JSONText.field($0.label), shown: $0.label) },
      TopField("base loss", "baseLoss") { .number($0.baseLoss) },
      TopField("loss", "loss") { .number($0.loss) },
      TopField("difference", "difference") { .number($0.difference) },
    ]
  }
}
