import FocalInput

extension Settings {
  /// What the command line says of the tables to be read.
  var tableOptions: TableReader.Options {
    var options = TableReader.Options()
    options.format = inputFormat
    options.delimiter = delimiter
    options.header = header ?? .automatic
    options.keepsAllColumns = isPerSample
    options.chunkByteCount =
      isPerSample ? InputLimits.rewrittenChunkByteCount : InputLimits.chunkByteCount
    return options
  }
}
