/// How large and how small numbers are, for ``SlicedSum``.
struct NumberSizes {
  private var largest = SIMD2<Double>.zero
  private var smallest = SIMD2(repeating: Double.infinity)

  /// Is no number where one of them is none.
  private var sum = SIMD2<Double>.zero

  /// All signs, in the highest bits.
  private var signs = SIMD2<UInt64>.zero

  /// Whether a sum can have their bound.
  var haveBound: Bool { bound <= SlicedSum.bounds.upperBound && !(sum.x + sum.y).isNaN }

  /// Whether one of the numbers has a minus.
  var haveMinus: Bool { (signs.x | signs.y) >> 63 != 0 }

  /// The greatest.
  var greatest: Double { max(largest.x, largest.y) }

  /// An exponent such that no number is as large as 2 to it; not negative.
  var bound: Int { max(0, Int(greatest.exponentBitPattern) - 1022) }

  /// An exponent such that no number is smaller than 2 to its negative; not negative, and 1023 where
  /// there are zeros or subnormals.
  var depth: Int { max(0, 1023 - Int(min(smallest.x, smallest.y).exponentBitPattern)) }

  /// Takes the numbers of a block, in seven vector instructions for two.
  mutating func take(block: Span<Double>) {
    precondition(block.count == SlicedSum.blockLength, "a block")
    // Moved out, so that they stay in registers.
    var sizes = self
    var index = 0
    while index < SlicedSum.blockLength {
      sizes.signs |= SIMD2(block[index].bitPattern, block[index &+ 1].bitPattern)
      sizes.take(SIMD2(block[index].magnitude, block[index &+ 1].magnitude))
      index &+= 2
    }
    self = sizes
  }

  @inline(__always)
  private mutating func take(_ size: SIMD2<Double>) {
    sum += size
    // In this form, lane by lane, the maximum and minimum are an instruction each.
    largest = SIMD2(
      size.x > largest.x ? size.x : largest.x, size.y > largest.y ? size.y : largest.y)
    smallest = SIMD2(
      size.x < smallest.x ? size.x : smallest.x, size.y < smallest.y ? size.y : smallest.y)
  }

  /// Takes what others have been taken for.
  mutating func merge(_ other: NumberSizes) {
    sum += other.sum
    signs |= other.signs
    largest = pointwiseMax(largest, other.largest)
    smallest = pointwiseMin(smallest, other.smallest)
  }
}
