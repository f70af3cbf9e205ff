import Foundation
import TestSupport
import Testing

/// Descriptors: those that are closed, those that paths name, those that are one file.
@Suite struct DescriptorTests {
  /// Lines of shell in a folder of their own with a good file, one with a bad row, and a large one.
  static func shell(_ lines: String) throws -> String {
    try Products.shell(
      """
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      printf 'label,p\\n1,0.5\\n0,0.5\\n' > good.csv
      printf 'label,p\\n1,0.5\\n0,0.5\\n1,x\\n' > bad.csv
      \(lines)
      """)
  }

  static let rows = "label,p,focal_loss\n1,0.5,0.04332169878499658\n0,0.5,0.12996509635498973\n"
  static let sentence =
    "focal: bad.csv:4:2: 'x' is not a number; expected a probability in column 'p'\n"

  @Test("messages do not go into a file that is written, where standard error is closed")
  func closedDiagnostics() throws {
    let lines = """
      focal --per-sample -o out.csv bad.csv 2>&-; echo $?
      focal --per-sample --strict good.csv -o out.csv 2>&- >&-; echo $?; cat out.csv
      focal -b --logits good.csv 2>&- > number; echo $?; wc -l < number | tr -d ' '; ls
      """
    #expect(
      try Self.shell(lines) == "65\n0\n\(Self.rows)0\n1\nbad.csv\ngood.csv\nnumber\nout.csv\n")
  }

  @Test("nor does the progress of a run that takes more than a second")
  func progress() throws {
    let lines = """
      { printf 'label,p\\n'; yes 1,.500 | head -n 100000; } > large.csv
      { cat large.csv; sleep 1.5; tail -n +2 large.csv; } |
        focal --per-sample --progress always --threads 1 -o out.csv 2>&-
      grep -c 'B/s\\|rows/s' out.csv; wc -l < out.csv | tr -d ' '
      """
    #expect(try Self.shell(lines) == "0\n200001\n")
  }

  @Test("a result that has nowhere to go is an error, whatever else is closed")
  func closedOutput() throws {
    let closed = "focal: <stdout>: cannot write: Bad file descriptor\n74\n"
    let lines = """
      focal good.csv >&-; echo $?
      focal good.csv >&- <&-; echo $?
      focal --per-sample good.csv <&- >&- 2>&-; echo $?
      focal --help >&-; echo $?
      focal -b -o out good.csv >&- <&- 2>&-; echo $?; cat out
      focal - <&- 2>&1 >&-; echo $?
      """
    #expect(
      try Self.shell(lines)
        == "\(closed)\(closed)74\n\(closed)0\n0.08664339756999316\n"
        + "focal: <stdin>: cannot read: Bad file descriptor\n66\n")
  }

  #if os(Linux)
  @Test(
    "a path of a descriptor is written to the descriptor, which may be in the midst of a file",
    arguments: ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "/dev/../dev/fd/1", "link"])
  func paths(_ path: String) throws {
    let lines = """
      ln -s /dev/stdout link
      { echo before; focal --per-sample -o \(path) bad.csv; echo $?; echo after; } > out 2>&1
      cat out; { echo -; focal -b -o \(path) good.csv; } >> out; tail -n 2 out; ls
      focal -b -o \(path) good.csv | cat
      """
    #expect(
      try Self.shell(lines)
        == "before\n\(Self.rows)\(Self.sentence)65\nafter\n-\n0.08664339756999316\n"
        + "bad.csv\ngood.csv\nlink\nout\n0.08664339756999316\n")
  }

  @Test("so is that of another one that is given, and none that is not")
  func others() throws {
    let lines = """
      focal -b -o /dev/fd/5 good.csv 5> five; cat five
      focal -b -o /dev/stderr good.csv 2> error; cat error
      focal curve -o /dev/fd/5 --plot /dev/fd/6 5> five 6> six; head -c 4 five; head -c 5 six; echo
      for n in 3 4 5 6 7 8; do focal curve -o out --plot /dev/fd/$n; echo $?; done; ls
      """
    let refused = (3...8).map {
      "focal: /dev/fd/\($0): cannot write: Bad file descriptor\n74\n"
    }.joined()
    #expect(
      try Self.shell(lines)
        == "0.08664339756999316\n0.08664339756999316\nloss<svg \n\(refused)"
        + "bad.csv\nerror\nfive\ngood.csv\nsix\n")
  }
  #endif

  @Test("what is written into a file that is read is refused")
  func ownInput() throws {
    let refused =
      "is the output too; expected another file, or --output, which replaces it at the end"
    let lines = """
      cp good.csv a.csv; ln a.csv hard.csv; ln -s a.csv soft.csv
      focal --per-sample a.csv >> a.csv; echo $?
      focal --per-sample < a.csv >> a.csv; echo $?
      focal --per-sample - < a.csv 1<> a.csv; echo $?
      focal --per-sample hard.csv >> a.csv; echo $?
      focal -b soft.csv >> a.csv; echo $?
      focal --per-sample --labels a.csv good.csv >> a.csv; echo $?
      focal sweep good.csv -o /dev/fd/5 5>> good.csv; echo $?
      focal curve --plot /dev/fd/5 5>> a.csv > /dev/null; tail -c 7 a.csv
      """
    #expect(
      try Self.shell(lines)
        == [
          "a.csv", "<stdin>", "<stdin>", "hard.csv", "soft.csv", "a.csv", "good.csv",
        ].map { "focal: \($0): \(refused)\n64\n" }.joined() + "</svg>\n")
    #expect(
      try Self.shell("focal -b good.csv -o good.csv; cat good.csv") == "0.08664339756999316\n")
  }

  @Test("a file on standard input that is cut while it is read is an error, as any other is")
  func cutInput() throws {
    // Cut at the end of a row, once something has been written, which one thread does before it reads
    // more than a chunk ahead.
    let lines = """
      { printf 'label,p\\n'; yes 1,.500 | head -n 300000; } > large.csv
      for input in copy.csv -; do
        cp large.csv copy.csv; mkfifo rows
        focal --per-sample --threads 1 $input < copy.csv > rows &
        { dd bs=1 count=20000 > first 2> /dev/null; truncate -s 1050008 copy.csv; cat > rest; } < rows
        wait $!; echo $?; rm rows; cat first rest | tail -c 25
      done
      """
    let words = "the file ended after 1050008 bytes, but had 2100008 when it was opened"
    let row = "1,.500,0.04332169878499658"
    #expect(
      try Self.shell(lines)
        == ["copy.csv", "<stdin>"].map { "focal: \($0): \(words)\n66\n\(row.suffix(24))\n" }
        .joined())
  }

  @Test("the rest of a file is the whole of an input that begins in its midst")
  func sharedInput() throws {
    let lines = "{ head -n 1 > header; focal -b --header no --label 1 --prediction 2; } < good.csv"
    // A shell's `head` may read more than a line, so the line is taken byte by byte.
    #expect(
      try Self.shell(
        lines.replacing("head -n 1 > header", with: "dd bs=1 count=8 of=header 2> /dev/null"))
        == "0.08664339756999316\n")
  }
}
