import FocalOutput

/// Where a command writes its result.
enum OutputTarget {
  /// The file that is asked for, or standard output.
  static func open(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ByteSink {
    try writing { () throws(OutputError) in
      // The usual name for standard output, where a file of that name is rarely meant.
      guard let path = settings.output.path, path != "-" else { return streams.output }
      return try ByteSink(path: path)
    }
  }

  /// Writes, and makes errors those of a command.
  static func writing<Result>(
    _ body: () throws(OutputError) -> Result
  ) throws(CommandError) -> Result {
    do throws(OutputError) {
      return try body()
    } catch {
      throw .output(error)
    }
  }
}
