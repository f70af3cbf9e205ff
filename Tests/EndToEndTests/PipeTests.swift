import TestSupport
import Testing

/// Pipes, named and not, of any size.
@Suite struct PipeTests {
  /// Runs lines of shell with a temporary folder `$d`.
  private static func shell(_ lines: String) throws -> String {
    try Products.shell("d=$(mktemp -d)\ntrap 'rm -r \"$d\"' EXIT\n\(lines)")
  }

  @Test("a megabyte in small writes is read whole, cut anywhere")
  func smallWrites() throws {
    let line = """
      seq 0 59999 | awk 'BEGIN { print "id,label,p" } { print $1 "," $1 % 2 ",0.500000" }' > $d/a.csv
      test $(wc -c < $d/a.csv) -gt 1000000 && echo large
      dd if=$d/a.csv bs=997 2> /dev/null | focal --bare
      dd if=$d/a.csv bs=997 2> /dev/null | focal --per-sample > $d/b.csv
      wc -l < $d/b.csv | tr -d ' '; tail -n 2 $d/b.csv
      """
    // ½ (¼ + ¾) · ¼ · ln 2, and its parts.
    #expect(
      try Self.shell(line) == """
        large
        0.08664339756999316
        60001
        59998,0,0.500000,0.12996509635498973
        59999,1,0.500000,0.04332169878499658

        """)
  }

  @Test("a pipe that somebody has made one that nobody waits for is waited for")
  func nonBlocking() throws {
    let line = """
      seq 1 60000 | awk 'BEGIN { print "id,label,p" } { print $1 "," $1 % 2 ",0.500000" }' > $d/a.csv
      unblocked() {
        perl -MFcntl -e 'fcntl($_, F_SETFL, fcntl($_, F_GETFL, 0) | O_NONBLOCK) for *STDIN, *STDOUT;
          exec @ARGV' "$@"
      }
      { sleep 0.2; cat $d/a.csv; } | unblocked focal --per-sample 2>&1 | { sleep 0.5; cat; } > $d/b.csv
      focal --per-sample $d/a.csv | cmp - $d/b.csv && echo same
      """
    #expect(try Self.shell(line) == "same\n")
  }

  @Test("focal reads what focal writes")
  func chain() throws {
    let line =
      "focal --per-sample Examples/Data/breast_cancer.csv | focal --bare --prediction prob "
      + "-g 0 -a none --epsilon 0"
    #expect(
      try Products.shell(line)
        == Products.shell("focal --bare -g 0 -a none --epsilon 0 Examples/Data/breast_cancer.csv"))
  }

  @Test("- takes its place among files, and gives the same bits")
  func dash() throws {
    let line = """
      f=Examples/Data/wine.csv
      head -n 60 $f > $d/a.csv
      { head -n 1 $f; tail -n +61 $f; } | focal --bare $d/a.csv -
      focal --bare $f
      """
    let lines = try Self.shell(line).split(separator: "\n")
    #expect(lines.count == 2 && lines[0] == lines[1])
  }

  @Test("a named pipe is read and written directly, and stays one")
  func fifo() throws {
    let line = """
      mkfifo $d/in $d/out
      cat Examples/Data/wine.csv > $d/in &
      focal --bare -o $d/out $d/in &
      cat $d/out; wait
      test -p $d/out && echo pipe; ls $d | wc -l | tr -d ' '
      """
    let lines = try Self.shell(line).split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    // The truth, from the reference that came with the data.
    #expect(ulpDistance(Double(lines[0]) ?? .nan, 0.009902596664833353) <= 6)
    #expect(lines[1...] == ["pipe", "2"])
  }

  @Test("a stream that ends in an error has the rows before, and its status")
  func badRow() throws {
    let rows = Array(repeating: "1,0.500000\n", count: 20_000).joined()
    let run = try Focal(["--per-sample"], input: "label,p\n\(rows)oops\n")
    #expect(run.status == 65)
    #expect(run.diagnostics == "focal: <stdin>:20002: 1 field, but the header has 2\n")
    #expect(run.output.split(separator: "\n").count == 20_001)
    #expect(run.output.hasSuffix("1,0.500000,0.04332169878499658\n"))
  }

  @Test("a file written over by its own output in a script is whole")
  func replaced() throws {
    let line = """
      cp Examples/Data/wine.csv $d/a.csv
      focal --per-sample -o $d/a.csv $d/a.csv && head -n 1 $d/a.csv && wc -l < $d/a.csv | tr -d ' '
      ls $d
      """
    #expect(
      try Self.shell(line) == "id,label,class_0,class_1,class_2,focal_loss\n179\na.csv\n")
  }
}
