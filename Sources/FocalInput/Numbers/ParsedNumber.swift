/// What a ``NumberParser`` found at one place in the input.
///
/// The value is small enough to be returned in registers: no case owns memory.
public enum ParsedNumber: Equatable, Sendable {
  /// A number was read; `end` is the index after its last byte.
  ///
  /// The value is never NaN. It is infinite only when the text says `inf` or `infinity`.
  case number(Double, end: Int)

  /// A finite number was read whose magnitude rounds beyond the largest `Double`, like `1e999`.
  ///
  /// `end` is the index after its last byte. The case is apart from ``number(_:end:)`` so that
  /// nobody takes a typing error for an infinity.
  case overflow(end: Int)

  /// No number begins at the given index.
  case notANumber
}
