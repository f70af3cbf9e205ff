/// Exact sums by index, each with as many limbs as its numbers need.
///
/// An ``ExactSum`` has 134 limbs, since it takes any product of two doubles. The numbers of a sum are
/// seldom of very different sizes, so that three to six limbs hold them. Here every sum has a window of
/// limbs, in one array for all, which grows when a number falls beside it:
///
/// ```
/// windows   first 41, 2 limbs   first 39, 5 limbs   …         8 bytes each
///              │                    │
/// limbs        41 42   (40 41 42)   39 40 41 42 43   …        a window that grows leaves its limbs free
/// ```
///
/// Sums are the same bits as those of ``ExactSum``, whose limbs these are.
struct ExactSums: Sendable {
  /// Where the limbs of a sum are.
  private struct Window {
    /// The place of the first of them in the array.
    var start: UInt32 = 0

    /// The number of the first limb, as ``ExactSum`` counts them.
    var first: UInt8 = 0
    var count: UInt8 = 0

    /// The additions since the carries were moved.
    var pendingAdditions: UInt16 = 0

    /// The numbers of the limbs.
    var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
  }

  private var windows: [Window] = []
  private var limbs: [Int64] = []

  /// The place of free limbs of every count, −1 where there are none; each has the next place in its
  /// first limb.
  private var freePlaces: [Int64] = []

  /// The sums of the infinities and NaNs.
  private var notFinite: [Int: Double] = [:]

  /// The number of indices.
  var count: Int { windows.count }

  /// The bytes that the sums take.
  var byteCount: Int { 8 * (windows.count + limbs.count + freePlaces.count) }

  /// Makes room for more indices.
  mutating func grow(to count: Int) {
    let missing = count - self.count
    if missing > 0 { windows.append(contentsOf: repeatElement(Window(), count: missing)) }
  }

  /// Adds a number to the sum of an index.
  mutating func add(_ number: Double, at index: Int) {
    // A zero needs no limbs.
    guard number != 0 else { return }
    guard let digits = LimbDigits(number) else {
      notFinite[index, default: 0] += number
      return
    }
    let place = room(for: digits.limb, count: 2, at: index)
    limbs[place] &+= digits.low
    limbs[place + 1] &+= digits.high
  }

  /// Adds numbers to the sums of their indices.
  mutating func add(_ numbers: Span<Double>, at indices: Span<Int32>) {
    precondition(indices.count == numbers.count, "a sum for every number")
    var place = 0
    while place < numbers.count {
      place = addFitting(numbers.count, from: place, { numbers[$0] }, at: { Int(indices[$0]) })
      guard place < numbers.count else { return }
      add(numbers[place], at: Int(indices[place]))
      place += 1
    }
  }

  /// Adds numbers to sums that have the limbs for them.
  ///
  /// - Parameters:
  ///   - count: how many numbers there are.
  ///   - start: the first that is added.
  ///   - number: a number.
  ///   - index: the index of the sum that a number belongs to; none where it is negative.
  /// - Returns: the first number that does not fit, which has not been added.
  @inline(__always)
  mutating func addFitting(
    _ count: Int, from start: Int, _ number: (Int) -> Double, at index: (Int) -> Int
  ) -> Int {
    // Moved out, which avoids uniqueness checks per number.
    var (ownWindows, ownLimbs) = (windows, limbs)
    (windows, limbs) = ([], [])
    defer { (windows, limbs) = (ownWindows, ownLimbs) }
    var windows = ownWindows.mutableSpan
    var limbs = ownLimbs.mutableSpan
    for place in start..<count {
      let number = number(place)
      let index = index(place)
      guard index >= 0, let digits = LimbDigits(number) else { return place }
      let window = windows[index]
      let offset = digits.limb &- Int(window.first)
      guard offset >= 0, offset &+ 2 <= Int(window.count),
        window.pendingAdditions < UInt16(ExactSum.additionsBetweenCarries)
      else { return place }
      windows[index].pendingAdditions = window.pendingAdditions &+ 1
      let limb = Int(window.start) &+ offset
      limbs[limb] &+= digits.low
      limbs[limb &+ 1] &+= digits.high
    }
    return count
  }

  /// Adds several numbers of the same sign and exponent to the sum of an index.
  ///
  /// - Parameters:
  ///   - fractions: the sum of their significands, as the bit patterns have them: without the leading
  ///     bits.
  ///   - count: how many they are, 1 to 2048.
  ///   - exponent: their exponent, as the bit patterns have it.
  ///   - isNegative: whether they are below 0.
  ///   - index: the index.
  mutating func add(
    fractions: UInt64, count: UInt64, exponent: Int, isNegative: Bool, at index: Int
  ) {
    guard exponent != 0x7ff else {
      // An infinity has no fraction, a NaN has.
      let sum = fractions != 0 ? .nan : isNegative ? -Double.infinity : .infinity
      notFinite[index, default: 0] += sum
      return
    }
    let significands = exponent == 0 ? fractions : fractions &+ count << 52
    let position = 32 * ExactSum.firstLimb + max(0, exponent - 1)
    add(significands, at: position, isNegative: isNegative, to: index)
  }

  /// Adds bits to the sum of an index.
  ///
  /// - Parameters:
  ///   - bits: the bits.
  ///   - position: that of the last of them, counted from that of ``ExactSum/leastExponent``.
  ///   - isNegative: whether they are below 0.
  ///   - index: the index.
  mutating func add(_ bits: UInt128, at position: Int, isNegative: Bool, to index: Int) {
    let (low, high) = (UInt64(truncatingIfNeeded: bits), UInt64(truncatingIfNeeded: bits >> 64))
    if low != 0 { add(low, at: position, isNegative: isNegative, to: index) }
    if high != 0 { add(high, at: position + 64, isNegative: isNegative, to: index) }
  }

  @inline(__always)
  private mutating func add(
    _ bits: UInt64, at position: Int, isNegative: Bool, to index: Int
  ) {
    let digits = WideLimbDigits(bits, at: position, isNegative: isNegative)
    let place = room(for: digits.limb, count: 3, at: index)
    for offset in 0..<3 { limbs[place + offset] &+= digits[offset] }
  }

  /// Adds the exact product of two numbers to the sum of an index.
  mutating func add(_ number: Double, times factor: Double, at index: Int) {
    guard factor != 1 else {
      add(number, at: index)
      return
    }
    guard number.isFinite, factor.isFinite else {
      notFinite[index, default: 0] += number * factor
      return
    }
    let (first, second) = (number.parts, factor.parts)
    let (high, low) = first.significand.multipliedFullWidth(by: second.significand)
    add(
      UInt128(high) << 64 | UInt128(low),
      at: first.exponent + second.exponent - ExactSum.leastExponent,
      isNegative: (number.sign == .minus) != (factor.sign == .minus), to: index)
  }

  /// Adds a sum to that of an index.
  mutating func add(_ sum: ExactSum, at index: Int) {
    if sum.notFinite != 0 { notFinite[index, default: 0] += sum.notFinite }
    guard !sum.used.isEmpty else { return }
    var addend = sum
    addend.moveCarries()
    let used = addend.used
    let place = room(for: used.lowerBound, count: used.count, at: index)
    for limb in used { limbs[place + limb - used.lowerBound] &+= addend.limbs[limb] }
  }

  /// Adds the sum of an index of others to that of an index.
  mutating func add(_ other: ExactSums, at otherIndex: Int, to index: Int) {
    guard other.windows[otherIndex].count > 0 || !other.notFinite.isEmpty else { return }
    add(other[otherIndex], at: index)
  }

  /// The sum of an index.
  subscript(index: Int) -> ExactSum {
    let window = windows[index]
    let places = Int(window.start)..<Int(window.start) + Int(window.count)
    return ExactSum(
      limbs[places], from: Int(window.first), pendingAdditions: Int(window.pendingAdditions),
      notFinite: notFinite.isEmpty ? 0 : notFinite[index] ?? 0)
  }

  /// The place of limbs of a sum, which are now there and can take an addition.
  @inline(__always)
  private mutating func room(for limb: Int, count: Int, at index: Int) -> Int {
    let window = windows[index]
    let offset = limb &- Int(window.first)
    if offset < 0 || offset &+ count > Int(window.count)
      || window.pendingAdditions == UInt16(ExactSum.additionsBetweenCarries)
    {
      return makeRoom(for: limb..<limb + count, at: index)
    }
    windows[index].pendingAdditions = window.pendingAdditions &+ 1
    return Int(window.start) &+ offset
  }

  @inline(never)
  private mutating func makeRoom(for range: Range<Int>, at index: Int) -> Int {
    if Int(windows[index].pendingAdditions) == ExactSum.additionsBetweenCarries {
      moveCarries(of: index)
    }
    let own = windows[index].range
    widen(
      index,
      own.isEmpty
        ? range
        : min(own.lowerBound, range.lowerBound)..<max(own.upperBound, range.upperBound))
    windows[index].pendingAdditions += 1
    return Int(windows[index].start) + range.lowerBound - Int(windows[index].first)
  }

  /// Brings every limb of a sum into 0..<2³², but for the last, which has the sign.
  private mutating func moveCarries(of index: Int) {
    var place = Int(windows[index].start)
    var last = place + Int(windows[index].count) - 1
    while place <= last {
      let isLarge = limbs[place].magnitude > UInt64(ExactSum.limbMask)
      if place == last, isLarge {
        let range = windows[index].range
        let offset = place - Int(windows[index].start)
        widen(index, range.lowerBound..<range.upperBound + 1)
        place = Int(windows[index].start) + offset
        last = place + 1
      }
      if place < last {
        limbs[place + 1] &+= limbs[place] >> 32
        limbs[place] &= ExactSum.limbMask
      }
      place += 1
    }
    windows[index].pendingAdditions = 0
  }

  /// Moves the limbs of a sum to where there are more.
  private mutating func widen(_ index: Int, _ range: Range<Int>) {
    let window = windows[index]
    guard range.count > window.count else { return }
    let start = takePlace(count: range.count)
    let old = Int(window.start)
    let offset = start + (window.count == 0 ? 0 : Int(window.first) - range.lowerBound)
    for limb in 0..<Int(window.count) { limbs[offset + limb] = limbs[old + limb] }
    if window.count > 0 { free(old, count: Int(window.count)) }
    windows[index] = Window(
      start: UInt32(start), first: UInt8(range.lowerBound), count: UInt8(range.count),
      pendingAdditions: window.pendingAdditions)
  }

  /// A place of limbs that are all 0.
  private mutating func takePlace(count: Int) -> Int {
    guard count < freePlaces.count, freePlaces[count] >= 0 else {
      limbs.append(contentsOf: repeatElement(0, count: count))
      return limbs.count - count
    }
    let place = Int(freePlaces[count])
    freePlaces[count] = limbs[place]
    for limb in 0..<count { limbs[place + limb] = 0 }
    return place
  }

  private mutating func free(_ place: Int, count: Int) {
    let missing = count + 1 - freePlaces.count
    if missing > 0 { freePlaces.append(contentsOf: repeatElement(-1, count: missing)) }
    limbs[place] = freePlaces[count]
    freePlaces[count] = Int64(place)
  }
}
