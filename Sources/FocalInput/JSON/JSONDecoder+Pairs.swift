/// Arrays of objects that each hold a class and its prediction.
extension JSONDecoder {
  /// Decodes the predictions of the wanted classes, in whatever order they stand, and returns the index
  /// after the array.
  ///
  /// A class that is absent is missing; one that the first rows have not would have no column.
  mutating func decodePairs(
    _ bytes: Span<UInt8>, from start: Int, _ node: Int, _ row: Int, _ batch: inout ColumnBatch
  ) throws(JSONFault) -> Int {
    let classes = tree.nodes[node].children
    var index = scanner.skipSpaces(bytes, from: start + 1)
    while bytes.byte(at: index) != ASCII.closingBracket {
      let end = try passingScanner.value(bytes, from: index, outerDepth: open.count + 1)
      guard let pair = JSONPair(bytes, from: index, scanner) else {
        throw JSONFault(.noPair, at: index)
      }
      let label = pair.label.bytes(in: bytes)
      guard let place = tree.place(of: label[...], in: classes) else {
        throw JSONFault(
          .unknownClass(String(decoding: label, as: UTF8.self)), at: pair.label.range.lowerBound)
      }
      let child = tree.children[place]
      if case .field(let field) = tree.nodes[child].kind {
        guard lastRows[child] != rowSerial else {
          throw JSONFault(
            .repeatedMember(path: String(decoding: label, as: UTF8.self)), at: index)
        }
        lastRows[child] = rowSerial
        _ = try decodeField(bytes, from: pair.valueStart, field, row, &batch)
      }
      index = scanner.skipSpaces(bytes, from: end)
      if bytes.byte(at: index) == ASCII.comma {
        index = scanner.skipSpaces(bytes, from: index + 1)
        // A comma is followed by another value.
        guard bytes.byte(at: index) != ASCII.closingBracket else {
          throw scanner.unexpected(bytes, at: index, .value)
        }
      } else if bytes.byte(at: index) != ASCII.closingBracket {
        throw scanner.unexpected(bytes, at: index, .commaOrClosing)
      }
    }
    let container = Container(node: node, start: start, foundCount: 0)
    try decodeAbsent(container, row, &batch)
    return index + 1
  }
}
