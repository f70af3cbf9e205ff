/// The places of those indices that something is kept of, in the order in which they came.
///
/// Of many thousand classes most files, and nearly all parts of a file, have few. A place is looked up
/// in a hash table, which becomes a plain list once it would be as long as one.
struct PlaceTable: Sendable {
  /// The number of indices that there may be.
  let count: Int

  /// The indices that have a place, by their places.
  private(set) var indices: [Int32] = []

  /// The places by index or by hash, −1 where there is none; none while no index has a place.
  private var slots: [Int32] = []

  /// The slots of the first table, unless there are fewer indices.
  private static let firstSlotCount = 16

  /// A table without places.
  init(count: Int) { self.count = count }

  /// The bytes that the table takes.
  var byteCount: Int { 4 * (slots.count + indices.count) }

  /// The place of an index, −1 where it has none.
  @inline(__always)
  func knownPlace(of index: Int) -> Int {
    slots.isEmpty ? -1 : Int(slots[slot(of: index)])
  }

  /// The place of an index, a new one where it has none.
  @inline(__always)
  mutating func place(of index: Int) -> Int {
    let place = knownPlace(of: index)
    return place >= 0 ? place : newPlace(of: index)
  }

  /// The slot that has the place of an index, or the free one for it.
  @inline(__always)
  private func slot(of index: Int) -> Int {
    slots.count == count ? index : hashedSlot(of: index)
  }

  private func hashedSlot(of index: Int) -> Int {
    // The upper bits of a multiple by the golden ratio, which neighbours do not share.
    let hash = UInt32(truncatingIfNeeded: index) &* 0x9e37_79b9
    let mask = slots.count - 1
    var slot = Int(hash >> UInt32(slots.count.leadingZeroBitCount - 31))
    while slots[slot] >= 0, Int(indices[Int(slots[slot])]) != index { slot = (slot + 1) & mask }
    return slot
  }

  @inline(never)
  private mutating func newPlace(of index: Int) -> Int {
    precondition(index >= 0 && index < count, "an index")
    if slots.isEmpty {
      makeSlots(min(count, Self.firstSlotCount))
    } else if slots.count < count, 4 * (indices.count + 1) > 3 * slots.count {
      makeSlots(min(count, 2 * slots.count))
    }
    slots[slot(of: index)] = Int32(truncatingIfNeeded: indices.count)
    indices.append(Int32(truncatingIfNeeded: index))
    return indices.count - 1
  }

  private mutating func makeSlots(_ count: Int) {
    slots = Array(repeating: -1, count: count)
    for (place, index) in indices.enumerated() {
      slots[slot(of: Int(index))] = Int32(truncatingIfNeeded: place)
    }
  }
}
