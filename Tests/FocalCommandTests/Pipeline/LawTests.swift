import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Sums are exact: the order of rows and the split into files change no digit.
@Suite struct LawTests {
  /// A file of the Examples and options to read it with.
  static let files = [
    ("breast_cancer", ""), ("breast_cancer", "-g 0.7 -a 0.3 -e 0 --weight id"),
    ("breast_cancer_logits", "--logits -g 5"), ("digits", ""), ("digits", "-t one-vs-all"),
    ("wine", "-a 1,2.5,0.1 --label-smoothing 0.1"),
  ]

  static func rows(_ file: String) throws -> [String] {
    try String(contentsOfFile: TrueLossTests.path(file), encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }

  /// What must not change, as text and so to the bit.
  static func numbers(_ line: String, input: String = "") throws -> [String] {
    let run = focal("--json \(line)", input: input)
    #expect(run.status == .done, "\(run)")
    let kept = ["loss", "mean", "sum", "crossEntropy", "weightSum", "count", "label"]
    return run.lines.filter { line in kept.contains { line.contains("\"\($0)\":") } }
  }

  @Test("a shuffled file has the same bits", arguments: files)
  func shuffled(_ file: String, _ line: String) throws {
    let rows = try Self.rows(file)
    let whole = try Self.numbers("\(line) \(TrueLossTests.path(file))")
    let bare = focal("--bare \(line) \(TrueLossTests.path(file))")
    for seed in 1...5 as ClosedRange<UInt64> {
      var generator = SplitMix64(seed: seed)
      let shuffled = [rows[0]] + rows.dropFirst().shuffled(using: &generator)
      let input = shuffled.joined(separator: "\n")
      #expect(try Self.numbers(line, input: input) == whole, "seed \(seed)")
      #expect(focal("--bare \(line)", input: input) == bare, "seed \(seed)")
    }
  }

  @Test("a file cut in three has the same bits, in any order of the parts", arguments: files)
  func cut(_ file: String, _ line: String) throws {
    let rows = try Self.rows(file)
    let folder = try TemporaryFolder()
    let cuts = [1, rows.count / 3, rows.count / 2, rows.count]
    let paths = try zip(cuts, cuts.dropFirst()).map { start, end in
      try folder.file(
        "\(start).csv", ([rows[0]] + rows[start..<end]).joined(separator: "\n") + "\n")
    }
    let whole = try Self.numbers("\(line) \(TrueLossTests.path(file))")
    let bare = focal("--bare \(line) \(TrueLossTests.path(file))")
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      let parts = order.map { paths[$0] }.joined(separator: " ")
      #expect(try Self.numbers("\(line) \(parts)") == whole)
      #expect(focal("--bare \(line) \(parts)") == bare)
    }
  }

  @Test("the size of reads changes nothing, whatever it cuts", arguments: [1, 7, 4096, 65_537])
  func readSize(_ size: Int) throws {
    let file = try Array(Self.rows("wine").joined(separator: "\r\n").utf8)
    for arguments in [["--json"], ["--per-sample"]] {
      #expect(focal(arguments, input: file, readSize: size) == focal(arguments, input: file))
    }
  }

  @Test("one file may be named twice, which doubles its sum and keeps its mean")
  func twice() {
    let path = TrueLossTests.path("wine")
    #expect(focal("-b \(path) \(path)") == focal("-b \(path)"))
    let sum = focal("-b -r sum \(path)").number
    #expect(focal("-b -r sum \(path) \(path)").number == 2 * sum)
  }

  @Test("gamma 0 without alpha is the cross entropy, and alpha ½ half of no alpha, to the bit")
  func identities() {
    let path = TrueLossTests.path("breast_cancer")
    let report = focal("--json -g 0 -a none \(path)")
    #expect(report.number("loss").bitPattern == report.number("crossEntropy").bitPattern)
    let half = focal("-b -r sum -a 0.5 \(path)").number
    #expect(half.bitPattern == (focal("-b -r sum -a none \(path)").number / 2).bitPattern)
  }

  @Test("two-class softmax of (0, z) is the sigmoid of z; one column one-hot is binary")
  func softmaxIsSigmoid() {
    let logits = [-700, -40, -3, -0.5, 0, 1.25, 9, 37, 500]
    for label in ["0", "1"] {
      let binary = "label,logit\n" + logits.map { "\(label),\($0)\n" }.joined()
      let softmax = "label,z0,z1\n" + logits.map { "\(label),0,\($0)\n" }.joined()
      let ours = focal("-b --per-sample -a none --logits", input: binary).lines
      let theirs = focal("-b --per-sample --logits --prediction z*", input: softmax).lines
      #expect(ours.count == 9 && theirs.count == 9)
      for (a, b) in zip(ours, theirs) {
        #expect(ulpDistance(Double(a) ?? .nan, Double(b) ?? .infinity) <= 12, "\(a) \(b)")
      }
    }
  }
}
