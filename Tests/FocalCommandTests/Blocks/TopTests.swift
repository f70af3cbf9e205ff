import TestSupport
import Testing

@testable import FocalCommand

/// The hardest samples are those that sorting the per-sample output gives.
@Suite struct TopTests {
  /// Rows with many losses that are the same, and some that are left out.
  private static func rows(_ count: Int, seed: UInt64) -> [String] {
    var generator = SplitMix64(seed: seed)
    return (0..<count).map { row in
      let label = row % 101 == 7 ? "-1" : Bool.random(using: &generator) ? "1" : "0"
      let percent = Int.random(in: 0...99, using: &generator)
      return "\(label),0.\(percent)1,id \(row)"
    }
  }

  private static let header = "label,p,id\n"

  @Test("rows, losses and order are those of the sorted per-sample losses", arguments: [1, 3, 8])
  func sorted(threads: Int) throws {
    let rows = Self.rows(60_000, seed: 4)
    let input = Self.header + rows.map { $0 + "\n" }.joined()
    let options = "--ignore-label -1 --threads \(threads)"
    let losses = focal("--per-sample \(options)", input: input).lines.dropFirst().map {
      Double($0.split(separator: ",", omittingEmptySubsequences: false)[3])
    }
    try #require(losses.count == 60_000)
    let sorted = losses.indices.filter { losses[$0] != nil }.sorted { a, b in
      let (x, y) = (losses[a] ?? 0, losses[b] ?? 0)
      return x != y ? x > y : a < b
    }
    for count in [1, 10, 2500] {
      let run = focal("--top \(count) --id id -f csv \(options)", input: input)
      #expect(run.status == .done)
      #expect(run.lines[0] == "row,id,label,prediction,target_probability,loss,share")
      let fields = run.lines.dropFirst().map { $0.split(separator: ",").map(String.init) }
      #expect(fields.map { $0[0] } == sorted.prefix(count).map { String($0 + 1) })
      #expect(fields.map { $0[1] } == sorted.prefix(count).map { "id \($0)" })
      #expect(fields.map { Double($0[5]) } == sorted.prefix(count).map { losses[$0] })
      #expect(fields.allSatisfy { rows[(Int($0[0]) ?? 1) - 1].hasPrefix("\($0[2]),0.") })
    }
  }

  @Test("the same bytes on any number of threads; rows count on from file to file")
  func anyThreads() throws {
    let rows = Self.rows(50_000, seed: 5)
    let folder = try TemporaryFolder()
    let paths = try [0..<20_000, 20_000..<20_001, 20_001..<50_000].enumerated().map {
      try folder.file("\($0).csv", Self.header + rows[$1].map { $0 + "\n" }.joined())
    }.joined(separator: " ")
    let line = "--top 40 --id id --json --ignore-label -1"
    let whole = focal(
      "\(line) --threads 1", input: Self.header + rows.map { $0 + "\n" }.joined())
    #expect(whole.lines.filter { $0.contains("\"targetProbability\"") }.count == 40)
    for threads in [1, 2, 3, 8] {
      #expect(
        focal("\(line) --threads \(threads) \(paths)").withoutInput == whole.withoutInput)
    }
  }

  @Test("the table has row, id, label, prediction, p_t, loss and share")
  func table() {
    // The losses are 0.0625, 0.1875 and 0.84375 times ln 2; the last one weighs nothing.
    let input = "id,label,p,w\nx y,1,0.5,1\nb,0,0.5,2\nc,0,0.75,1\nd,1,0.001,0\n"
    let run = focal("--top 3 --id id --weight w --digits 4", input: input)
    #expect(run.lines.contains("row  id   label  prediction   p_t     loss   share"))
    #expect(run.lines.contains("  3  c    0            0.75  0.25  0.5848   65.9 %"))
    #expect(run.lines.contains("  2  b    0            0.5   0.5   0.13     29.3 %"))
    #expect(run.lines.contains("  1  x y  1            0.5   0.5   0.04332   4.9 %"))
    let few = focal("--top 10 -f csv", input: "label,p\n1,0.5\n")
    #expect(
      few.lines.count == 2 && few.lines[1].hasPrefix("1,1,0.5,0.5,") && few.lines[1].hasSuffix(",1")
    )
  }

  @Test("in JSON ids and labels are what they are in the input")
  func json() {
    let input = """
      {"id":"007","label":1,"p":0.5}
      {"id":8,"label":0,"p":0.5}
      """
    let run = focal("--top 2 --id id --json --digits 4", input: input)
    #expect(
      run.output.contains(
        """
          "top": [
            { "row": 2, "id": 8, "label": 0, "prediction": 0.5, "targetProbability": 0.5, "loss": 0.13, "share": 0.75 },
            { "row": 1, "id": "007", "label": 1, "prediction": 0.5, "targetProbability": 0.5, "loss": 0.04332, "share": 0.25 }
          ],
        """))
  }

  @Test("of several predictions the class predicted is told, and the least p_t of elements")
  func classes() {
    let multiclass = focal("--top 1 -f csv", input: "label,p0,p1,p2\n2,.125,.625,.25\n0,1,0,0\n")
    #expect(multiclass.lines[0] == "row,label,predicted,target_probability,loss,share")
    #expect(multiclass.lines[1].hasPrefix("1,2,p1,0.25,"))
    let multilabel = focal(
      "--top 1 -f csv -t multilabel --label a,b,c --prediction p*",
      input: "a,b,c,p0,p1,p2\n1,0,1,.75,.125,.875\n0,0,0,.1,.1,.1\n")
    #expect(multilabel.lines[1].hasPrefix("1,p0;p2,p2,0.75,"))
  }

  @Test("an infinite loss is the hardest, and no share exists beside it")
  func infinite() {
    let run = focal("--top 2 -f csv -e 0", input: "label,p\n0,0.5\n1,0\n")
    #expect(run.lines[1] == "2,1,0,0,Infinity,")
    #expect(run.lines[2].hasPrefix("1,0,0.5,0.5,") && run.lines[2].hasSuffix(",0"))
  }

  @Test("labels of a file of their own stand in the list")
  func labelFile() throws {
    let folder = try TemporaryFolder()
    let labels = try folder.file("labels.csv", "label\nyes\nno\n")
    let run = focal(
      "--top 2 -f csv --labels \(labels) --positive yes", input: "p\n0.5\n0.5\n")
    #expect(run.lines[1].hasPrefix("2,no,0.5,") && run.lines[2].hasPrefix("1,yes,0.5,"))
  }

  @Test("a number of samples is a whole number from 1 to 10000")
  func range() {
    for value in ["0", "-1", "10001", "1.5", "all"] {
      #expect(
        focal("--top \(value)")
          == .failed(
            .usage, "--top: '\(value)' cannot be used; expected a whole number from 1 to 10000"))
    }
  }
}
