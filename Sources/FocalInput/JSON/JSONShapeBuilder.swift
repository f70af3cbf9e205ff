/// Makes fields of what rows have in common: which values are columns, and what these are called.
///
/// Four things are not columns as they stand:
///
/// ```
/// "p": [0.9]                                   one element is the scalar            p
/// "p": {"type": 1, "values": [0.1, 0.9]}       a vector of Spark is its values      p.0, p.1
/// "p": [{"label": "a", "score": 0.9}, …]       pairs are columns by class           p.a, …
/// "p": [3, 7], read as a list                  an array of any length is a field    p
/// ```
struct JSONShapeBuilder {
  private(set) var shape: JSONShape
  private(set) var paths: [String] = []

  /// The arrays in the row that are no lists.
  private(set) var arrays: [ArrayField] = []

  /// The arrays of classes and predictions.
  private(set) var pairs: [PairsField] = []

  /// The paths of the members that have fields within them.
  private(set) var members: Set<[UInt8]> = []

  /// The fields that are arrays of any length.
  private(set) var listFields: Set<Int> = []

  private let nodes: [JSONSurvey.Node]
  private let columnNames: [String]?
  private let listPaths: Set<[UInt8]>
  private var pathByteCount = 0

  /// The nodes that are to become fields, the next one last, and their paths.
  private var pending: [(node: Int, path: String)] = []

  /// Builds the shape.
  ///
  /// - Parameters:
  ///   - survey: what the rows have; one has been added.
  ///   - columnNames: the names of the elements where rows are arrays; nil for their numbers.
  ///   - listPaths: the paths of arrays that are fields, whatever their length.
  /// - Throws: ``JSONProblem`` where the paths are too long.
  init(
    _ survey: JSONSurvey, columnNames: [String]?, listPaths: Set<[UInt8]>
  ) throws(JSONProblem) {
    nodes = survey.nodes
    self.columnNames = columnNames
    self.listPaths = listPaths
    shape = JSONShape(
      nodes: nodes.map {
        JSONShape.Node(children: $0.children, names: $0.names, places: $0.places)
      })
    pending = [(0, "")]
    while let (node, path) = pending.popLast() { try add(node, path) }
  }

  private mutating func add(_ node: Int, _ path: String) throws(JSONProblem) {
    let isRow = node == 0
    switch nodes[node].kind {
    case .null, .scalar, .whole: try addField(node, path)
    case .array where !isRow && listPaths.contains(path.bytes):
      listFields.insert(paths.count)
      try addField(node, path)
    case .array:
      if !isRow { members.insert(path.bytes) }
      if !isRow, arrays.last?.path.hasBytes(of: path) != true {
        arrays.append(ArrayField(path: path, nodes[node]))
      }
      if !isRow, let classes = nodes[node].array.classes, !classes.isEmpty {
        return try addPairs(node, path, classes)
      }
      shape.nodes[node].kind = .array
      let children = nodes[node].children
      let isScalar = !isRow && isScalar(node)
      for (place, child) in children.enumerated().reversed() {
        pending.append((child, isScalar ? path : elementPath(place, path, isRow: isRow)))
      }
    case .object where !isRow && isSparseVector(node):
      // Its values have no columns of their own: a number that is wanted of it is an error.
      try addField(node, path)
    case .object:
      if !isRow { members.insert(path.bytes) }
      shape.nodes[node].kind = .object
      let names = nodes[node].names
      let vector = isRow ? nil : vectorPlaces(node)
      for (place, child) in nodes[node].children.enumerated().reversed() {
        if place == vector?.type { continue }
        let name = String(decoding: names[place], as: UTF8.self)
        let own = isRow ? name : "\(path).\(name)"
        pending.append((child, place == vector?.values ? path : own))
      }
    }
  }

  private mutating func addField(_ node: Int, _ path: String) throws(JSONProblem) {
    pathByteCount += path.utf8.count
    guard pathByteCount <= InputLimits.pathByteCount else {
      throw .pathsTooLong(limit: InputLimits.pathByteCount)
    }
    shape.nodes[node].kind = .field(paths.count)
    shape.nodes[node].children = []
    shape.nodes[node].names = []
    shape.nodes[node].places = [:]
    paths.append(path)
  }

  private mutating func addPairs(
    _ node: Int, _ path: String, _ classes: [[UInt8]]
  ) throws(JSONProblem) {
    let names = classes.map { String(decoding: $0, as: UTF8.self) }
    let first = paths.count
    shape.nodes[node] = JSONShape.Node(kind: .pairs, children: [], names: classes)
    for name in names {
      shape.nodes[node].children.append(shape.nodes.count)
      shape.nodes.append(JSONShape.Node())
      try addField(shape.nodes.count - 1, "\(path).\(name)")
    }
    pairs.append(PairsField(path: path, classes: names, fields: first..<paths.count))
  }

  private func elementPath(_ place: Int, _ path: String, isRow: Bool) -> String {
    guard isRow else { return "\(path).\(place)" }
    guard let columnNames, place < columnNames.count else { return "\(place)" }
    return columnNames[place]
  }

  /// Whether an array has one element only, which is a scalar or such an array.
  private func isScalar(_ node: Int) -> Bool {
    var node = node
    while nodes[node].kind == .array {
      guard nodes[node].children.count == 1 else { return false }
      node = nodes[node].children[0]
    }
    return nodes[node].kind != .object
  }

  /// Whether an object is a vector of Spark that leaves out its zeros.
  private func isSparseVector(_ node: Int) -> Bool {
    ["size", "indices", "values"].allSatisfy { nodes[node].places[Array($0.utf8)] != nil }
  }

  /// The places of the members of a dense vector as Spark writes it; nil where an object is none.
  private func vectorPlaces(_ node: Int) -> (type: Int, values: Int)? {
    let vector = nodes[node]
    guard vector.names.count == 2, let type = vector.places[Array("type".utf8)],
      let values = vector.places[Array("values".utf8)],
      nodes[vector.children[type]].kind == .scalar,
      nodes[vector.children[values]].kind == .array
    else { return nil }
    return (type, values)
  }
}
