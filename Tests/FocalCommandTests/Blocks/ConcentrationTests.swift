import TestSupport
import Testing

@testable import FocalCommand

/// The part of the loss that the hardest samples carry: the article's Figure 4 as numbers.
@Suite struct ConcentrationTests {
  /// The numbers that a line of JSON has for some keys.
  private static func numbers(_ line: String, _ keys: [String]) -> [Double] {
    keys.map { key in
      let rest = line.components("\"\(key)\": ").dropFirst().first ?? ""
      return Double(String(rest.prefix { !",} ".contains($0) })) ?? .nan
    }
  }

  private static let sets = ["all", "positives", "negatives"]

  /// By mpmath in 50 digits from the sorted losses of the file: all, positives, negatives.
  private static let truth: [(gamma: String, shares: [[Double]])] = [
    (
      "0",
      [
        [0.10768764503542176, 0.02657841336818819, 0.04721988855673097],
        [0.5266291456821433, 0.22078660929483962, 0.3356823996279548],
        [0.8479021224900317, 0.6409373011218846, 0.768389240227917],
        [0.9391047146659521, 0.8102344551282803, 0.9289669670315692],
        [0.991057939668721, 0.9604401863029504, 0.9963411265611324],
        [0.9994904547456964, 0.9963371563527152, 0.9999584117682487],
      ]
    ),
    (
      "2",
      [
        [0.19515746926587316, 0.08158648991256363, 0.07568537141182016],
        [0.8469775408132955, 0.5564960330729508, 0.5170217335346028],
        [0.9904652012122184, 0.9720733003730322, 0.9624976028132116],
        [0.999636809643254, 0.9967616396554582, 0.9982091907371644],
        [0.9999990836278824, 0.999978530239087, 0.9999998988674342],
        [0.9999999998031177, 0.9999999829323992, 0.999999999999786],
      ]
    ),
  ]

  @Test("real data have the shares that sorting gives", arguments: [0, 1])
  func realData(_ index: Int) {
    let (gamma, shares) = Self.truth[index]
    let run = focal("--concentration --json -g \(gamma) \(TrueLossTests.path("breast_cancer"))")
    let lines = run.lines.filter { $0.contains("\"fraction\"") }
    #expect(lines.count == 6)
    for (line, expected) in zip(lines, shares) {
      for (found, truth) in zip(Self.numbers(line, Self.sets), expected) {
        #expect(ulpDistance(found, truth) <= 8, "\(line)")
      }
    }
  }

  @Test("with gamma 2 the easiest half of the negatives carries a vanishing share")
  func easiestHalf() {
    // 2e-13 of it; without the modulating factor 4e-5.
    for (gamma, bound) in [("2", 1e-12), ("0", 1e-4)] {
      let run = focal(
        "--concentration -f csv -g \(gamma) \(TrueLossTests.path("breast_cancer"))")
      #expect(run.lines[0] == "fraction,all,positives,negatives")
      let half = run.lines[6].split(separator: ",")
      #expect(half[0] == "0.5")
      let easiest = 1 - (Double(half[3]) ?? 0)
      #expect(easiest > 0 && easiest < bound && easiest > bound / 10)
    }
  }

  @Test("quantiles are exact of few losses, and the ratio falls with gamma")
  func quantiles() {
    let run = focal("--concentration --json \(TrueLossTests.path("breast_cancer"))")
    let line = run.lines.first { $0.hasPrefix("  \"quantiles\"") } ?? ""
    let truth = [
      1.6537448645059106e-10, 0.0003695384565579195, 0.39561194182485104, 4.590729007922973,
    ]
    for (found, truth) in zip(Self.numbers(line, ["p50", "p90", "p99", "max"]), truth) {
      #expect(ulpDistance(found, truth) <= 8)
    }
    #expect(line.hasSuffix("\"relativeError\": 0 },"))
    #expect(run.lines.contains("  \"concentrationError\": 0,"))
    let easy = run.lines.first { $0.contains("\"easy\", \"samples\": \"all\"") } ?? ""
    let hard = run.lines.first { $0.contains("\"hard\", \"samples\": \"all\"") } ?? ""
    #expect(Self.numbers(easy, ["count"]) == [556] && Self.numbers(hard, ["count"]) == [13])
    #expect(Self.numbers(easy, ["ratio"])[0] < 0.1 * Self.numbers(hard, ["ratio"])[0])
  }

  @Test("people are shown three tables, and the error of shares and quantiles where there is one")
  func table() {
    let input = "label,p\n" + (0..<20_000).map { "\($0 % 2),0.\($0 + 10_000)\n" }.joined()
    let run = focal("--concentration --digits 3", input: input)
    #expect(run.output.contains("\n\nhardest     all  positives  negatives\n  0.1 %  "))
    #expect(run.lines.contains { $0.hasPrefix("loss  ") && $0.hasSuffix("  negatives") })
    #expect(run.lines.contains("shares are within 0.8 %"))
    #expect(run.lines.contains("quantiles but max are within 0.8 %"))
    #expect(run.lines.contains { $0.hasPrefix("below 0.5, negatives ") })
    let json = focal("--concentration --json", input: input)
    #expect(json.output.contains("\"relativeError\": 0.0078125 },\n"))
    #expect(json.output.contains("\"concentrationError\": 0.0078125,\n"))
  }

  @Test("the same bytes in any order of rows and on any number of threads")
  func anyOrder() {
    var generator = SplitMix64(seed: 20_261_121)
    let rows = (0..<50_000).map { _ in
      let label = Bool.random(using: &generator) ? 1 : 0
      let p = Double.random(in: 0...1, using: &generator)
      return "\(label),\(p * p * p * p),\(Int.random(in: 0...3, using: &generator))\n"
    }
    let line = "--concentration --json --weight w -e 0"
    let whole = focal("\(line) --threads 1", input: "label,p,w\n" + rows.joined())
    #expect(whole.status == .done)
    for threads in [2, 3, 8] {
      let shuffled = rows.shuffled(using: &generator)
      #expect(
        focal("\(line) --threads \(threads)", input: "label,p,w\n" + shuffled.joined()) == whole)
    }
  }

  @Test("where no loss exists there are no shares")
  func nothing() {
    let none = focal("--concentration -f csv -e 0", input: "label,p\n1,1\n1,1\n")
    #expect(none.lines[1] == "0.001,,,")
    let infinite = focal("--concentration -f csv -e 0", input: "label,p\n1,0\n0,0.5\n")
    #expect(infinite.lines[1] == "0.001,,,0.001")
  }
}

extension String {
  /// The parts between separators.
  fileprivate func components(_ separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
