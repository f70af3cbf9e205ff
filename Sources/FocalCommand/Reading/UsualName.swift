/// A name in small letters, with its words joined and without a point before them.
///
/// Three words of memory hold it, so that thousands of columns are looked up without an allocation.
struct UsualName: Equatable, Sendable {
  private var low: UInt64 = 0
  private var middle: UInt64 = 0
  private var high: UInt64 = 0
  private var count = 0

  /// The separators since the last letter, lowest first.
  private var separators: UInt64 = 0
  private var separatorCount = 0

  /// A name of no letters yet.
  init() {}

  /// Joins the words of a name; nil for one that is longer than all usual names.
  ///
  /// - Parameter name: the name.
  init?(_ name: String) {
    for byte in name.utf8 {
      guard count <= 24, separatorCount < 8 else { return nil }
      add(byte)
    }
    end()
    guard count <= 24 else { return nil }
  }

  /// Adds the next byte.
  mutating func add(_ byte: UInt8) {
    if UsualNames.isSeparator(byte) {
      // A point before the first word counts as little as one between two.
      guard count > 0 || byte != UInt8(ascii: ".") else { return }
      separators |= UInt64(byte) << UInt64(separatorCount * 8)
      separatorCount += 1
    } else {
      // Separators before all words count, and so do those after them.
      if count == 0 { end() } else { (separators, separatorCount) = (0, 0) }
      append(65...90 ~= byte ? byte | 0x20 : byte)
    }
  }

  /// Takes the separators in, where no letter follows them.
  mutating func end() {
    while separatorCount > 0 {
      append(UInt8(truncatingIfNeeded: separators))
      separators >>= 8
      separatorCount -= 1
    }
  }

  private mutating func append(_ byte: UInt8) {
    let shifted = UInt64(byte) << UInt64(count % 8 * 8)
    switch count / 8 {
    case 0: low |= shifted
    case 1: middle |= shifted
    case 2: high |= shifted
    default: break
    }
    count += 1
  }

  /// A number below 1024 that differs for most names.
  var hash: Int {
    let mixed = (low ^ middle &* 0x9e37_79b9_7f4a_7c15 ^ high) &* 0xff51_afd7_ed55_8ccd
    return Int(truncatingIfNeeded: mixed >> 54)
  }
}

/// The usual names by their hash: a table with open addressing.
struct UsualNameIndex: Sendable {
  private var names: [UsualName] = []
  private var roles: [ColumnRole] = []

  /// The places of the names, −1 where free; more than twice as many as there are names.
  private var slots = [Int](repeating: -1, count: 1024)

  init() {
    names.reserveCapacity(512)
    roles.reserveCapacity(512)
    for role in ColumnRole.allCases {
      var name = UsualName()
      for byte in UsualNames.words(of: role).utf8 {
        if byte == UInt8(ascii: " ") {
          insert(name, role)
          name = UsualName()
        } else {
          name.add(byte)
        }
      }
      insert(name, role)
    }
  }

  private mutating func insert(_ name: UsualName, _ role: ColumnRole) {
    let slot = slot(of: name)
    guard slots[slot] < 0 else { return }
    slots[slot] = names.count
    names.append(name)
    roles.append(role)
  }

  /// The slot that has a name, or the free one for it.
  private func slot(of name: UsualName) -> Int {
    var slot = name.hash
    while slots[slot] >= 0, names[slots[slot]] != name { slot = (slot + 1) & 1023 }
    return slot
  }

  func role(of name: UsualName) -> ColumnRole? {
    let place = slots[slot(of: name)]
    return place < 0 ? nil : roles[place]
  }
}
