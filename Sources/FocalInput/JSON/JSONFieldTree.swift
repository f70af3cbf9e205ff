/// The wanted part of the first row's structure, laid out for fast reading.
///
/// In files that programs write every row has its members in the order of the first. So a name is
/// compared with the one that stood there in the first row; others are searched for.
struct JSONFieldTree: Sendable {
  /// What is wanted of a value.
  enum Kind: Sendable {
    /// Nothing.
    case skipped
    /// The value as a field.
    case field(Int)
    /// Some elements.
    case array
    /// Some members.
    case object
    /// Some classes.
    case pairs
  }

  struct Node: Sendable {
    var kind = Kind.skipped
    /// The places of the children in ``children``, and of their names in ``names``.
    var children = 0..<0
    /// The children in which something is wanted, each counted once.
    var wantedCount = 0
  }

  private struct Name {
    var range: Range<Int>
    /// Whether the name stands in JSON as it is, without escapes.
    var isPlain: Bool
  }

  let nodes: [Node]
  let children: [Int]
  private let nameBytes: [UInt8]
  private let names: [Name]
  /// The places of the names of every object, sorted by their bytes.
  private let sortedNames: [Int]

  /// Lays out what is wanted.
  ///
  /// - Parameters:
  ///   - shape: the structure of the first row.
  ///   - isWanted: whether a field is.
  init(_ shape: JSONShape, isWanted: (Int) -> Bool) {
    var nodes = shape.nodes.map { _ in Node() }
    var children: [Int] = []
    var nameBytes: [UInt8] = []
    var names: [Name] = []
    var sortedNames: [Int] = []
    // Children come after their parents, so backwards every child is done before its parent.
    for index in shape.nodes.indices.reversed() {
      let node = shape.nodes[index]
      if case .field(let field) = node.kind {
        if isWanted(field) { nodes[index].kind = .field(field) }
        continue
      }
      let wanted = Set(node.children.filter { nodes[$0].isWanted })
      guard !wanted.isEmpty else { continue }
      let start = children.count
      nodes[index].kind = Kind(node.kind)
      nodes[index].wantedCount = wanted.count
      nodes[index].children = start..<start + node.children.count
      children += node.children
      for name in node.names {
        let range = nameBytes.count..<nameBytes.count + name.count
        names.append(Name(range: range, isPlain: !name.contains(where: Self.needsEscape)))
        nameBytes += name
      }
      if node.kind == .array {
        names += node.children.map { _ in Name(range: 0..<0, isPlain: false) }
        sortedNames += Array(start..<children.count)
      } else {
        sortedNames += (start..<children.count).sorted {
          nameBytes[names[$0].range].lexicographicallyPrecedes(nameBytes[names[$1].range])
        }
      }
    }
    self.nodes = nodes
    self.children = children
    self.nameBytes = nameBytes
    self.names = names
    self.sortedNames = sortedNames
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte == ASCII.quote || byte == ASCII.backslash || byte < ASCII.space
  }

  /// The name of a member as text.
  func name(_ place: Int) -> String {
    String(decoding: nameBytes[names[place].range], as: UTF8.self)
  }

  /// The index after a name and its quotes, if they stand at an index as they are.
  @inline(__always)
  func match(_ place: Int, _ bytes: Span<UInt8>, at quote: Int) -> Int? {
    let name = names[place]
    let start = quote + 1
    let close = start + name.range.count
    guard name.isPlain, bytes.byte(at: close) == ASCII.quote else { return nil }
    var offset = name.range.lowerBound
    for index in start..<close {
      guard bytes[index] == nameBytes[offset] else { return nil }
      offset += 1
    }
    return close + 1
  }

  /// The place of a name among the members of an object; nil where the first row has none such.
  func place(of name: ArraySlice<UInt8>, in members: Range<Int>) -> Int? {
    var (lower, upper) = (members.lowerBound, members.upperBound)
    while lower < upper {
      let middle = (lower + upper) / 2
      if nameBytes[names[sortedNames[middle]].range].lexicographicallyPrecedes(name) {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    guard lower < members.upperBound else { return nil }
    let place = sortedNames[lower]
    return nameBytes[names[place].range] == name ? place : nil
  }
}

extension JSONFieldTree.Kind {
  /// The kind of a value in which something is wanted.
  fileprivate init(_ kind: JSONShape.Kind) {
    self =
      switch kind {
      case .field(let field): .field(field)
      case .array: .array
      case .object: .object
      case .pairs: .pairs
      case .skipped: .skipped
      }
  }
}

extension JSONFieldTree.Node {
  /// Whether something in the value is wanted.
  var isWanted: Bool {
    if case .skipped = kind { false } else { true }
  }
}
