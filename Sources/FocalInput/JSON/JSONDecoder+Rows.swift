/// The way through a row, from wanted value to wanted value.
extension JSONDecoder {
  /// Decodes one row and returns the index after it.
  mutating func decodeRow(
    _ bytes: Span<UInt8>, from start: Int, _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int {
    batch.reserveRow(row, widths)
    // Members may come in any order.
    batch.fields.append(contentsOf: repeatElement(0..<0, count: plan.keptFields.count))
    rowSerial &+= 1
    open.removeAll(keepingCapacity: true)
    // The row stands in nothing, so that the container around it has no node.
    var container = Container(node: -1, start: start)
    var index = start
    var node = 0
    while true {
      let value = tree.nodes[node]
      switch value.kind {
      case .field(let field):
        index = try decodeField(bytes, from: index, field, row, &batch)
      case .skipped:
        index = try passingScanner.value(bytes, from: index)
      case .object where bytes.byte(at: index) == ASCII.openingBrace,
        .array where bytes.byte(at: index) == ASCII.openingBracket:
        guard open.count < InputLimits.nestingDepth else {
          throw JSONFault(.nestingTooDeep(limit: InputLimits.nestingDepth), at: index)
        }
        open.append(container)
        container = Container(node: node, start: index)
        index += 1
      case .pairs where bytes.byte(at: index) == ASCII.openingBracket:
        index = try decodePairs(bytes, from: index, node, row, &batch)
      case .pairs:
        index = try decodeOther(bytes, from: index, node, expected: .array, row, &batch)
      case .object:
        index = try decodeOther(bytes, from: index, node, expected: .object, row, &batch)
      case .array:
        index = try decodeOther(bytes, from: index, node, expected: .array, row, &batch)
      }
      // On to the next wanted value, out of the objects and arrays that end before it.
      while true {
        guard container.node >= 0 else { return index }
        let isObject = bytes[container.start] == ASCII.openingBrace
        if let next = isObject
          ? try nextMember(bytes, &index, &container, row, &batch)
          : try nextElement(bytes, &index, &container)
        {
          node = next
          break
        }
        container = open.removeLast()
      }
    }
  }

  /// Goes to the next wanted member of an object, and returns its node; nil after its end.
  private mutating func nextMember(
    _ bytes: Span<UInt8>, _ position: inout Int, _ container: inout Container, _ row: Int,
    _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int? {
    let members = tree.nodes[container.node].children
    var index = position
    while true {
      guard try moveToItem(bytes, &index, &container, before: ASCII.closingBrace) else {
        position = index
        try decodeAbsent(container, row, &batch)
        return nil
      }
      let nameStart = index
      let place = try name(bytes, &index, members, container.next)
      if open.count == 1, !plan.appendedNames.isEmpty { try checkName(bytes, at: nameStart) }
      index = try scanner.colon(bytes, from: index)
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
      index = try passingScanner.value(bytes, from: index, outerDepth: open.count)
    }
  }

  /// Checks that a member of the row has not the name of one that is appended.
  private func checkName(_ bytes: Span<UInt8>, at start: Int) throws(JSONFault) {
    let name = String(
      decoding: try passingScanner.string(bytes, from: start).text.bytes(in: bytes), as: UTF8.self)
    guard !plan.appendedNames.containsBytes(of: name) else {
      throw JSONFault(.appendedMember(name), at: start)
    }
  }

  /// Moves to the next member or element, over the comma before it.
  ///
  /// - Returns: false at the closing bracket, with the index after it.
  @inline(__always)
  private func moveToItem(
    _ bytes: Span<UInt8>, _ index: inout Int, _ container: inout Container, before closing: UInt8
  ) throws(JSONFault) -> Bool {
    index = scanner.skipSpaces(bytes, from: index)
    if bytes.byte(at: index) == closing {
      index += 1
      return false
    }
    if container.isFresh {
      container.isFresh = false
    } else {
      guard bytes.byte(at: index) == ASCII.comma else {
        throw scanner.unexpected(bytes, at: index, .commaOrClosing)
      }
      index = scanner.skipSpaces(bytes, from: index + 1)
    }
    return true
  }

  /// Passes over a name, and returns its place in the tree; nil where the first row has none such.
  @inline(__always)
  private func name(
    _ bytes: Span<UInt8>, _ index: inout Int, _ members: Range<Int>, _ next: Int
  ) throws(JSONFault) -> Int? {
    guard bytes.byte(at: index) == ASCII.quote else {
      throw scanner.unexpected(bytes, at: index, .memberName)
    }
    if next < members.count,
      let nameEnd = tree.match(members.lowerBound + next, bytes, at: index)
    {
      index = nameEnd
      return members.lowerBound + next
    }
    let name = try passingScanner.string(bytes, from: index)
    index = name.end
    return tree.place(of: name.text.bytes(in: bytes)[...], in: members)
  }

  /// Goes to the next wanted element of an array, and returns its node; nil after its end.
  private func nextElement(
    _ bytes: Span<UInt8>, _ position: inout Int, _ container: inout Container
  ) throws(JSONFault) -> Int? {
    let elements = tree.nodes[container.node].children
    var index = position
    while true {
      guard try moveToItem(bytes, &index, &container, before: ASCII.closingBracket) else {
        position = index
        try checkElements(container)
        return nil
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
      index = try passingScanner.value(bytes, from: index, outerDepth: open.count)
    }
  }

  private func checkElements(_ container: Container) throws(JSONFault) {
    let expected = tree.nodes[container.node].children.count
    guard container.next == expected else {
      throw JSONFault(
        .elementCount(found: container.next, expected: expected), at: container.start)
    }
  }

  /// Decodes the wanted members that an object has not.
  mutating func decodeAbsent(
    _ container: Container, _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) {
    let node = tree.nodes[container.node]
    guard container.foundCount < node.wantedCount else { return }
    for place in node.children {
      let child = tree.children[place]
      if tree.nodes[child].isWanted, lastRows[child] != rowSerial {
        lastRows[child] = rowSerial
        try decodeAbsent(child, place, container, row, &batch)
      }
    }
  }

  /// The path of a member of the innermost object.
  func path(to container: Container, _ name: String) -> String {
    let outer = open.dropFirst().map { container in
      let node = tree.nodes[container.node]
      if case .array = node.kind { return "\(container.next - 1)" }
      return tree.name(node.children.lowerBound + container.next - 1)
    }
    return (outer + [name]).joined(separator: ".")
  }
}
