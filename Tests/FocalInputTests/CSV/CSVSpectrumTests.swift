import Foundation
import TestSupport
import Testing

@testable import FocalInput

@Suite("The public suite csv-spectrum")
struct CSVSpectrumTests {
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let expected: String
    var testDescription: String { name }
  }

  static func files() throws -> [File] {
    try Fixture("csv_spectrum.tsv").lines().filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: "\t").map(String.init)
      return File(
        name: parts[0], bytes: [UInt8](Data(base64Encoded: parts[1]) ?? Data()),
        expected: parts[2])
    }
  }

  @Test("A file reads as the table that the suite expects", arguments: try files())
  func table(file: File) throws {
    let expected =
      try JSONSerialization.jsonObject(with: Data(file.expected.utf8)) as? [[String: String]]
    let source = ByteSource(bytes: file.bytes, name: file.name)
    let reader = ChunkReader(source, format: .delimited(by: ASCII.comma))
    var chunk = Chunk()
    #expect(try reader.next(&chunk))
    let header = try CSVHeader(of: chunk, CSVDialect())
    chunk.removeRows(before: header.dataStart)
    var plan = ColumnPlan()
    plan.texts = Array(header.fields.indices)
    var decoder = CSVDecoder(plan, fieldCount: header.fields.count, delimiter: ASCII.comma)
    var batch = ColumnBatch()
    decoder.decode(chunk, into: &batch)
    #expect(batch.error == nil)
    let rows = (0..<batch.rowCount).map { row in
      Dictionary(
        uniqueKeysWithValues: zip(
          header.fields, batch.texts.map { String(validating: chunk.bytes.span, $0[row]) ?? "" }))
    }
    #expect(rows == expected)
  }
}
