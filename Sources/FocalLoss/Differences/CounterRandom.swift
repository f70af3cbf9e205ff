/// Random numbers that are a function of a seed, a trial and a place, and of nothing else.
///
/// So trials may be made in any order and on any number of threads. A trial is a stream of SplitMix64 that
/// begins at a number of its own, of which every number can be had without those before.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct CounterRandom {
  private static let step: UInt64 = 0x9e37_79b9_7f4a_7c15

  private let start: UInt64

  /// The numbers of a trial.
  init(seed: UInt64, trial: Int) {
    start = Self.mixed(
      Self.mixed(seed &+ Self.step) &+ UInt64(truncatingIfNeeded: trial) &* Self.step)
  }

  /// The number of a place: 64 random bits.
  @inline(__always)
  subscript(place: Int) -> UInt64 {
    Self.mixed(start &+ (UInt64(truncatingIfNeeded: place) &+ 1) &* Self.step)
  }

  @inline(__always)
  private static func mixed(_ bits: UInt64) -> UInt64 {
    var bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}
