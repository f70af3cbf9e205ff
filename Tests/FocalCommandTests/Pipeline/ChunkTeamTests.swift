import FocalInput
import FocalLoss
import Testing

@testable import FocalCommand

/// Thousands of chunks of a row or two: more chances to wait for one another than a large file has.
@Suite(.timeLimit(.minutes(5))) struct ChunkTeamTests {
  private static let rowCount = 20_000

  private static func table() throws -> TableReader {
    // 0.1000 to 0.9999, each as often as the others, and every third row a positive.
    let rows = (0..<rowCount).map { "\($0 % 3 == 0 ? 1 : 0),0.\(1000 + $0 * 7 % 9000)\n" }
    var options = TableReader.Options()
    options.chunkByteCount = 24
    let bytes = Array(("label,prediction\n" + rows.joined()).utf8)
    return try TableReader(ByteSource(bytes: bytes, name: "memory"), options, like: nil) { _ in
      true
    }
  }

  private static func setup(_ table: TableReader) throws -> Setup {
    try Setup(
      Settings(), "memory", TableHeader(table), table,
      input: ByteSource(bytes: [], name: "none"))
  }

  @Test("no chunk is lost or taken twice, and none waits for ever", arguments: [1, 2, 3, 8])
  func allChunks(memberCount: Int) throws {
    let table = try Self.table()
    let setup = try Self.setup(table)
    let none = SumCollector(setup.evaluator)
    let team = ChunkTeam(
      (0..<memberCount).map { _ in setup.worker(none) }, none)
    var rowCount = 0
    var chunkCount = 0
    try team.process(firstNumber: 0) { chunk in
      (try? table.next(&chunk)) ?? false
    } take: { outcome throws(CommandError) in
      rowCount += outcome.rowCount
      chunkCount += 1
      return outcome.output
    }
    #expect(rowCount == Self.rowCount && chunkCount > Self.rowCount / 3)
    var merged = setup.worker(SumCollector(setup.evaluator))
    team.finish(into: &merged)
    #expect(merged.gathered.summary.count == Self.rowCount)
    #expect(merged.gathered.summary.positives == (Self.rowCount + 2) / 3)
  }

  @Test("what is wrong with a chunk ends the work of all", arguments: [1, 2, 8])
  func failure(memberCount: Int) throws {
    let table = try Self.table()
    let setup = try Self.setup(table)
    let none = SumCollector(setup.evaluator)
    let team = ChunkTeam(
      (0..<memberCount).map { _ in setup.worker(none) }, none)
    var takenCount = 0
    #expect(throws: CommandError.self) {
      try team.process(firstNumber: 0) { chunk in
        (try? table.next(&chunk)) ?? false
      } take: { outcome throws(CommandError) in
        takenCount += 1
        if takenCount == 1000 { throw .undefinedLoss }
        return outcome.output
      }
    }
    #expect(takenCount == 1000)
  }
}
