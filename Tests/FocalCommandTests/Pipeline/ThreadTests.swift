import TestSupport
import Testing

@testable import FocalCommand

/// Any number of threads gives the same bits, the same rows and the same error.
@Suite struct ThreadTests {
  private static let seed: UInt64 = 20_261_121

  /// About three megabytes, a dozen chunks: more than a round of any of the teams.
  private static let rows: [String] = {
    var random = SplitMix64(seed: seed)
    return (0..<120_000).map { _ in
      let probability = Double.random(in: 0..<1, using: &random)
      return "\(Bool.random(using: &random) ? 1 : 0),\(probability)"
    }
  }()

  private static func input(_ rows: [String]) -> [UInt8] {
    Array(("label,prediction\n" + rows.joined(separator: "\n") + "\n").utf8)
  }

  @Test("a report is the same bits on 1, 2, 3 and 8 threads", arguments: [2, 3, 8])
  func report(threads: Int) {
    let input = Self.input(Self.rows)
    let one = focal(["--json", "--threads", "1"], input: input)
    let many = focal(["--json", "--threads", "\(threads)"], input: input)
    #expect(one.status == .done)
    #expect(one == many, "seed \(Self.seed)")
  }

  @Test("rows pass through in order on any number of threads", arguments: [2, 3, 8])
  func stream(threads: Int) {
    let input = Self.input(Self.rows)
    let one = focal(["--per-sample", "--threads", "1"], input: input)
    let many = focal(["--per-sample", "--threads", "\(threads)"], input: input)
    #expect(one.output.hasPrefix("label,prediction,focal_loss\n\(Self.rows[0]),"))
    #expect(one == many, "seed \(Self.seed)")
  }

  @Test("the first bad row in the order of the input is told, and the rows before it stand")
  func errors() {
    var rows = Self.rows
    rows[100_000] = "1,abc"
    rows[60_000] = "7,0.5"
    rows[60_001] = "1,1.5"
    let one = focal(["--per-sample", "--threads", "1"], input: Self.input(rows))
    #expect(one.diagnostics.hasPrefix("focal: <stdin>:60002:1: label '7' is unknown;"))
    #expect(one.output.split(separator: "\n").count == 60_001)
    for threads in [2, 3, 8] {
      #expect(focal(["--per-sample", "--threads", "\(threads)"], input: Self.input(rows)) == one)
    }
  }

  @Test("a second file with its members in another order is read by their names on any threads")
  func secondFile() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.ndjson", "{\"label\":1,\"prediction\":0.9}\n")
    let rows = Self.rows.map { row in
      let fields = row.split(separator: ",")
      return "{\"x\":0,\"prediction\":\(fields[1]),\"label\":\(fields[0])}\n"
    }
    let second = try folder.file("b.ndjson", rows.joined())
    let plain = focal(["--bare"], input: Self.input(["1,0.9"] + Self.rows))
    for threads in [1, 2, 8] {
      #expect(focal("--bare --threads \(threads) \(first) \(second)") == plain)
    }
  }

  @Test("warnings count and name their first row the same on any number of threads")
  func warnings() {
    var rows = Self.rows
    rows[70_000] = "1,0"
    rows[90_000] = "0,1.0000001"
    let one = focal(["--json", "--threads", "1"], input: Self.input(rows))
    #expect(one.output.contains("\"code\": \"certain-and-wrong\""))
    #expect(one.output.contains("\"count\": 1, \"firstRow\": 70001"))
    #expect(focal(["--json", "--threads", "8"], input: Self.input(rows)) == one)
  }
}
