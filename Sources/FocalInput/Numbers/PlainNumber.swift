/// A number that was read in passing, or none.
///
/// It fits into registers, and says with one comparison whether it is there.
struct PlainNumber {
  /// The number.
  var value: Double

  /// The index after it; −1 where there is none.
  var end: Int

  /// No number.
  static let none = PlainNumber(value: 0, end: -1)

  /// Whether there is no number.
  var isNone: Bool { @inline(__always) get { end < 0 } }
}
