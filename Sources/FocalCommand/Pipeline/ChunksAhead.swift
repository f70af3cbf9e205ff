import FocalInput

/// The chunks that are read while others are processed.
struct ChunksAhead {
  /// The chunks read last; none at the end of the table.
  private(set) var chunks: [Chunk] = []

  /// What ended the reading, other than the end.
  private(set) var error: InputError?

  private let table: TableReader
  private let count: Int
  private var spares: [Chunk] = []
  private var isAtEnd = false

  init(_ table: TableReader, count: Int) {
    self.table = table
    self.count = count
  }

  /// Takes chunks back whose buffers may be written over.
  mutating func recycle(_ used: [Chunk]) { spares = used }

  /// Reads the next chunks.
  mutating func read() {
    chunks = []
    while chunks.count < count, !isAtEnd {
      var chunk = spares.popLast() ?? Chunk()
      do throws(InputError) {
        isAtEnd = try !table.next(&chunk)
      } catch {
        self.error = error
        isAtEnd = true
      }
      if !isAtEnd { chunks.append(chunk) }
    }
  }
}
