/// The way through a row, from wanted value to wanted value.
extension JSONDecoder {
  /// Decodes one row and returns the index after it.
  mutating func decodeRow(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int {
    batch.reserveRow(row, widths)
    rowSerial += 1
    open.removeAll(keepingCapacity: true)
    var index = start
    var node = 0
    while true {
      index = try decodeValue(bytes, from: index, to: end, node, row, &batch)
      // On to the next wanted value, out of the objects and arrays that end before it.
      while true {
        guard var container = open.popLast() else { return index }
        let isObject = if case .object = tree.nodes[container.node].kind { true } else { false }
        let next =
          isObject
          ? try nextMember(bytes, &index, to: end, &container)
          : try nextElement(bytes, &index, to: end, &container)
        if let next {
          open.append(container)
          node = next
          break
        }
      }
    }
  }

  /// Decodes a field, passes over what is not wanted, or opens an object or an array.
  private mutating func decodeValue(
    _ bytes: Span<UInt8>, from index: Int, to end: Int, _ node: Int, _ row: Int,
    _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int {
    let (kind, bracket): (JSONKind, UInt8)
    switch tree.nodes[node].kind {
    case .field(let field):
      return try decodeField(bytes, from: index, to: end, field, row, &batch)
    case .skipped:
      return try scanner.value(bytes, from: index, to: end, outerDepth: open.count)
    case .object: (kind, bracket) = (.object, ASCII.openingBrace)
    case .array: (kind, bracket) = (.array, ASCII.openingBracket)
    }
    guard index < end, bytes[index] == bracket else {
      return try decodeOther(bytes, from: index, to: end, node, expected: kind, row, &batch)
    }
    guard open.count < InputLimits.nestingDepth else {
      throw JSONFault(.nestingTooDeep(limit: InputLimits.nestingDepth), at: index)
    }
    open.append(Container(node: node, start: index))
    return index + 1
  }

  /// Goes to the next wanted member of an object, and returns its node; nil after its end.
  private mutating func nextMember(
    _ bytes: Span<UInt8>, _ position: inout Int, to end: Int, _ container: inout Container
  ) throws(JSONFault) -> Int? {
    let members = tree.nodes[container.node].children
    var index = position
    while true {
      index = scanner.skipSpaces(bytes, from: index, to: end)
      if index < end, bytes[index] == ASCII.closingBrace {
        position = index + 1
        try checkMembers(container)
        return nil
      }
      if container.isFresh {
        container.isFresh = false
      } else {
        guard index < end, bytes[index] == ASCII.comma else {
          throw scanner.unexpected(bytes, at: index, to: end, .commaOrClosing)
        }
        index = scanner.skipSpaces(bytes, from: index + 1, to: end)
      }
      let nameStart = index
      let place = try name(bytes, &index, to: end, members, container.next)
      index = try scanner.colon(bytes, from: index, to: end)
      if let place {
        container.next = place - members.lowerBound + 1
        let child = tree.children[place]
        if tree.nodes[child].isWanted {
          guard lastRows[child] != rowSerial else {
            throw JSONFault(
              .repeatedMember(path: path(to: container, tree.name(place))), at: nameStart)
          }
          lastRows[child] = rowSerial
          container.foundCount += 1
          position = index
          return child
        }
      }
      index = try scanner.value(bytes, from: index, to: end, outerDepth: open.count + 1)
    }
  }

  /// Passes over a name, and returns its place in the tree; nil where the first row has none such.
  @inline(__always)
  private func name(
    _ bytes: Span<UInt8>, _ index: inout Int, to end: Int, _ members: Range<Int>, _ next: Int
  ) throws(JSONFault) -> Int? {
    guard index < end, bytes[index] == ASCII.quote else {
      throw scanner.unexpected(bytes, at: index, to: end, .memberName)
    }
    if next < members.count,
      let nameEnd = tree.match(members.lowerBound + next, bytes, at: index, to: end)
    {
      index = nameEnd
      return members.lowerBound + next
    }
    let name = try scanner.string(bytes, from: index, to: end)
    index = name.end
    return tree.place(of: name.text.bytes(in: bytes)[...], in: members)
  }

  /// Goes to the next wanted element of an array, and returns its node; nil after its end.
  private func nextElement(
    _ bytes: Span<UInt8>, _ position: inout Int, to end: Int, _ container: inout Container
  ) throws(JSONFault) -> Int? {
    let elements = tree.nodes[container.node].children
    var index = position
    while true {
      index = scanner.skipSpaces(bytes, from: index, to: end)
      if index < end, bytes[index] == ASCII.closingBracket {
        position = index + 1
        try checkElements(container)
        return nil
      }
      if container.isFresh {
        container.isFresh = false
      } else {
        guard index < end, bytes[index] == ASCII.comma else {
          throw scanner.unexpected(bytes, at: index, to: end, .commaOrClosing)
        }
        index = scanner.skipSpaces(bytes, from: index + 1, to: end)
      }
      let element = container.next
      container.next += 1
      if element < elements.count {
        let child = tree.children[elements.lowerBound + element]
        if tree.nodes[child].isWanted {
          position = index
          return child
        }
      }
      index = try scanner.value(bytes, from: index, to: end, outerDepth: open.count + 1)
    }
  }

  private func checkElements(_ container: Container) throws(JSONFault) {
    let expected = tree.nodes[container.node].children.count
    guard container.next == expected else {
      throw JSONFault(
        .elementCount(found: container.next, expected: expected), at: container.start)
    }
  }

  private func checkMembers(_ container: Container) throws(JSONFault) {
    let node = tree.nodes[container.node]
    guard container.foundCount < node.wantedCount else { return }
    for place in node.children {
      let child = tree.children[place]
      if tree.nodes[child].isWanted, lastRows[child] != rowSerial {
        throw JSONFault(
          .missingMember(path: path(to: container, tree.name(place))), at: container.start)
      }
    }
  }

  /// The path of a member of an object that is not in ``open``.
  private func path(to container: Container, _ name: String) -> String {
    let outer = open.map { container in
      let node = tree.nodes[container.node]
      if case .array = node.kind { return "\(container.next - 1)" }
      return tree.name(node.children.lowerBound + container.next - 1)
    }
    return (outer + [name]).joined(separator: ".")
  }
}
