/// The values of one column of a document of columns, as they stand in the file.
///
/// Numbers are held as text too: how a label is written can matter.
struct JSONColumn {
  let name: String

  /// Where the first byte of the text stands in the file.
  let origin: Chunk.Origin

  /// The values, with what is between them, and the keys where there are keys.
  private(set) var text: [UInt8] = []
  private(set) var count = 0

  init(name: String, origin: Chunk.Origin) {
    self.name = name
    self.origin = origin
  }

  /// Takes the next value over.
  ///
  /// - Parameter bytes: all bytes since the value before, up to its end.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    text.append(contentsOf: bytes)
    count += 1
  }
}
