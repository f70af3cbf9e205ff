/// Values by index, of which memory is taken only by those that were changed.
struct SparseList<Value: Sendable>: Sendable {
  /// What an index has that was not changed.
  private let empty: Value
  private var places: PlaceTable
  private var values: [Value] = []

  /// A list without changes.
  init(repeating empty: Value, count: Int) {
    self.empty = empty
    places = PlaceTable(count: count)
  }

  /// The number of indices.
  var count: Int { places.count }

  /// The indices that were changed, in no order.
  var usedIndices: [Int] { places.indices.map { Int($0) } }

  /// The bytes that the list takes.
  var byteCount: Int { places.byteCount + values.count * MemoryLayout<Value>.stride }

  /// The value of an index.
  subscript(index: Int) -> Value {
    get {
      let place = places.knownPlace(of: index)
      return place < 0 ? empty : values[place]
    }
    _modify {
      let place = places.place(of: index)
      if place == values.count { values.append(empty) }
      yield &values[place]
    }
  }
}
