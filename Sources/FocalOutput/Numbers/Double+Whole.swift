/// Whole numbers near a number, without the functions of the system's library.
extension Double {
  /// The greatest whole number that is not above it; itself where it is not finite.
  package var wholeBelow: Double {
    let whole = wholeTowardZero
    return whole > self ? whole - 1 : whole
  }

  /// The least whole number that is not below it; itself where it is not finite.
  package var wholeAbove: Double {
    let whole = wholeTowardZero
    return whole < self ? whole + 1 : whole
  }

  /// The nearest whole number, of two the one that is farther from 0; itself where it is not finite.
  package var nearestWhole: Double {
    let whole = wholeTowardZero
    // The difference is exact.
    guard (self - whole).magnitude >= 0.5 else { return whole }
    return self < 0 ? whole - 1 : whole + 1
  }

  private var wholeTowardZero: Double {
    // From 2⁵² on there is nothing else.
    magnitude < 0x1p52 ? Double(Int(self)) : self
  }
}
