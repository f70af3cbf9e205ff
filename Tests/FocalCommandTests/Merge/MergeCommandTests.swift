import Testing

@testable import FocalCommand

/// `--format state` and `focal merge`.
@Suite struct MergeCommandTests {
  private static let header = "label,prediction,id,g\n"
  private static let first = header + "1,0.5,a,x\n0,0.25,b,y\n"
  private static let second = header + "1,0.75,c,x\n"

  /// The state of a file.
  private static func state(
    _ input: String, _ name: String? = nil, _ options: String = ""
  ) -> String {
    let line = "--format state \(options)" + (name.map { " --shard \($0)" } ?? "")
    let run = focal(line, input: input)
    #expect(run.status == .done && run.diagnostics.isEmpty, "\(run)")
    return run.output
  }

  @Test("a state is one line of ASCII, below a kilobyte for the usual report")
  func line() {
    let state = Self.state(Self.first, "part-0001")
    #expect(state.hasSuffix("}\n") && state.count { $0 == "\n" } == 1)
    #expect(state.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
    #expect(
      state.hasPrefix(
        "{\"focalState\":1,\"focal\":\"0.1.0\",\"command\":\"compute\",\"signature\":"))
    #expect(state.utf8.count < 1000)
  }

  @Test("a sweep of 30 cells is below ten kilobytes")
  func sweep() {
    let run = focal(
      "sweep --gamma 0,0.5,1,2,3,5 --alpha 0.1,0.25,0.5,0.75,none --format state", input: Self.first
    )
    #expect(run.status == .done && run.output.utf8.count < 10_000)
  }

  @Test("the empty state is the identity, and is made of no row and of no byte")
  func empty() {
    let empty = Self.state("", "none")
    #expect(
      empty.hasPrefix(
        "{\"focalState\":1,\"focal\":\"0.1.0\",\"shards\":[{\"name\":\"none\",\"rows\":0,\"fingerprint\":\"0\"}]"
      ))
    #expect(Self.state(Self.header, "none") == empty)
    let one = Self.state(Self.first, "a")
    #expect(
      focal("merge --bare", input: empty + one) == focal("merge --bare", input: one + empty))
    #expect(focal("merge --bare", input: one + empty) == focal("--bare", input: Self.first))
    #expect(
      focal("merge", input: empty)
        == .failed(.data, "<stdin>: no state has a row"))
  }

  @Test("a state of very many shards can be merged again")
  func manyShards() {
    let shards = (0..<1 << 16).map { Shard(name: "\($0)", rowCount: 0, fingerprint: 0) }
    let state = RunState(shards: shards).line
    #expect(
      focal("merge --bare", input: state + Self.state(Self.first, "rows"))
        == focal("--bare", input: Self.first))
  }

  @Test("rows in reports say which shard they are of; equal losses go by its name")
  func shards() throws {
    let states =
      Self.state(Self.first, "b", "--top 2 --id id")
      + Self.state(Self.first, "a", "--top 2 --id id")
    let top = focal("merge --format csv", input: states)
    #expect(top.lines[0].hasPrefix("row,shard,id,"))
    #expect(top.lines.dropFirst().map { String($0.prefix(5)) } == ["1,a,a", "1,b,a"], "\(top)")
    let odd = Self.state(Self.header + "1,1.0000001,a,x\n0,0.5,b,y\n", "late")
    let even = Self.state(Self.first, "early")
    let report = focal("merge", input: odd + even)
    #expect(report.words.contains("(first in row late:1)"), "\(report.output)")
    #expect(
      focal("merge --json", input: odd + even).output.contains(
        "\"firstRow\": 1, \"shard\": \"late\" }"))
  }

  @Test("what is not a state, or not as it was written, is refused with its sentence")
  func refusedLines() {
    let state = Self.state(Self.first, "a")
    let cases = [
      (
        String(state.prefix(300)),
        "the line is no whole state; expected one as --format state writes it"
      ),
      ("{\"loss\":1}\n", "is JSON, but no state; expected one as --format state writes it"),
      (
        state.replacing("\"focalState\":1", with: "\"focalState\":2"),
        "the state is of version 2; this focal reads version 1"
      ),
      (
        state.replacing("\"rows\":2", with: "\"rows\":3"),
        "the state is not as it was written; write it again"
      ),
    ]
    for (text, sentence) in cases {
      #expect(focal("merge", input: text) == .failed(.data, "<stdin>:1: \(sentence)"))
    }
    #expect(focal("merge", input: "\n\n" + cases[1].0).diagnostics.hasPrefix("focal: <stdin>:3: "))
  }

  @Test("states of other runs are refused, and both are named")
  func refusedRuns() {
    let state = Self.state(Self.first, "a")
    func sentence(_ other: String) -> String { focal("merge", input: state + other).diagnostics }
    #expect(
      sentence(Self.state(Self.second, "b", "--gamma 3")).contains(
        "<stdin>:2: its signature: focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:3,"
      ))
    #expect(
      sentence(Self.state(Self.second, "b", "--by decile"))
        == "focal: <stdin>:2: its options: --by decile; but in <stdin>:1: none; "
        + "all states must be of the same run\n")
    #expect(
      sentence(Self.state(Self.second.replacing("prediction", with: "prob"), "b")).contains(
        "its predictions: [\"prob\"]; but in <stdin>:1: [\"prediction\"]"))
    #expect(
      sentence(Self.state(Self.first, "a"))
        == "focal: <stdin>:2: the shard 'a' has come before (<stdin>:1); leave one out\n")
    #expect(
      sentence(Self.state(Self.first))
        == "focal: <stdin>:2: has the same rows as <stdin>:1; leave one out, or name both with --shard\n"
    )
    #expect(sentence(Self.state(Self.first, "b")).isEmpty)
  }

  @Test("--expect says which shards are missing")
  func expected() throws {
    let folder = try TemporaryFolder()
    let names = try folder.file("names", "a\nb\nc\n")
    let states = Self.state(Self.first, "a") + Self.state(Self.second, "d")
    #expect(focal("merge --expect 2 --bare", input: states).status == .done)
    #expect(
      focal("merge --expect 5", input: states)
        == .failed(.data, "--expect 5: 3 of 5 shards are missing"))
    #expect(
      focal("merge --expect 1", input: states) == .failed(.data, "--expect 1: there are 2 shards"))
    #expect(
      focal("merge --expect @\(names)", input: states)
        == .failed(.data, "--expect: of the shards missing: 'b', 'c'; not expected: 'd'"))
  }

  @Test("the gate and --bare are those of the run that all states are of")
  func gate() {
    let states = Self.state(Self.first, "a") + Self.state(Self.second, "b")
    let whole = focal("--bare", input: Self.first + "1,0.75,c,x\n")
    #expect(focal("merge --bare", input: states) == whole)
    #expect(focal("merge --fail-above 0.0001 --bare", input: states).status == .exceeded)
    let sweep = focal("sweep --gamma 0,1 --format state", input: Self.first).output
    #expect(
      focal("merge --bare", input: sweep)
        == .failed(.usage, "--bare needs the states of focal itself"))
  }

  @Test(
    "what has no state is refused",
    arguments: [
      (
        "identify --observed 1",
        "--format state contradicts focal identify; it gathers nothing that could be merged"
      ),
      ("--per-sample", "--per-sample contradicts --format state; what is gathered has no samples"),
      (
        "--strict",
        "--format state contradicts --strict; give it to focal merge, which makes the report"
      ),
      (
        "--digits 3",
        "--format state contradicts --digits; give it to focal merge, which makes the report"
      ),
    ])
  func refusedOptions(_ options: String, _ sentence: String) {
    #expect(focal("\(options) --format state", input: Self.first) == .failed(.usage, sentence))
  }

  @Test("texts that are no UTF-8, and none at all, name groups")
  func groups() {
    let bytes = Array("label,prediction,g\n1,0.5,".utf8) + [0xff, 0x0a] + Array("0,0.5,\n".utf8)
    let state = focal(["--group-by", "g", "--format", "state"], input: bytes)
    #expect(state.output.contains("[{\"hexadecimal\":\"ff\"}]"), "\(state)")
    let whole = focal(["--group-by", "g", "--format", "csv"], input: bytes)
    #expect(focal("merge --format csv", input: state.output).output == whole.output)
  }
}
