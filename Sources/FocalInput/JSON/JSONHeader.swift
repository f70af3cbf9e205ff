/// The fields of the rows, as the first row has them.
package struct JSONHeader: Equatable, Sendable {
  /// The paths of the fields, such as `label`, `output.logits`, or `probs.0` for an element.
  ///
  /// Where the rows are arrays without names, paths begin with the number of the element, from 0.
  package let paths: [String]

  /// Whether the columns have names.
  package let hasNames: Bool

  /// The columns of the file that were passed over because nobody wants them.
  package internal(set) var otherNames: [String] = []

  /// The arrays whose elements are columns.
  package let arrays: [JSONArrayField]

  /// The fields that are arrays of any length.
  let listFields: Set<Int>

  let shape: JSONShape

  /// The header of a file that ends after the names of its columns.
  init(columnNames: [String]) {
    paths = columnNames
    hasNames = true
    arrays = []
    listFields = []
    let fields = columnNames.indices
    shape = JSONShape(
      nodes: [JSONShape.Node(kind: .array, children: fields.map { $0 + 1 })]
        + fields.map { JSONShape.Node(kind: .field($0)) })
  }

  /// The header that a row makes.
  ///
  /// - Parameters:
  ///   - row: where the row stands.
  ///   - bytes: the bytes of its chunk.
  ///   - scanner: how white space is read.
  ///   - columnNames: the names of the columns, where they are known already.
  ///   - listPaths: the paths of arrays that are fields, whatever their length.
  /// - Throws: ``JSONFault`` where the row is no JSON, or has not so many elements as names.
  init(
    of row: Range<Int>, in bytes: Span<UInt8>, _ scanner: JSONScanner, columnNames: [String]?,
    listPaths: Set<String> = []
  ) throws(JSONFault) {
    var builder = JSONShapeBuilder(scanner, columnNames: columnNames, listPaths: listPaths)
    try builder.build(bytes, row)
    paths = builder.paths
    shape = builder.shape
    arrays = builder.arrays
    listFields = builder.listFields
    let root = shape.nodes[0]
    hasNames = root.kind == .object || columnNames != nil
    guard let columnNames else { return }
    guard root.kind == .array else {
      let found = JSONKind(firstByte: bytes[row.lowerBound]) ?? .null
      throw JSONFault(.wrongKind(found: found, expected: .array), at: row.lowerBound)
    }
    guard root.children.count == columnNames.count else {
      throw JSONFault(
        .elementCount(found: root.children.count, expected: columnNames.count), at: row.lowerBound)
    }
  }
}

/// An array in the rows of a JSON table, as the first row has it.
///
/// Its elements are columns, unless the table is told to read it as a list.
package struct JSONArrayField: Equatable, Sendable {
  /// The path of the array, such as `labels`.
  package let path: String

  /// The elements.
  package internal(set) var elementCount = 0

  /// Whether every element is 0, 1, false or true.
  package internal(set) var hasOnlyBits = true

  init(path: String) { self.path = path }
}

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

/// Reads the structure of a row, and the paths of its fields.
struct JSONShapeBuilder {
  private(set) var shape = JSONShape()
  private(set) var paths: [String] = []

  /// The arrays in the row that are no lists.
  private(set) var arrays: [JSONArrayField] = []

  /// The fields that are arrays of any length.
  private(set) var listFields: Set<Int> = []

  private let scanner: JSONScanner
  private let columnNames: [String]?
  private let listPaths: Set<String>
  private var pathByteCount = 0
  private var open: [Container] = []

  /// An object or an array whose end has not come yet.
  private struct Container {
    var node: Int
    var path: String
    /// The members so far, by name.
    var members: [[UInt8]: Int] = [:]

    /// The place among the arrays in the row.
    var array: Int?
  }

  /// A builder.
  ///
  /// - Parameters:
  ///   - scanner: how white space is read.
  ///   - columnNames: the names of the elements where rows are arrays; nil for their numbers.
  ///   - listPaths: the paths of arrays that are fields, whatever their length.
  init(_ scanner: JSONScanner, columnNames: [String]?, listPaths: Set<String>) {
    self.scanner = scanner
    self.listPaths = listPaths
    self.columnNames = columnNames
  }

  /// Reads a row.
  ///
  /// - Parameters:
  ///   - bytes: a buffer.
  ///   - row: where in it the row stands; it has been checked.
  /// - Throws: ``JSONFault`` where the paths are too long.
  mutating func build(_ bytes: Span<UInt8>, _ row: Range<Int>) throws(JSONFault) {
    let bytes = bytes.extracting(first: row.upperBound)
    var index = row.lowerBound
    try beginValue(bytes, &index, path: "")
    while !open.isEmpty {
      index = scanner.skipSpaces(bytes, from: index)
      if bytes[index] == ASCII.comma {
        index = scanner.skipSpaces(bytes, from: index + 1)
      }
      guard bytes[index] | 0x20 != ASCII.closingBrace else {
        open.removeLast()
        index += 1
        continue
      }
      let node = open[open.count - 1].node
      if shape.nodes[node].kind == .object {
        try member(bytes, &index)
      } else {
        let path = elementPath(shape.nodes[node].children.count)
        attach()
        try beginValue(bytes, &index, path: path)
      }
    }
  }

  /// Reads a field whole, or begins an object or an array.
  private mutating func beginValue(
    _ bytes: Span<UInt8>, _ index: inout Int, path: String
  ) throws(JSONFault) {
    pathByteCount += path.utf8.count
    guard pathByteCount <= InputLimits.pathByteCount else {
      throw JSONFault(.pathsTooLong(limit: InputLimits.pathByteCount), at: index)
    }
    let kind = JSONKind(firstByte: bytes[index])
    noteElement(kind, bytes[index])
    switch kind {
    case .array where listPaths.contains(path):
      listFields.insert(paths.count)
      shape.nodes.append(JSONShape.Node(kind: .field(paths.count)))
      paths.append(path)
      index = try scanner.value(bytes, from: index)
    case .object: begin(.object, path, &index)
    case .array: begin(.array, path, &index)
    default:
      shape.nodes.append(JSONShape.Node(kind: .field(paths.count)))
      paths.append(path)
      index = try scanner.scalar(bytes, from: index)
    }
  }

  /// Notes what the array around a value has to say of it.
  private mutating func noteElement(_ kind: JSONKind?, _ byte: UInt8) {
    guard let array = open.last?.array else { return }
    arrays[array].elementCount += 1
    // The beginning tells: of other numbers that begin so, 10 say, the binder will say the rest.
    let isBit =
      kind == .boolean || kind == .number && [UInt8(ascii: "0"), UInt8(ascii: "1")].contains(byte)
    if !isBit { arrays[array].hasOnlyBits = false }
  }

  private mutating func begin(_ kind: JSONShape.Kind, _ path: String, _ index: inout Int) {
    let isArray = kind == .array && !open.isEmpty
    open.append(
      Container(node: shape.nodes.count, path: path, array: isArray ? arrays.count : nil))
    if isArray { arrays.append(JSONArrayField(path: path)) }
    shape.nodes.append(JSONShape.Node(kind: kind))
    index += 1
  }

  /// Makes the node that comes next a child of the innermost container.
  private mutating func attach(name: [UInt8]? = nil) {
    let last = open.count - 1
    shape.nodes[open[last].node].children.append(shape.nodes.count)
    guard let name else { return }
    shape.nodes[open[last].node].names.append(name)
    open[last].members[name] = shape.nodes.count
  }

  private mutating func member(
    _ bytes: Span<UInt8>, _ index: inout Int
  ) throws(JSONFault) {
    let string = try scanner.string(bytes, from: index)
    let name = string.text.bytes(in: bytes)
    index = try scanner.colon(bytes, from: string.end)
    let last = open.count - 1
    guard let known = open[last].members[name] else {
      attach(name: name)
      let text = String(decoding: name, as: UTF8.self)
      let path = open.count == 1 ? text : "\(open[last].path).\(text)"
      return try beginValue(bytes, &index, path: path)
    }
    // Both stand for one field, so that the decoder notices if somebody wants it.
    shape.nodes[open[last].node].children.append(known)
    shape.nodes[open[last].node].names.append(name)
    index = try scanner.value(bytes, from: index)
  }

  private func elementPath(_ number: Int) -> String {
    guard open.count == 1 else { return "\(open[open.count - 1].path).\(number)" }
    guard let columnNames, number < columnNames.count else { return "\(number)" }
    return columnNames[number]
  }
}
