import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// `focal sweep`: what it prints, and what it refuses.
@Suite struct SweepCommandTests {
  private static let input = "label,prediction\n1,0.9\n0,0.2\n1,0.6\n0,0.4\n"

  @Test("normalized loss, effective samples and skill are those of an independent computation")
  func fixture() throws {
    let input = try Fixture("sweep_rows.csv", besides: #filePath.besideFixtures).data()
    let run = focal(
      [
        "sweep", "--weight", "weight", "--epsilon", "0", "--gamma", "0,0.1,0.5,1,2,2.75,5",
        "--alpha", "0.05,0.25,none", "--format", "csv",
      ], input: Array(input))
    #expect(run.status == .done, "\(run.diagnostics)")
    let expected = try Fixture("sweep_cells.csv", besides: #filePath.besideFixtures).rows()
    let names = run.lines[0].split(separator: ",").map(String.init)
    try #require(run.lines.count == expected.count + 1)
    for (line, truth) in zip(run.lines.dropFirst(), expected) {
      let cell = Dictionary(
        uniqueKeysWithValues: zip(names, line.split(separator: ",").map(String.init)))
      #expect(cell["alpha"] == truth["alpha"])
      #expect(Double(cell["gamma"] ?? "") == Double(truth["gamma"] ?? ""))
      for name in ["mean", "normalized", "effective_samples"] {
        let distance = ulpDistance(number(cell[name]), number(truth[name]))
        #expect(distance <= 12, "\(name) \(line)")
      }
      // A difference from 1, so its error is absolute.
      #expect(
        isClose(number(cell["skill"]), number(truth["skill"]), relative: 2e-15, absolute: 2e-15),
        "\(line)")
    }
  }

  @Test("csv and ndjson have a row for every cell, in order, with the documented columns")
  func rows() {
    let csv = focal("sweep --gamma 0,1 --alpha 0.25,none --format csv", input: Self.input)
    #expect(csv.lines[0] == "alpha,gamma,epsilon,mean,sum,normalized,effective_samples,skill")
    #expect(
      csv.lines.dropFirst().map { $0.split(separator: ",").prefix(3).joined(separator: ",") }
        == ["0.25,0,1e-07", "none,0,1e-07", "0.25,1,1e-07", "none,1,1e-07"])
    let tsv = focal("sweep --gamma 0,1 --alpha 0.25,none --format tsv", input: Self.input)
    #expect(tsv.output == String(csv.output.map { $0 == "," ? "\t" : $0 }))
    let rows = focal("sweep --gamma 0,1 --alpha 0.25,none --format ndjson", input: Self.input)
    #expect(rows.lines.count == 4)
    #expect(
      rows.lines[1].hasPrefix("{ \"alpha\": null, \"gamma\": 0, \"epsilon\": 1e-07, \"mean\": "))
  }

  @Test("columns appear where they say something: smoothings that vary, a loss that is no mean")
  func columns() {
    let run = focal(
      "sweep --label-smoothing 0,0.1 -r sum --epsilon 0 --format csv", input: Self.input)
    #expect(
      run.lines[0]
        == "alpha,gamma,epsilon,label_smoothing,loss,mean,sum,normalized,effective_samples,skill")
    #expect(run.lines[1].hasPrefix("0.25,2,0,0,"))
    #expect(run.lines[2].hasPrefix("0.25,2,0,0.1,"))
  }

  @Test("JSON has the signature, the count, and a cell for every pair")
  func json() throws {
    let run = focal("sweep --json --gamma 0:2:1 --alpha 0.25,none,0.5", input: Self.input)
    let report = try run.object()
    #expect(
      Set(report.keys) == ["focal", "signature", "count", "cells", "warnings"])
    #expect(report["count"] as? Int == 4)
    #expect(
      (report["signature"] as? String)?.contains(
        "alpha:balanced:0.25/none/balanced:0.5,gamma:0/1/2,") == true)
    let cells = try #require(report["cells"] as? [[String: Any]])
    #expect(cells.count == 9)
    #expect(cells[0]["alpha"] as? Double == 0.25)
    #expect(cells[1]["alpha"] is NSNull)
    #expect(
      Set(cells[0].keys)
        == [
          "alpha", "gamma", "epsilon", "mean", "sum", "normalized", "effectiveSamples", "skill",
          "signature",
        ])
    let vectors = focal(
      "sweep --json --alpha 0.2+0.8,none --alpha-rule per-class", input: Self.input)
    #expect(vectors.output.contains("\"alpha\": [0.2, 0.8]"))
  }

  @Test("the table has gamma down and alpha across, and a block for every epsilon and smoothing")
  func table() {
    let run = focal("sweep --gamma 0,2 --alpha 0.25,none --epsilon 0,0.01", input: Self.input)
    let blocks = run.output.components(separatedBy: "\n\n")
    #expect(blocks.count == 7)
    #expect(
      blocks[0].hasPrefix(
        "focal loss  (mean of 4 samples), epsilon 0\ngamma  alpha 0.25  alpha none\n    0  "))
    #expect(blocks[3].hasPrefix("focal loss  (mean of 4 samples), epsilon 0.01\n"))
    #expect(blocks[6].hasPrefix("focal:"))
    #expect(!run.output.contains("best gamma"))
    let digits = focal("sweep --gamma 2 --digits 2", input: Self.input)
    #expect(digits.lines[2].hasPrefix("    2       0.0"))
    #expect(digits.lines[2].count == 7 + 10)
    let markdown = focal("sweep --gamma 0,2 --format markdown", input: Self.input)
    #expect(
      markdown.output.hasPrefix("**focal loss  (mean of 4 samples)**\n\n| gamma | alpha 0.25 |\n"))
  }

  @Test("nothing to sweep is a grid of one cell, of the defaults")
  func single() {
    let run = focal("sweep --format csv", input: Self.input)
    let mean = focal("--bare", input: Self.input).output.dropLast()
    #expect(run.lines.count == 2)
    #expect(run.lines[1].hasPrefix("0.25,2,1e-07,\(mean),"))
  }

  @Test("skill is null where the best constant prediction has no loss, or is not known")
  func noSkill() {
    for (options, input) in [
      ("--epsilon 0", "label,prediction\n1,0.9\n1,0.2\n"),
      ("--soft-labels mixture", "label,prediction\n0.3,0.9\n1,0.2\n"),
      ("--soft-labels mixture --label-smoothing 0.1", "label,prediction\n0,0.9\n1,0.2\n"),
    ] {
      let run = focal("sweep --json \(options)", input: input)
      #expect(run.output.contains("\"skill\": null, "), "\(run)")
    }
    let run = focal("sweep --format csv --epsilon 0", input: "label,prediction\n1,0.9\n1,0.2\n")
    #expect(run.lines[1].hasSuffix(","))
  }

  @Test("a perfect file has no loss, skill 1, and no samples that weigh anything")
  func perfect() {
    let run = focal("sweep --epsilon 0 --gamma 0,2 --format csv", input: "label,p\n1,1\n0,0\n")
    #expect(run.lines[1] == "0.25,0,0,0,0,0,2,1")
    #expect(run.lines[2] == "0.25,2,0,0,0,,,1")
  }

  @Test(
    "what cannot be swept is refused",
    arguments: [
      ("-r none", "--reduction none contradicts focal sweep"),
      ("--preset tf-clip,torch-bce", "several presets are for focal compare"),
      ("--gamma 0:1", "'0:1' cannot be used; expected start:stop:step"),
      ("--gamma 0:1:0", "'0:1:0' cannot be used; expected start:stop:step"),
      ("--gamma 1,,2", "--gamma: '' cannot be used; expected a number, 0 or more"),
      ("--gamma 1,x", "--gamma: 'x' cannot be used"),
      ("--gamma -1:1:1", "--gamma: -1 is out of range; expected 0 or more"),
      ("--alpha 0.2+", "--alpha: '0.2+' cannot be used; expected numbers joined by +"),
      ("--alpha 0.2+0.3", "--alpha: 2 numbers given; --alpha-rule balanced expects 1 here"),
      ("--alpha 1.5", "--alpha: 1.5 is out of range"),
      ("--gamma 0:10:0.1 --alpha 0:1:0.01", "the grid has 10201 cells; expected at most 10000"),
      ("--gamma 0:1e9:1e-9", "cells; expected at most 10000"),
      ("--modulator asl --gamma 1,2", "--gamma contradicts --modulator asl"),
    ])
  func refused(_ options: String, _ sentence: String) {
    let run = focal("sweep \(options)", input: Self.input)
    #expect(run.status == .usage)
    #expect(run.output == "")
    #expect(run.diagnostics.contains(sentence), "\(run.diagnostics)")
    #expect(run.diagnostics.split(separator: "\n").count == 1)
  }

  @Test("ten thousand cells are a grid, one more is not")
  func many() {
    for (grid, isAllowed) in [
      ("--gamma 0.1:10:0.1 --alpha 0.01:1:0.01", true), ("--gamma 1:10000:1", true),
      ("--gamma 1:10001:1", false), ("--gamma 1:73:1 --alpha 0:136:1", false),
      ("--gamma 1:10:1 --alpha 1:10:1 --epsilon 1:10:1 --label-smoothing 1:10:1", true),
    ] {
      var parser = ArgumentParser(grid.split(separator: " ").map(String.init), for: .sweep)
      let settings = try? parser.settings()
      let isValid = settings.map { (try? $0.check()) != nil } ?? false
      #expect(isValid == isAllowed, "\(grid)")
      if let settings {
        #expect(settings.loss.cells.count == settings.loss.grid.cellCount)
      }
    }
  }

  @Test("a list outside of sweep is told where it belongs")
  func elsewhere() {
    let run = focal("--gamma 0,1,2", input: Self.input)
    #expect(
      run
        == .failed(
          .usage,
          "--gamma: '0,1,2' cannot be used; expected a number, 0 or more (several: focal sweep)"))
  }

  @Test("warnings are in the report, beside rows on standard error, and errors with --strict")
  func warnings() {
    let input = "label,prediction\n1,0\n0,0.2\n"
    let table = focal("sweep", input: input)
    #expect(table.output.contains("\n\nwarning: 1 element that the prediction says cannot be"))
    #expect(table.diagnostics == "")
    let csv = focal("sweep --format csv", input: input)
    #expect(csv.lines.count == 2)
    #expect(csv.diagnostics.hasPrefix("focal: warning: 1 element"))
    #expect(focal("sweep --strict", input: input).status == .data)
  }
}

extension String {
  /// A path whose folder is the one that has the fixtures of this module.
  fileprivate var besideFixtures: String {
    "\(split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/"))/x"
  }
}
