import Foundation
import Testing

@testable import FocalCommand

/// `--per-file`: a bad file among good ones, in every format.
@Suite struct PerFileTests {
  private static let first = "label,p\n1,0.5\n0,0.5\n0,0.75\n"
  private static let last = "y,prob\n1,0.25\n0,0.5\n"

  /// A good file, one with a wrong row, one that is not there, and another good one with other columns.
  private struct Files {
    let folder: TemporaryFolder
    let paths: [String]
    var words: String { paths.joined(separator: " ") }

    /// What is wrong with the second and the third.
    var sentences: [String] {
      [
        "\(paths[1]):3:2: 'x' is not a number; expected a probability in column 'p'",
        "\(paths[2]): cannot open: No such file or directory",
      ]
    }

    var diagnostics: String { sentences.map { "focal: \($0)\n" }.joined() }

    init() throws {
      folder = try TemporaryFolder()
      paths = [
        try folder.file("a.csv", PerFileTests.first),
        try folder.file("b.csv", "label,p\n1,0.5\n0,x\n"), folder.path("c.csv"),
        try folder.file("d.csv", PerFileTests.last),
      ]
    }
  }

  @Test("--bare is a number, a tab and the name a line, without the files that failed")
  func bare() throws {
    let files = try Files()
    let numbers = [Self.first, Self.last].map { focal("--bare", input: $0).output.dropLast() }
    #expect(
      focal("--per-file --bare \(files.words)")
        == Run(
          status: .data,
          output: "\(numbers[0])\t\(files.paths[0])\n\(numbers[1])\t\(files.paths[3])\n",
          diagnostics: files.diagnostics))
  }

  @Test("CSV and TSV have a row a file: its name, the columns of its report, and what is wrong")
  func delimited() throws {
    let files = try Files()
    for (format, delimiter) in [("csv", ","), ("tsv", "\t")] {
      let run = focal("--per-file -f \(format) \(files.words)")
      #expect(run.status == .data && run.diagnostics == files.diagnostics)
      let whole = [Self.first, Self.last].map { focal("-f \(format)", input: $0).lines }
      let empty = String(repeating: delimiter, count: 12)
      #expect(run.lines.count == 5)
      #expect(run.lines[0] == "file\(delimiter)\(whole[0][0])\(delimiter)error")
      #expect(run.lines[1] == "\(files.paths[0])\(delimiter)\(whole[0][1])\(delimiter)")
      #expect(run.lines[2].hasPrefix("\(files.paths[1])\(empty)\(delimiter)"))
      #expect(run.lines[2].hasSuffix(files.sentences[0]))
      #expect(run.lines[3].hasSuffix(files.sentences[1]))
      #expect(run.lines[4] == "\(files.paths[3])\(delimiter)\(whole[1][1])\(delimiter)")
    }
  }

  @Test("JSON has the report of every file, NDJSON a line each")
  func json() throws {
    let files = try Files()
    let run = focal("--per-file --json --by class \(files.words)")
    #expect(run.status == .data && run.diagnostics == files.diagnostics)
    let reports = try #require(try run.object()["files"] as? [[String: Any]])
    #expect(reports.map { $0["file"] as? String } == files.paths)
    #expect(reports.map { $0["error"] as? String } == [nil] + files.sentences + [nil])
    #expect(reports[0].keys.contains("standardError") && reports[0].keys.contains("classes"))
    let lines = focal("--per-file -f ndjson --by class \(files.words)")
    #expect(lines.status == .data && lines.diagnostics == files.diagnostics)
    // The same objects, which JSON has on lines of its array.
    let elements = run.lines.filter { $0.hasPrefix("    {") }
      .map { $0.dropFirst(4).split(separator: "\n")[0] }
    #expect(lines.lines == elements.map { String($0.hasSuffix(",") ? $0.dropLast() : $0) })
    let alone = focal("-f ndjson --by class \(files.paths[0])").lines[0]
    #expect(lines.lines[0] == "{ \"file\": \"\(files.paths[0])\", " + alone.dropFirst(2))
  }

  @Test("the table and Markdown have a row a file, and the signature where it is one")
  func people() throws {
    let folder = try TemporaryFolder()
    let paths = try [
      folder.file("a.csv", Self.first), folder.file("b.csv", "label,p\n1,0.5\n0,1.0000001\n"),
    ]
    let run = focal("--per-file \(paths.joined(separator: " "))")
    #expect(run.status == .done && run.diagnostics.isEmpty)
    for title in ["file", "focal loss", "±", "samples", "positives"] {
      #expect(run.output.contains(title))
    }
    #expect(!run.output.contains("error"))
    #expect(run.words.contains(" 0.25271 0.16794 0.924196 3 1 "))
    // Warnings say which file they are of.
    #expect(
      run.words.filter { $0 != " " }.contains(
        "warning:\(paths[1]):1predictionupto1e-6outside[0,1]"))
    #expect(run.lines.last?.hasPrefix("focal:0.1.0,task:binary,") == true)
    let markdown = focal("--per-file -f markdown \(paths.joined(separator: " "))")
    #expect(markdown.lines[0] == "| file | focal loss | ± | cross entropy | samples | positives |")
    #expect(markdown.lines[2] == "| \(paths[0]) | 0.25271 | 0.16794 | 0.924196 | 3 | 1 |")
  }

  @Test("the status is that of the first file that failed, or is above the gate")
  func status() throws {
    let files = try Files()
    func status(_ options: String, _ order: [Int]) -> FocalCommand.ExitStatus {
      focal("--per-file \(options) " + order.map { files.paths[$0] }.joined(separator: " ")).status
    }
    #expect(status("", [0, 3]) == .done)
    #expect(status("", [0, 2, 1]) == .noInput)
    #expect(status("", [1, 2]) == .data)
    #expect(status("--fail-above 0", [0, 1]) == .exceeded)
    #expect(status("--fail-above 0", [2, 0]) == .noInput)
    #expect(status("--fail-above 9", [0, 3]) == .done)
    let gate = focal("--per-file --fail-above 0.2527 --bare \(files.paths[0]) \(files.paths[3])")
    #expect(
      gate.diagnostics == "focal: \(files.paths[0]): loss 0.25270990957914674 is above 0.2527\n")
  }

  @Test("under --strict a warning is what is wrong with its file alone")
  func strict() throws {
    let folder = try TemporaryFolder()
    let warned = try folder.file("w.csv", "label,p\n1,0.5\n0,1.0000001\n")
    let fine = try folder.file("a.csv", Self.first)
    let run = focal("--per-file --strict --bare \(warned) \(fine)")
    #expect(run.status == .data && run.output == "0.25270990957914674\t\(fine)\n")
    #expect(run.diagnostics.hasPrefix("focal: --strict: \(warned): 1 prediction up to 1e-6"))
  }

  @Test("no file is standard input, and an output file appears whole")
  func standardInput() throws {
    #expect(
      focal("--per-file --bare", input: Self.first) == .done("0.25270990957914674\t<stdin>\n"))
    let files = try Files()
    let output = files.folder.path("out.csv")
    #expect(focal("--per-file -o \(output) \(files.words)").status == .data)
    #expect(try files.folder.text("out.csv").hasPrefix("file,loss,standard_error,"))
  }

  @Test(
    "what a row a file has no place for is refused",
    arguments: [
      (
        "--per-sample",
        "--per-file contradicts --per-sample; the losses of samples are no rows of files"
      ),
      (
        "--format state",
        "--per-file contradicts --format state; a state is of one run; write one for each file"
      ),
      (
        "--top 3",
        "--per-file contradicts --top; a file has one row; json and ndjson have its whole report"
      ),
      ("--concentration --plot a.svg", "--per-file contradicts --plot; a picture is of one run"),
    ])
  func refused(_ options: String, _ sentence: String) {
    #expect(focal("--per-file \(options)", input: Self.first) == .failed(.usage, sentence))
  }
}
