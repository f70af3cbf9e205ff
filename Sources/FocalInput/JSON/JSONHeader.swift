/// The fields of the rows, as the first row has them.
public struct JSONHeader: Equatable, Sendable {
  /// The paths of the fields, such as `label`, `output.logits`, or `probs.0` for an element.
  ///
  /// Where the rows are arrays without names, paths begin with the number of the element, from 0.
  public let paths: [String]

  /// Whether the columns have names.
  public let hasNames: Bool

  /// The columns of the file that were passed over because nobody wants them.
  public internal(set) var otherNames: [String] = []

  /// The arrays whose elements are columns.
  public let arrays: [JSONArrayField]

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
