/// Why a text is not a signature.
public enum SignatureError: Error, Equatable, Sendable {
  /// A field is not `axis:value`.
  case malformedField(String)
  /// An axis is missing.
  case missingAxis(String)
  /// An axis stands twice, or is none that this version knows.
  case unexpectedAxis(String)
  /// The value is none of the axis.
  case unknownValue(axis: String, value: String)
}
