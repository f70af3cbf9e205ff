/// Where chunks of whole rows come from, one after another.
protocol ChunkSource: AnyObject {
  /// Reads the next chunk.
  ///
  /// - Parameter chunk: takes the chunk; its buffer is used again.
  /// - Returns: false at the end.
  /// - Throws: ``InputError`` where the rows after the last chunk cannot be read.
  func next(_ chunk: inout Chunk) throws(InputError) -> Bool
}
