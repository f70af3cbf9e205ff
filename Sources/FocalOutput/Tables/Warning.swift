/// Something about the data or the options that people should know, though it is no error.
package struct Warning: Equatable, Sendable {
  /// A stable name for programs.
  package let code: String

  /// The sentence for people.
  package let message: String

  /// How often, and in which data row first, where it is about rows.
  package let count: Int?
  package let firstRow: Int?

  /// What the part of the data is called that the row is of, which may have no name; nil where it has
  /// no parts.
  package let shard: String??

  /// A warning.
  package init(
    code: String, message: String, count: Int? = nil, firstRow: Int? = nil,
    shard: String?? = nil
  ) {
    self.code = code
    self.message = message
    self.count = count
    self.firstRow = firstRow
    self.shard = shard
  }

  /// The sentence, with the row to look at.
  package var text: String {
    guard let firstRow else { return message }
    let place = if let name = shard ?? nil { "\(name):\(firstRow)" } else { "\(firstRow)" }
    return "\(message) (first in row \(place))"
  }

  /// The warning for programs.
  var object: Cell {
    .object(
      [
        ("code", .text(code)), ("message", .text(message)), ("count", .integer(count)),
        ("firstRow", .integer(firstRow)),
      ] + (shard.map { [("shard", .text($0))] } ?? []))
  }
}
