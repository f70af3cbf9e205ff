/// The structure of the rows: their fields, and where in a row they stand.
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
    /// An array of objects, each a class and its prediction.
    case pairs
    /// A value that is no column.
    case skipped
  }

  struct Node: Equatable, Sendable {
    var kind = Kind.skipped

    /// The nodes of the elements, of the members' values, or of the classes; they come after this one.
    var children: [Int] = []

    /// The names of the members, or of the classes.
    var names: [[UInt8]] = []

    /// The place of each member.
    var places: [[UInt8]: Int] = [:]
  }

  /// The nodes; the first is the row.
  var nodes: [Node] = []
}

extension JSONShape {
  /// The fields that the scalars of a row are, in the order in which they stand; −1 for one that is no
  /// field.
  ///
  /// - Parameters:
  ///   - row: where the row stands; it has been checked.
  ///   - bytes: the bytes of its chunk.
  ///   - scanner: how white space is read.
  /// - Returns: the fields; nil where an array has another number of elements.
  func fields(
    of row: Range<Int>, in bytes: Span<UInt8>, _ scanner: JSONScanner
  ) -> [Int]? {
    struct Container {
      var node: Int
      var isObject: Bool
      var itemCount = 0
    }
    let bytes = bytes.extracting(first: row.upperBound)
    var fields: [Int] = []
    var open: [Container] = []
    var index = row.lowerBound
    var node = 0
    while true {
      let kind = node >= 0 ? nodes[node].kind : .skipped
      switch JSONKind(firstByte: bytes.byte(at: index)) {
      case .object:
        open.append(Container(node: kind == .object ? node : -1, isObject: true))
        index += 1
      case .array:
        open.append(Container(node: kind == .array ? node : -1, isObject: false))
        index += 1
      default:
        if case .field(let field) = kind { fields.append(field) } else { fields.append(-1) }
        guard let end = try? scanner.scalar(bytes, from: index) else { return nil }
        index = end
      }
      // On to the next value, out of the objects and arrays that end before it.
      while true {
        guard let container = open.last else { return fields }
        index = scanner.skipSpaces(bytes, from: index)
        if bytes.byte(at: index) == ASCII.comma {
          index = scanner.skipSpaces(bytes, from: index + 1)
        }
        if bytes.byte(at: index) | 0x20 != ASCII.closingBrace { break }
        if container.node >= 0, !container.isObject,
          nodes[container.node].children.count != container.itemCount
        {
          return nil
        }
        open.removeLast()
        index += 1
      }
      let container = open[open.count - 1]
      open[open.count - 1].itemCount += 1
      if container.isObject {
        guard let name = try? scanner.string(bytes, from: index),
          let valueStart = try? scanner.colon(bytes, from: name.end)
        else { return nil }
        node = child(of: container.node, name, in: bytes, likely: container.itemCount)
        index = valueStart
      } else {
        let children = container.node >= 0 ? nodes[container.node].children : []
        node = container.itemCount < children.count ? children[container.itemCount] : -1
      }
    }
  }

  /// The node of a member; −1 where there is none.
  private func child(
    of node: Int, _ name: JSONString, in bytes: Span<UInt8>, likely place: Int
  ) -> Int {
    guard node >= 0 else { return -1 }
    let names = nodes[node].names
    let text = name.text.bytes(in: bytes)
    if place < names.count, names[place] == text { return nodes[node].children[place] }
    return nodes[node].places[text].map { nodes[node].children[$0] } ?? -1
  }
}
