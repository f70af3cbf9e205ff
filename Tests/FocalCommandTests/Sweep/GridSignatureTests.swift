import FocalLoss
import Testing

@testable import FocalCommand

/// What a sweep computed, in a line that computes it again.
@Suite struct GridSignatureTests {
  private static let input = "label,prediction\n1,.5\n0,.3\n1,.9999999999\n0,1\n"

  static let grids = [
    "--gamma 0,1,2", "--gamma 2", "--alpha none,.25,.5 --gamma 0:2:1", "--epsilon 0,1e-7,1e-3",
    "--label-smoothing 0,.1", "--label-smoothing .1,.2 --gamma 0,2", "--label-smoothing .1,0",
    "--alpha 3,none,2 --alpha-rule positive-weight", "--epsilon 0,.01 --epsilon-rule add",
    "--gamma 1 --alpha none --epsilon 1e-5,0 --reduction sum",
    "--gamma 1,2 --class-weights 1,2 --soft-labels mixture", "--gamma=-0:1:1",
  ]

  @Test("given back, the signature computes the same grid", arguments: grids)
  func again(options: String) throws {
    let run = focal("sweep --json \(options)", input: Self.input)
    #expect(run.status == .done)
    #expect(focal("sweep --json --signature \(try run.signature())", input: Self.input) == run)
  }

  @Test("the values of an axis are joined by a slash")
  func text() throws {
    let run = focal(
      "sweep --json --gamma 0,1,2 --alpha none,.25 --epsilon 0,1e-7", input: Self.input)
    #expect(
      try run.signature()
        == "focal:\(Signature.currentVersion),task:binary,input:probabilities,"
        + "alpha:none/balanced:0.25,gamma:0/1/2,epsilon:none/clip:1e-07,soft:none,smoothing:0,"
        + "reduction:mean")
    #expect(
      focal("sweep --gamma 0,1,2", input: Self.input).lines.last?.contains(",gamma:0/1/2,") == true)
  }

  @Test("each cell has a signature of its own, by which focal computes it")
  func cells() throws {
    let run = focal(
      "sweep -f ndjson --gamma 0,2 --alpha none,.25 --label-smoothing 0,.1", input: Self.input)
    #expect(run.lines.count == 8)
    for line in run.lines {
      let signature = try #require(
        line.split(separator: "\"signature\": \"").last?.prefix { $0 != "\"" })
      let mean = try #require(line.split(separator: "\"mean\": ").last?.prefix { $0 != "," })
      #expect(focal("--bare --signature \(signature)", input: Self.input).output == "\(mean)\n")
    }
  }

  @Test("options beside it override its axes")
  func override() throws {
    let grid = try focal("sweep --json --gamma 0,1 --alpha .1,.2", input: Self.input).signature()
    let run = focal("sweep --json --signature \(grid) --gamma 3", input: Self.input)
    #expect(try run.signature().contains("alpha:balanced:0.1/balanced:0.2,gamma:3,"))
    #expect(focal("sweep --json --gamma 3 --signature \(grid)", input: Self.input) == run)
  }

  @Test(
    "other commands refuse a grid", arguments: ["", "--per-sample", "explain --row 1", "inspect"])
  func others(command: String) throws {
    let grid = try focal("sweep --json --gamma 0,1,2", input: Self.input).signature()
    #expect(
      focal("\(command) --signature \(grid)", input: Self.input)
        == .failed(
          .usage,
          "--signature: names a grid of 3 cells, which focal sweep computes; each cell has a "
            + "signature of its own in focal sweep --format ndjson"))
  }

  @Test(
    "what no grid has is no signature",
    arguments: [
      ("gamma:0/x", "'x' is no value of 'gamma'"), ("gamma:0/", "'' is no value of 'gamma'"),
      ("gamma:2,task:binary/multiclass", "'binary/multiclass' is no value of 'task'"),
      ("gamma:2,reduction:mean/sum", "'mean/sum' is no value of 'reduction'"),
    ])
  func malformed(axes: String, reason: String) throws {
    let plain = try focal("--json", input: Self.input).signature()
    let names = Set(axes.split(separator: ",").map { $0.prefix { $0 != ":" } })
    let rest = plain.split(separator: ",").filter { !names.contains($0.prefix { $0 != ":" }) }
    let run = focal("sweep --signature \(rest.joined(separator: ",")),\(axes)", input: Self.input)
    #expect(run.status == .usage)
    #expect(run.diagnostics.hasSuffix(" is no signature: \(reason)\n"), "\(run.diagnostics)")
  }

  @Test("minus zero is zero")
  func minusZero() throws {
    for line in [
      "--gamma=-0", "sweep --gamma=-0", "sweep --gamma=-0:0:1", "sweep --gamma=-0.00:0:1",
    ] {
      #expect(try focal("\(line) --json", input: Self.input).signature().contains(",gamma:0,"))
    }
    #expect(
      focal("sweep -f csv --gamma=-1:1:1", input: Self.input).diagnostics
        == "focal: --gamma: -1 is out of range; expected 0 or more\n")
  }
}
