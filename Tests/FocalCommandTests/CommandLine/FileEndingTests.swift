import FocalOutput
import Testing

@testable import FocalCommand

/// What the names of written files say: the format, or that they cannot be what they say.
@Suite struct FileEndingTests {
  static func format(_ line: String) throws -> OutputFormat? {
    var parser = ArgumentParser(line.split(separator: " ").map(String.init))
    return try parser.settings().output.format
  }

  @Test(
    "the ending is the format where no option says one",
    arguments: [
      ("-o o.json", .json), ("-o o.ndjson", .ndjson), ("-o o.jsonl", .ndjson), ("-o o.csv", .csv),
      ("-o o.tsv", .tsv), ("-o o.md", .markdown), ("-o a.b/O.JSON", .json),
      ("-o o.csv.json", .json),
      ("-o o", nil), ("-o o.txt", nil), ("-o a.json/o", nil), ("-o csv", nil), ("-o -", nil),
      ("-o o.json -f csv", .csv), ("--json -o o.csv", .json), ("-o o.csv -f table", .table),
      ("-o o.json -b", nil), ("-b -o o.json", nil), ("-o o.csv -o o.json", .json),
    ] as [(String, OutputFormat?)])
  func formats(_ line: String, _ format: OutputFormat?) throws {
    #expect(try Self.format(line) == format)
  }

  static let input = "label,p\n1,0.5\n0,0.5\n"

  @Test(
    "so the file has what the format would print",
    arguments: ["", "--per-sample", "sweep --gamma 0,1", "compare", "curve"])
  func files(_ line: String) throws {
    let folder = try TemporaryFolder()
    for (ending, format) in [
      ("json", "json"), ("ndjson", "ndjson"), ("csv", "csv"), ("tsv", "tsv"),
    ] {
      let path = folder.path("o.\(ending)")
      #expect(focal("\(line) -o \(path)", input: Self.input).status == .done)
      let expected = focal("\(line) -f \(format)", input: Self.input).output
      #expect(try folder.text("o.\(ending)") == expected)
      #expect(!expected.isEmpty)
    }
  }

  @Test("--bare prints its number, whatever the ending")
  func bare() throws {
    let folder = try TemporaryFolder()
    #expect(focal("-b -o \(folder.path("o.json"))", input: Self.input) == .done(""))
    #expect(try folder.text("o.json") == "0.08664339756999316\n")
  }

  @Test(
    "a name that says what is not in the file is refused",
    arguments: [
      (
        "-o o.csv.gz",
        "--output: 'o.csv.gz' cannot be used; expected a file that is not compressed, or a pipe: "
          + "focal ... | gzip > o.csv.gz"
      ),
      (
        "-b -o o.ZST",
        "--output: 'o.ZST' cannot be used; expected a file that is not compressed, or a pipe: "
          + "focal ... | zstd > o.ZST"
      ),
      (
        "-f csv -o o.xz",
        "--output: 'o.xz' cannot be used; expected a file that is not compressed, or a pipe: "
          + "focal ... | xz > o.xz"
      ),
      (
        "sweep -o o.bz2",
        "--output: 'o.bz2' cannot be used; expected a file that is not compressed, or a pipe: "
          + "focal ... | bzip2 > o.bz2"
      ),
      (
        "curve -o curve.svg",
        "--output: 'curve.svg' cannot be used; expected a report, or --plot FILE.svg"
      ),
      (
        "--per-sample -o o.md",
        "--per-sample contradicts --output; per sample the format is csv, tsv, ndjson or json"
      ),
    ])
  func refused(_ line: String, _ sentence: String) {
    #expect(focal(line, input: Self.input) == .failed(.usage, sentence))
  }

  @Test(
    "pictures are SVG, and no other name is given to one",
    arguments: ["curve.png", "a.PDF", "a.jpeg", "a.svgz", "a.svg.gz", "a.csv", "a.json"])
  func pictures(_ name: String) {
    let sentence =
      "--plot: '\(name)' cannot be used; expected a name that ends in .svg, since pictures are SVG"
    #expect(focal("curve --plot \(name)") == .failed(.usage, sentence))
  }
}
