import Foundation
import TestSupport
import Testing

@testable import FocalInput

/// A file that NumPy writes, with what NumPy reads from it.
struct ArrayFile: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]

  /// The names of the columns; of a file that is refused the problem.
  let names: [String]
  let numbers: [Double]
  let isRefused: Bool

  var isArchive: Bool { name.hasSuffix(".npz") }
  var testDescription: String { name }

  static func all() throws -> [ArrayFile] {
    try Fixture("arrays.tsv").lines().map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return ArrayFile(
        name: parts[0], bytes: [UInt8](Data(base64Encoded: parts[1]) ?? Data()),
        names: parts[2].split(separator: ",").map(String.init),
        numbers: (parts.count > 3 ? parts[3] : "").split(separator: " ").map {
          Double($0) ?? .nan
        }, isRefused: parts.count < 4)
    }
  }

  static func accepted() throws -> [ArrayFile] { try all().filter { !$0.isRefused } }
  static func refused() throws -> [ArrayFile] { try all().filter(\.isRefused) }

  static func named(_ name: String) throws -> ArrayFile {
    try #require(try all().first { $0.name == name })
  }
}

/// What is read from arrays.
struct ArrayReading: Equatable {
  var names: [String] = []
  var numbers: [Double] = []
  var rowCount = 0
  var error: InputError?

  /// Reads all columns of a source as numbers.
  ///
  /// - Parameters:
  ///   - source: the source.
  ///   - isArchive: whether it is an archive.
  ///   - chunkByteCount: the bytes of a chunk.
  ///   - wanted: the names of the members that may be wanted.
  init(
    _ source: ByteSource, isArchive: Bool, chunkByteCount: Int = 64,
    wanted: [String] = ["y_true", "y_prob"]
  ) {
    do throws(InputError) {
      let reader = try ArrayReader(
        source, isArchive: isArchive, chunkByteCount: chunkByteCount,
        isWanted: wanted.contains)
      names = reader.names
      var plan = ColumnPlan()
      plan.numberBlocks = [Array(0..<reader.columnCount)]
      plan.readsMissingAsNaN = true
      var decoder = ArrayDecoder(plan)
      var chunk = Chunk()
      var batch = ColumnBatch()
      while try reader.next(&chunk) {
        decoder.decode(chunk, into: &batch)
        numbers += batch.numbers[0]
        rowCount += batch.rowCount
        #expect(batch.error == nil)
      }
    } catch {
      self.error = error
    }
  }

  static func == (a: ArrayReading, b: ArrayReading) -> Bool {
    a.names == b.names && a.rowCount == b.rowCount && a.error == b.error
      && a.numbers.hasEqualBits(b.numbers)
  }
}

extension [Double] {
  /// Whether numbers are the same, bit by bit; any NaN is any other.
  func hasEqualBits(_ others: [Double]) -> Bool {
    count == others.count
      && zip(self, others).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
  }
}

extension ByteSource {
  /// A pipe that holds bytes, fewer than a pipe has room for.
  static func pipe(_ bytes: [UInt8]) throws -> (source: ByteSource, pipe: Pipe) {
    try #require(bytes.count <= 65_536, "they fit into a pipe")
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
    try pipe.fileHandleForWriting.close()
    let descriptor = pipe.fileHandleForReading.fileDescriptor
    return (ByteSource(descriptor: descriptor, name: "pipe"), pipe)
  }
}
