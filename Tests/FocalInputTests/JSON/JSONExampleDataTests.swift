import Foundation
import TestSupport
import Testing

@testable import FocalInput

@Suite("The example data as JSON")
struct JSONExampleDataTests {
  @Test("569 predictions give the same bits as CSV and in every layout of JSON")
  func everyLayout() throws {
    let file = Products.root.appending(path: "Examples/Data/breast_cancer.csv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let names = lines[0].split(separator: ",").map(String.init)
    let rows = lines.dropFirst().map { $0.split(separator: ",").map(String.init) }
    #expect(rows.count == 569)
    let expected = try csvNumbers(file.path(), field: names.count - 1)
    #expect(expected.count == 569)
    for (layout, text) in texts(names, rows) {
      var input = JSONInput(text, numbers: [names[names.count - 1]])
      input.wantedNames = Set(names)
      let reading = JSONReading(input, chunkByteCount: 4096)
      #expect(reading.layout == layout)
      #expect(reading.error == nil, "\(layout)")
      #expect(reading.rows.map { $0.numberBits[0] } == expected, "\(layout)")
    }
  }

  private func csvNumbers(_ path: String, field: Int) throws -> [UInt64] {
    let reader = ChunkReader(try ByteSource(path: path), format: .delimited(by: ASCII.comma))
    var chunk = Chunk()
    _ = try reader.next(&chunk)
    let header = try CSVHeader(of: chunk, CSVDialect())
    chunk.removeRows(before: header.dataStart)
    var plan = ColumnPlan()
    plan.numberBlocks = [[field]]
    var decoder = CSVDecoder(plan, fieldCount: header.fields.count, delimiter: ASCII.comma)
    var batch = ColumnBatch()
    decoder.decode(chunk, into: &batch)
    return batch.numbers[0].map(\.bitPattern)
  }

  private func texts(_ names: [String], _ rows: [[String]]) -> [(JSONLayout, String)] {
    // Whatever is no number goes into quotes.
    func value(_ text: String) -> String { Double(text) == nil ? "\"\(text)\"" : text }
    func object(_ row: [String], _ separator: String = ",") -> String {
      "{" + zip(names, row).map { "\"\($0)\":\(value($1))" }.joined(separator: separator) + "}"
    }
    func array(_ row: [String]) -> String { "[\(row.map(value).joined(separator: ","))]" }
    let objects = rows.map { object($0) }
    let titles = "[\(names.map { "\"\($0)\"" }.joined(separator: ","))]"
    let columns = names.indices.map { column in
      "\"\(names[column])\":[\(rows.map { value($0[column]) }.joined(separator: ", "))]"
    }
    let keyed = names.indices.map { column in
      "\"\(names[column])\":{"
        + rows.indices.map { "\"\($0)\":\(value(rows[$0][column]))" }.joined(separator: ",") + "}"
    }
    let byKey = rows.indices.map { "\"\($0)\":\(objects[$0])" }
    return [
      (.lines, objects.joined(separator: "\n")),
      (.values, rows.map { object($0, ",\n  ") }.joined(separator: "\n")),
      (.rows, "[" + objects.joined(separator: ",") + "]\n"),
      (.rows, "[" + ([titles] + rows.map(array)).joined(separator: ",\n") + "]"),
      (.columns, "{" + columns.joined(separator: ",\n") + "}"),
      (.columnsByKey, "{" + keyed.joined(separator: ",") + "}"),
      (.rowsByKey, "{" + byKey.joined(separator: ",") + "}"),
      (
        .split,
        "{\"columns\":\(titles),\"index\":[0],\"data\":[\(rows.map(array).joined(separator: ","))]}"
      ),
    ]
  }
}
