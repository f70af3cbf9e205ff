import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// States of the parts of a file, merged in any order and tree, give the report of one run over all of
/// it.
@Suite struct MergeLawTests {
  /// A file of rows, and a command line for it.
  private struct Case {
    let options: [String]
    let header: String
    let rows: [String]

    func file(_ rows: some Sequence<String>) -> [UInt8] {
      Array(([header] + rows).map { $0 + "\n" }.joined().utf8)
    }
  }

  /// The cases to try: many by hand, `FOCAL_MERGE_CASES=1000 swift test --filter MergeLawTests`.
  private static let count =
    ProcessInfo.processInfo.environment["FOCAL_MERGE_CASES"].flatMap(Int.init) ?? 60

  @Test(
    "random cuts, orders, trees and options give the same bytes but for the input and the shards")
  func randomCuts() throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SplitMix64(seed: seed)
    var doneCount = 0
    for round in 0..<Self.count {
      let one = Self.randomCase(&generator)
      let whole = focal(one.options + ["--json"], input: one.file(one.rows))
      // Some options are not for some files.
      guard whole.status == .done else { continue }
      doneCount += 1
      var states = Self.states(of: one, &generator)
      let merged = try Self.merged(&states, &generator)
      let comment: Comment = "seed \(seed), round \(round): \(one.options), \(one.rows)"
      #expect(merged.status == whole.status, comment)
      #expect(Self.comparable(merged.output) == Self.comparable(whole.output), comment)
    }
    #expect(doneCount > Self.count / 2)
  }

  /// A file of numbers of all sizes, of which some are equal.
  private static func randomCase(_ generator: inout SplitMix64) -> Case {
    func pick<Item>(_ items: [Item]) -> Item {
      items.randomElement(using: &generator) ?? items[0]
    }
    let isMulticlass = Int.random(in: 0..<3, using: &generator) == 0
    let isWeighted = Bool.random(using: &generator)
    let names = isMulticlass ? ["p0", "p1", "p2"] : ["prediction"]
    let scores = ["0.5", "0.9", "0", "1", "1e-300", "0.25", "0.30000001192092896", "1e-9"]
    let rows = (0..<Int.random(in: 1...30, using: &generator)).map { row in
      let label = isMulticlass ? pick(["0", "1", "2"]) : pick(["0", "1"])
      let predictions = names.map { _ in
        pick(scores + ["0.\(Int.random(in: 1...999, using: &generator))"])
      }
      let weight = pick(["1", "0.1", "3", "0"])
      return
        ([String(row), pick(["a", "b", "é", "\"x,\""]), weight, label, pick(["0", "0.5"])]
        + predictions)
        .joined(separator: ",")
    }
    var options = isMulticlass ? ["--task", pick(["multiclass", "one-vs-all"])] : []
    if isWeighted { options += ["--weight", "w"] }
    let command = pick(["", "", "", "sweep", "compare"])
    switch command {
    case "sweep":
      options = ["sweep", "--gamma", "0,0.5,2,5"] + options + pick([[], ["--alpha", "0.1"]])
      options += pick([[], ["--confidence", "0.9"]])
    case "compare": options = ["compare"] + options
    default:
      let blocks = [
        ["--by", "class"], ["--by", "decile"], ["--group-by", "g"], ["--group-by", "g,label"],
        ["--top", "3"], ["--top", "100", "--id", "i"],
        ["--top", "5", "--columns", "g,w"], ["--concentration"], ["--baseline"],
        ["--gradient"],
      ]
      for _ in 0..<Int.random(in: 0...3, using: &generator) { options += pick(blocks) }
      options += pick([
        [], ["--gamma", "2.2"], ["--epsilon", "0"], ["--alpha-rule", "scale", "--alpha", "0.7"],
        ["--reduction", "sum"], ["--reduction", "macro"], ["--divide-by", "7"],
        ["--reduction", "weighted-mean"], ["--confidence", "0.95"],
        ["--confidence", "0.5", "--reduction", "weighted-mean"],
        ["--group-by", "g", "--reduction", "mean-of-groups:mean"],
        ["--group-by", "g,label", "--reduction", "sum-of-groups:weighted-mean"],
        ["--group-by", "g", "--reduction", "mean-of-groups:positives"],
        ["--class-weights", isMulticlass ? "1,2,3" : "1,2"],
        ["--label-smoothing", "0.1"], ["--modulator", "inverse"], ["--modulator", "schedule"],
        ["--modulator", isMulticlass ? "dual" : "gaussian"],
        isMulticlass ? [] : ["--modulator", "varifocal", "--quality", "q"],
        ["--modulator", isMulticlass ? "normalized-softmax" : "power:margin=0.1"],
        ["--label-smoothing", "0.1", "--smoothing-rule", "others"],
        ["--label-smoothing", "0.1", "--smoothing-rule", "cross-entropy-only"],
        ["--epsilon", "0.1", "--epsilon-rule", "add"],
      ])
    }
    return Case(
      options: options, header: (["i", "g", "w", "label", "q"] + names).joined(separator: ","),
      rows: rows)
  }

  /// The states of the parts of a file, of which some may be empty.
  private static func states(of one: Case, _ generator: inout SplitMix64) -> [[UInt8]] {
    var parts: [[String]] = [[]]
    for row in one.rows {
      if Int.random(in: 0..<6, using: &generator) == 0 { parts.append([]) }
      parts[parts.count - 1].append(row)
    }
    if Bool.random(using: &generator) { parts.append([]) }
    return parts.enumerated().map { index, rows in
      let run = focal(
        one.options + ["--format", "state", "--shard", "part \(index + 10)"],
        input: one.file(rows), readSize: 64)
      #expect(run.status == .done && run.diagnostics.isEmpty, "\(run)")
      return Array(run.output.utf8)
    }
  }

  /// The report of states, some of which are merged first.
  private static func merged(
    _ states: inout [[UInt8]], _ generator: inout SplitMix64
  ) throws -> Run {
    states.shuffle(using: &generator)
    while states.count > 2, Bool.random(using: &generator) {
      let count = Int.random(in: 1...states.count - 1, using: &generator)
      let run = focal(
        ["merge", "--format", "state"], input: Array(states.prefix(count).joined()))
      #expect(run.status == .done, "\(run)")
      states = [Array(run.output.utf8)] + states.dropFirst(count)
      states.shuffle(using: &generator)
    }
    return focal(["merge", "--json"], input: Array(states.joined()))
  }

  /// The report without what it says of the input and of shards; rows are numbered in their shards.
  private static func comparable(_ report: String) -> String {
    report.split(separator: "\n").filter { !$0.hasPrefix("  \"input\": ") }.map { line in
      line.replacing(
        #/"(?:row|firstRow)": (?:\d+|null)(?:, "shard": (?:"part \d+"|null))?/#, with: "")
    }.joined(separator: "\n")
  }
}
