import FocalInput

@testable import FocalCommand

/// The table of a text, read as the program reads standard input.
func table(
  _ line: String, _ text: String, readSize: Int = .max, chunkByteCount: Int? = nil,
  name: String = "memory"
) throws -> (settings: Settings, table: TableReader) {
  var parser = ArgumentParser(line.split(separator: " ").map(String.init))
  let settings = try parser.settings()
  var options = settings.tableOptions
  if let chunkByteCount { options.chunkByteCount = chunkByteCount }
  let source = ByteSource(bytes: Array(text.utf8), name: name, readSize: readSize)
  let wanted = WantedColumns(settings)
  let table = try TableReader(source, options, like: nil, isWanted: wanted.contains)
  return (settings, table)
}

/// The meaning of the columns of a text.
func binding(
  _ line: String = "", _ text: String, readSize: Int = .max, chunkByteCount: Int? = nil
) throws -> ColumnBinding {
  let (settings, table) = try table(
    line, text, readSize: readSize, chunkByteCount: chunkByteCount)
  let header = TableHeader(table)
  return try ColumnBinder(
    settings.input, settings.loss, header, table.firstRows, pairs: table.pairs
  )
  .binding()
}
