/// The limits that keep memory bounded whatever the input is.
public enum InputLimits {
  /// The bytes of the longest row, its terminator included.
  ///
  /// A row of 100,000 columns with 17 digits each has two million bytes; a longer row than this is
  /// more likely a file that is no table.
  public static let rowByteCount = 8 << 20

  /// The bytes of a chunk, as long as no row needs more.
  ///
  /// Large enough that the work per chunk vanishes beside the work per row, small enough for the
  /// processor's cache.
  public static let chunkByteCount = 1 << 20
}
