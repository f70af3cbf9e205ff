/// The structure of the first row: its fields, and where in a row they stand.
///
/// ```
/// {"id": "a", "output": {"probs": [0.2, 0.8]}}
///
/// 0 object  id ▶ 1, output ▶ 2
/// 1 field 0
/// 2 object  probs ▶ 3
/// 3 array   ▶ 4, 5
/// 4 field 1
/// 5 field 2
/// ```
struct JSONShape: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    case field(Int)
    case array
    case object
  }

  struct Node: Equatable, Sendable {
    var kind: Kind

    /// The nodes of the elements, or of the members' values; they come after this one.
    var children: [Int] = []

    /// The names of the members.
    var names: [[UInt8]] = []
  }

  /// The nodes; the first is the row.
  var nodes: [Node] = []
}
