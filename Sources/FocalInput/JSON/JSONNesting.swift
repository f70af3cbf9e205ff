/// The objects and arrays that are open at a place, one bit for each.
///
/// No memory is allocated, and nothing is called within itself: a file of opening brackets is an
/// error like any other.
struct JSONNesting {
  private var areObjects: [8 of UInt64] = .init(repeating: 0)

  /// The objects and arrays open.
  private(set) var depth = 0

  /// Opens an object or an array.
  ///
  /// - Parameters:
  ///   - isObject: whether it is an object.
  ///   - index: where it begins.
  ///   - outerDepth: the objects and arrays around those counted here.
  /// - Throws: ``JSONFault`` where the limit is reached.
  @inline(__always)
  mutating func open(isObject: Bool, at index: Int, outerDepth: Int) throws(JSONFault) {
    guard outerDepth + depth < InputLimits.nestingDepth else {
      throw JSONFault(.nestingTooDeep(limit: InputLimits.nestingDepth), at: index)
    }
    let bit: UInt64 = 1 << UInt64(depth % 64)
    if isObject { areObjects[depth / 64] |= bit } else { areObjects[depth / 64] &= ~bit }
    depth += 1
  }

  /// Closes the innermost.
  @inline(__always)
  mutating func close() { depth -= 1 }

  /// Whether the innermost is an object; there must be one open.
  var isInObject: Bool {
    @inline(__always) get { areObjects[(depth - 1) / 64] >> UInt64((depth - 1) % 64) & 1 == 1 }
  }
}
