/// Gathers the structure of rows: every member that one of them has, and what arrays hold.
///
/// Rows differ: a member may be absent, or null where another row has an array. A value that contradicts
/// the rows before, such as an object where they have a number, is left to the decoder.
struct JSONSurvey {
  enum Kind {
    /// Null so far.
    case null
    case scalar
    case array
    case object
    /// An array or object that nobody may want, too long to make columns of.
    case whole
  }

  struct Node {
    var kind: Kind
    /// The nodes of the elements or the members' values; they come after this one.
    var children: [Int] = []
    /// The names of the members, and the place of each.
    var names: [[UInt8]] = []
    var places: [[UInt8]: Int] = [:]
    var array = ArrayFacts()
    /// The rows in which the value was met first and last.
    var firstRow = 0
    var lastRow = 0
  }

  /// What the rows say of an array.
  struct ArrayFacts {
    /// Whether every element is 0, 1, false or true.
    var hasOnlyBits = true
    /// Whether the array has as many elements in every row.
    var hasOneLength = true
    /// The classes, where every element is a class and its prediction; nil where one is not.
    var classes: [[UInt8]]? = []
    /// The same, to be searched.
    var knownClasses: Set<[UInt8]> = []
  }

  /// The nodes; the first is the row.
  private(set) var nodes: [Node] = []

  /// Whether a member is left whole.
  private(set) var hasWholes = false

  /// The names of the elements where rows are arrays.
  var columnNames: [String] = []

  private let scanner: JSONScanner
  private let isWanted: (String) -> Bool
  private var rowCount = 0

  /// The ways in which rows are written, and for each value the array that it is an element of, or −1.
  private var known: [(pieces: JSONPlainRow, arrays: [Int])] = []

  /// How many ways of writing are kept, since each is tried on every row that follows.
  private static let knownCount = 8

  /// Whether there are pairs, whose classes have to be read in every row.
  private var hasPairs = false

  /// The objects and arrays that are open.
  private var open: [Container] = []

  /// The arrays of the values of the row, in the order in which they stand.
  private var arrays: [Int] = []

  private struct Container {
    /// The node; −1 within a value that contradicts the rows before.
    var node: Int
    var isObject: Bool
    var itemCount = 0
  }

  /// A survey of no rows.
  ///
  /// - Parameters:
  ///   - scanner: how white space is read.
  ///   - isWanted: whether a member of a name may be wanted.
  init(_ scanner: JSONScanner, isWanted: @escaping (String) -> Bool) {
    self.scanner = scanner
    self.isWanted = isWanted
  }

  /// Adds a row.
  ///
  /// - Parameters:
  ///   - row: where the row stands; it has been checked.
  ///   - bytes: the bytes of its chunk.
  /// - Throws: ``JSONFault`` where the row is no JSON after all.
  mutating func add(_ row: Range<Int>, in bytes: Span<UInt8>) throws(JSONFault) {
    let text = bytes.extracting(first: row.upperBound)
    rowCount += 1
    open.removeAll(keepingCapacity: true)
    arrays.removeAll(keepingCapacity: true)
    var index = row.lowerBound
    var node = -1
    if nodes.isEmpty {
      node = append(Node(kind: kind(text.byte(at: index))))
    } else {
      node = met(0, text.byte(at: index))
    }
    try begin(text, &index, node)
    while let container = open.last {
      index = scanner.skipSpaces(text, from: index)
      if text.byte(at: index) == ASCII.comma {
        index = scanner.skipSpaces(text, from: index + 1)
      }
      if text.byte(at: index) | 0x20 == ASCII.closingBrace {
        close(container)
        index += 1
      } else if container.isObject {
        try member(text, &index)
      } else {
        try element(text, &index)
      }
    }
    guard known.count < Self.knownCount, !hasWholes,
      let pieces = JSONPlainRow(row, of: bytes, scanner), pieces.valueCount == arrays.count
    else { return }
    known.append((pieces, arrays))
  }

  /// Adds a row if it is written as one before, values aside.
  ///
  /// - Returns: false where it is not, and has to be checked and added.
  mutating func addKnown(_ row: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard !hasPairs else { return false }
    let text = bytes.extracting(first: row.upperBound)
    for (pieces, arrays) in known {
      guard let starts = pieces.valueStarts(row, of: text, scanner) else { continue }
      for (start, array) in zip(starts, arrays) where array >= 0 && !isBit(text[start]) {
        nodes[array].array.hasOnlyBits = false
      }
      return true
    }
    return false
  }

  // MARK: Values

  private func kind(_ byte: UInt8) -> Kind {
    switch JSONKind(firstByte: byte) {
    case .object: .object
    case .array: .array
    case .null: .null
    default: .scalar
    }
  }

  private mutating func append(_ node: Node) -> Int {
    nodes.append(node)
    nodes[nodes.count - 1].firstRow = rowCount
    nodes[nodes.count - 1].lastRow = rowCount
    return nodes.count - 1
  }

  /// The node for a value that begins with a byte, where it goes with the rows before; else −1.
  private mutating func met(_ node: Int, _ byte: UInt8) -> Int {
    let kind = kind(byte)
    nodes[node].lastRow = rowCount
    if nodes[node].kind == .null { nodes[node].kind = kind }
    return nodes[node].kind == kind ? node : -1
  }

  /// Passes over a scalar, or begins an object or an array.
  private mutating func begin(
    _ bytes: Span<UInt8>, _ index: inout Int, _ node: Int
  ) throws(JSONFault) {
    switch kind(bytes.byte(at: index)) {
    case .object, .array:
      open.append(Container(node: node, isObject: bytes[index] == ASCII.openingBrace))
      index += 1
    default:
      let array = open.last.map { $0.isObject ? -1 : $0.node } ?? -1
      arrays.append(array)
      index = try scanner.scalar(bytes, from: index)
    }
  }

  private mutating func close(_ container: Container) {
    open.removeLast()
    guard container.node >= 0, !container.isObject,
      nodes[container.node].children.count != container.itemCount
    else { return }
    nodes[container.node].array.hasOneLength = false
  }

  private mutating func member(_ bytes: Span<UInt8>, _ index: inout Int) throws(JSONFault) {
    let string = try scanner.string(bytes, from: index)
    index = try scanner.colon(bytes, from: string.end)
    let owner = open[open.count - 1].node
    open[open.count - 1].itemCount += 1
    guard owner >= 0 else { return try begin(bytes, &index, -1) }
    let name = string.text.bytes(in: bytes)
    let byte = bytes.byte(at: index)
    if let end = endOfWhole(bytes, from: index, String(decoding: name, as: UTF8.self)) {
      if nodes[owner].places[name] == nil { addMember(name, .whole, to: owner) }
      index = end
      return
    }
    guard let place = nodes[owner].places[name] else {
      return try begin(bytes, &index, addMember(name, kind(byte), to: owner))
    }
    let node = nodes[owner].children[place]
    // What is there twice in a row is an error where somebody wants it, and else says nothing.
    let isRepeated = nodes[node].lastRow == rowCount
    try begin(bytes, &index, isRepeated ? -1 : met(node, byte))
  }

  @discardableResult
  private mutating func addMember(_ name: [UInt8], _ kind: Kind, to owner: Int) -> Int {
    let node = append(Node(kind: kind))
    nodes[owner].places[name] = nodes[owner].names.count
    nodes[owner].names.append(name)
    nodes[owner].children.append(node)
    return node
  }

  /// The end of a member of the row that is left whole; nil for one that is divided.
  private mutating func endOfWhole(
    _ bytes: Span<UInt8>, from start: Int, _ name: @autoclosure () -> String
  ) -> Int? {
    guard open.count == 1, bytes.count - start > InputLimits.dividedByteCount,
      kind(bytes.byte(at: start)) == .array || kind(bytes.byte(at: start)) == .object,
      case .end(let end) = JSONCutter.cut(bytes, from: start, to: bytes.count, isAll: true),
      end - start > InputLimits.dividedByteCount, !isWanted(name())
    else { return nil }
    hasWholes = true
    return end
  }

  private mutating func element(_ bytes: Span<UInt8>, _ index: inout Int) throws(JSONFault) {
    let owner = open[open.count - 1].node
    let place = open[open.count - 1].itemCount
    open[open.count - 1].itemCount += 1
    guard owner >= 0 else { return try begin(bytes, &index, -1) }
    let byte = bytes.byte(at: index)
    if !isBit(byte) { nodes[owner].array.hasOnlyBits = false }
    noteClass(bytes, index, of: owner)
    // The first row that has elements says how many there are.
    let childCount = nodes[owner].children.count
    let isNew =
      childCount == place && (place == 0 || nodes[nodes[owner].children[0]].firstRow == rowCount)
    let name = place < columnNames.count ? columnNames[place] : ""
    if let end = endOfWhole(bytes, from: index, name) {
      if isNew {
        let node = append(Node(kind: .whole))
        nodes[owner].children.append(node)
      }
      index = end
    } else if isNew {
      let node = append(Node(kind: kind(byte)))
      nodes[owner].children.append(node)
      try begin(bytes, &index, node)
    } else if place < childCount {
      try begin(bytes, &index, met(nodes[owner].children[place], byte))
    } else {
      try begin(bytes, &index, -1)
    }
  }

  /// Whether a value begins as 0, 1, false and true do.
  ///
  /// The beginning tells: of other numbers that begin so, 10 say, the binder will say the rest.
  private func isBit(_ byte: UInt8) -> Bool {
    byte == ASCII.zero || byte == UInt8(ascii: "1") || JSONKind(firstByte: byte) == .boolean
  }

  private mutating func noteClass(_ bytes: Span<UInt8>, _ index: Int, of array: Int) {
    guard nodes[array].array.classes != nil else { return }
    guard let pair = JSONPair(bytes, from: index, scanner) else {
      nodes[array].array.classes = nil
      return
    }
    let name = pair.label.bytes(in: bytes)
    hasPairs = true
    guard nodes[array].array.knownClasses.insert(name).inserted else { return }
    nodes[array].array.classes?.append(name)
  }
}
