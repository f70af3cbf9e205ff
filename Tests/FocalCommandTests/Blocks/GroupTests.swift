import Testing

@testable import FocalCommand

/// Groups by the texts of columns, whatever the texts are and however many.
@Suite struct GroupTests {
  /// The fields of the rows of a breakdown, without its header.
  private static func rows(_ line: String, _ input: String) -> [String] {
    let run = focal("--digits 3 -f csv \(line)", input: input)
    #expect(run.status == .done, "\(run)")
    return Array(run.lines.dropFirst())
  }

  private static let keys = "count,positives,mean,standard_error,sum,share,sample_share"

  @Test("a group has the rows with its text: count, positives, mean, sum and shares")
  func byText() {
    // ln 2 times ¼ · ¼, and ¾ · ¾² · 2 and ¾ · ¼.
    let run = focal(
      "--group-by site -f csv --digits 6",
      input: "label,p,site\n1,0.5,north\n0,0.75,south\n0,0.5,south\n")
    #expect(
      run
        == .done(
          """
          site,\(Self.keys)
          south,2,0,0.357404,0.227439,0.714808,0.942857,0.666667
          north,1,1,0.0433217,,0.0433217,0.0571429,0.333333

          """))
  }

  @Test("texts are keys as they stand: empty, quoted, numbers written in two ways, other scripts")
  func texts() {
    let rows = Self.rows(
      "--group-by g",
      "label,p,g\n0,.9,\n0,.8,\"a,\"\"b\"\"\"\n0,.7,1\n0,.6,1.0\n0,.5,é\n0,.4,e\u{301}\n")
    #expect(rows.map { $0.split(separator: ",1,0,")[0] }.count == 6)
    #expect(rows[0].hasPrefix(",1,0,"))
    #expect(rows[1].hasPrefix("\"a,\"\"b\"\"\",1,0,"))
    #expect(rows[2].hasPrefix("1,1,0,") && rows[3].hasPrefix("1.0,1,0,"))
    // Equal to people and to Swift, but other bytes.
    #expect(rows[4].hasPrefix("é,1,0,") && rows[5].hasPrefix("e\u{301},1,0,"))
  }

  @Test("several columns make groups of their combinations, and keep texts apart")
  func combinations() {
    let rows = Self.rows(
      "--group-by a,b,c",
      "label,p,a,b,c\n0,.9,x,yz,1\n0,.8,xy,z,1\n0,.7,x,yz,2\n0,.6,x,yz,1\n0,.5,,xyz,1\n")
    #expect(
      rows.map { $0.split(separator: ",0,", maxSplits: 1)[0] }
        == ["x,yz,1,2", "xy,z,1,1", "x,yz,2,1", ",xyz,1,1"])
  }

  @Test("groups of the same loss stand in the order of their texts")
  func ties() {
    let rows = Self.rows(
      "--group-by g", "label,p,g\n0,.5,b\n0,.5,\n0,.5,a\n0,.5,B\n0,.5,10\n0,.5,9\n")
    #expect(rows.map { $0.prefix { $0 != "," } } == ["", "10", "9", "B", "a", "b"])
  }

  @Test("the label, the prediction and a column without a name make groups too")
  func anyColumn() {
    let input = "label,p\n1,0.5\n0,0.5\n0,0.75\n"
    #expect(Self.rows("--group-by label", input).map { $0.prefix(4) } == ["0,2,", "1,1,"])
    #expect(Self.rows("--group-by p", input).map { $0.prefix(5) } == ["0.75,", "0.5,2"])
    let bare = focal(
      "--group-by 3 --label 1 --prediction 2 --json", input: "1,0.5,7\n0,0.3,8\n")
    #expect(bare.output.contains("{ \"group\": { \"3\": \"7\" }, \"count\": 1, "))
  }

  @Test("values of JSON are their texts")
  func json() {
    let rows = Self.rows(
      "--group-by m.g",
      """
      {"label":0,"p":0.9,"m":{"g":"a\\u00e9"}}
      {"label":0,"p":0.8,"m":{"g":1e1}}
      {"label":0,"p":0.7,"m":{"g":null}}
      {"label":0,"p":0.6,"m":{"g":true}}
      """)
    #expect(rows.map { $0.prefix { $0 != "," } } == ["aé", "1e1", "null", "true"])
  }

  @Test("rows that are left out are in no group")
  func leftOut() {
    let rows = Self.rows(
      "--group-by g --missing skip --ignore-label -1",
      "label,p,g\n1,.5,a\n-1,.5,b\n0,,c\n,.5,d\n0,.5,e\n1,.25,a\n")
    #expect(
      rows.map { $0.prefix(4) } == ["e,1,", "a,2,"]
        || rows.map { $0.prefix(4) } == ["a,2,", "e,1,"])
  }

  @Test("more groups than a column has categories lose nothing, with labels read as before")
  func many() {
    // Three times the limit of categories, twice each, far from one another.
    let count = 50_000
    let half = (0..<count).map { "\($0 % 2),0.5,group \($0)\n" }.joined()
    for threads in [1, 3] {
      let run = focal(
        "--group-by g -f csv -a none --threads \(threads)", input: "label,p,g\n" + half + half)
      #expect(run.lines.count == count + 1)
      #expect(run.lines.dropFirst().allSatisfy { $0.contains(",2,0,") || $0.contains(",2,2,") })
      #expect(run.lines[1].hasPrefix("group 0,2,0,") && run.lines[2].hasPrefix("group 1,2,2,"))
    }
  }

  @Test("people see fifty groups and how many more there are")
  func shown() {
    let input = "label,p,g\n" + (0..<60).map { "0,0.5,g\($0)\n" }.joined()
    let run = focal("--group-by g", input: input)
    #expect(run.lines.filter { $0.hasPrefix("g") }.count == 51)
    #expect(run.lines.contains("... and 10 more, which --format csv and json have"))
  }

  @Test("a column that is not there, twice, or beside rows that pass through is an error")
  func errors() {
    let input = "label,p,g\n1,0.5,a\n"
    #expect(
      focal("--group-by h", input: input)
        == .failed(.usage, "<stdin>: --group-by 'h' is no column of 'label', 'p', 'g'"))
    #expect(
      focal("--group-by g,3", input: input)
        == .failed(.usage, "<stdin>: column 'g' is given to --group-by twice"))
  }
}
