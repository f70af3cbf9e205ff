/// The different keys of groups, numbered in the order in which they come.
///
/// All bytes stand in one array: a key takes 20 bytes beside its own at most, once there are many, where
/// an array of its own and its place in a dictionary take a hundred.
struct GroupKeys: Sendable {
  private var bytes: [UInt8] = []

  /// Where the bytes of every key end.
  private var ends: [Int] = []

  /// The numbers by hash, −1 where free; the count is a power of two, and at most half of them are taken.
  ///
  /// The hash has a seed of the process, so that no file can have keys of one hash.
  private var slots = Array(repeating: Int32(-1), count: 16)

  /// The keys.
  var count: Int { ends.count }

  /// The bytes that the keys take.
  var byteCount: Int { bytes.count + 8 * ends.count + 4 * slots.count }

  /// The bytes of a key.
  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The number of a key, a new one where the key is new.
  mutating func number(of key: ArraySlice<UInt8>) -> Int32 {
    if 2 * (count + 1) > slots.count { doubleSlots() }
    let slot = slot(of: key)
    if slots[slot] >= 0 { return slots[slot] }
    slots[slot] = Int32(truncatingIfNeeded: count)
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    return slots[slot]
  }

  /// The slot that has the number of a key, or the free one for it.
  private func slot(of key: ArraySlice<UInt8>) -> Int {
    var slot = key.hashValue & (slots.count - 1)
    while slots[slot] >= 0, self[Int(slots[slot])] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func doubleSlots() {
    slots = Array(repeating: -1, count: 2 * slots.count)
    for number in 0..<count {
      // All keys are different, so that the first free slot is the one.
      var slot = self[number].hashValue & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(truncatingIfNeeded: number)
    }
  }
}
