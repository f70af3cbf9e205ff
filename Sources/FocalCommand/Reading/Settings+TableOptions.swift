import FocalInput

extension Settings {
  /// What the command line says of the tables to be read.
  var tableOptions: TableReader.Options {
    var options = TableReader.Options()
    options.format = input.format
    options.delimiter = input.delimiter
    options.header = input.header ?? .automatic
    options.isUsual = UsualColumns.isUsual
    options.headerDecision = HeaderRule(input).decision
    options.keepsAllColumns = loss.isPerSample
    options.chunkByteCount =
      loss.isPerSample ? InputLimits.rewrittenChunkByteCount : InputLimits.chunkByteCount
    return options
  }
}
