/// How a file of delimited fields is written.
public struct CSVDialect: Equatable, Sendable {
  /// Whether the first row names the columns.
  public enum Header: Sendable {
    /// It does.
    case present
    /// It does not: it is data.
    case absent
    /// It does, unless every field of it is a number.
    case automatic
  }

  /// The byte between two fields.
  public var delimiter: UInt8

  /// Whether the first row names the columns.
  public var header: Header

  /// A dialect.
  public init(delimiter: UInt8 = UInt8(ascii: ","), header: Header = .automatic) {
    self.delimiter = delimiter
    self.header = header
  }
}
