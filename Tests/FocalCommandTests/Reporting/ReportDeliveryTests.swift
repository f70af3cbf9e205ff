import FocalInput
import FocalOutput
import Foundation
import Testing

@testable import FocalCommand

/// The way of reports out of the program: warnings, `--strict` and the width, in every command.
@Suite struct ReportDeliveryTests {
  /// A command that warns of its input: a row without a value, or one class only.
  struct Case: CustomTestStringConvertible {
    let command: String
    let formats: [OutputFormat]
    var testDescription: String { command }
  }

  static let input = "label,p\n1,0.5\n0,0.25\n1,\n"
  static let sentence = "1 row left out because a value is missing (first in row 3)"

  static let cases = [
    Case(command: "--missing skip", formats: OutputFormat.ofReports),
    Case(command: "compare --missing skip", formats: OutputFormat.ofReports),
    Case(command: "identify --missing skip --observed 0.0897", formats: OutputFormat.ofReports),
    Case(command: "sweep --missing skip", formats: OutputFormat.ofReports),
  ]

  @Test("a warning is in the report where it has a place, else on standard error", arguments: cases)
  func warnings(_ case: Case) {
    for format in `case`.formats {
      let run = focal("\(`case`.command) -f \(format.rawValue)", input: Self.input)
      let isRows =
        format == .csv || format == .tsv
        || format == .ndjson && `case`.command.hasPrefix("sweep")
      #expect(
        run.diagnostics == (isRows ? "focal: warning: \(Self.sentence)\n" : ""), "\(format): \(run)"
      )
      let text = format == .json || format == .ndjson ? "\"skipped\", \"message\"" : Self.sentence
      #expect(run.words.contains(text) == !isRows, "\(format): \(run)")
    }
  }

  @Test("--strict makes it an error that prints nothing, in every format", arguments: cases)
  func strict(_ case: Case) {
    for format in `case`.formats {
      let run = focal("\(`case`.command) --strict -f \(format.rawValue)", input: Self.input)
      #expect(run == .failed(.data, "--strict: \(Self.sentence)"), "\(format)")
    }
    let right = focal("\(`case`.command) --strict", input: "label,p\n1,0.5\n0,0.25\n")
    #expect(!right.output.isEmpty && right.diagnostics.isEmpty)
  }

  @Test("a picture on standard output leaves warnings to standard error")
  func picture() {
    let run = focal("sweep --missing skip --plot -", input: Self.input)
    #expect(run.output.hasPrefix("<svg "))
    #expect(run.diagnostics == "focal: warning: \(Self.sentence)\n")
  }

  @Test("with --strict a stream keeps the rows before the end of the data, as after any error")
  func stream() {
    let run = focal("--per-sample --missing skip --strict", input: Self.input)
    #expect(run.status == .data && run.lines.count == 4)
    #expect(run.diagnostics == "focal: --strict: \(Self.sentence)\n")
  }

  @Test("a signature of another version is told by explain too, which has no member for it")
  func explain() {
    let signature =
      "focal:0.0.9,task:binary,input:probabilities,alpha:none,gamma:2,epsilon:none,soft:none,"
      + "smoothing:0,reduction:mean"
    let line = "explain --prediction 0.5 --label 1 --signature \(signature)"
    let sentence = "warning: the signature is of focal 0.0.9, this is 0.1.0"
    #expect(focal(line).output.contains("\n\n\(sentence)\n\n"))
    #expect(focal("\(line) --json").diagnostics == "focal: \(sentence)\n")
  }

  /// What a run prints on a terminal of a width.
  static func output(_ line: String, width: Int?, input: String) -> String {
    let streams = Streams(
      input: ByteSource(bytes: Array(input.utf8), name: "<stdin>"), isInputTerminal: false,
      output: ByteSink(), diagnostics: ByteSink(), isOutputTerminal: width != nil,
      outputWidth: width, allowsColor: false)
    _ = Program.run(line.split(separator: " ").map(String.init), streams)
    return String(decoding: streams.output.bytes, as: UTF8.self)
  }

  static let commands = [
    "--by class,decile --baseline --gradient --concentration --top 3 --group-by class_of_objects",
    "sweep --gamma 0:2:0.25 --alpha 0.1:0.9:0.1", "compare", "identify --observed 0.0897",
    "identify --observed 123", "explain --row 2", "curve --gamma 0:5:0.5",
    "presets", "presets class-balanced", "presets smp",
  ]

  @Test(
    "nothing but signatures is wider than the terminal", arguments: commands, [40, 80, 120, nil])
  func width(_ command: String, _ width: Int?) {
    let name = String(repeating: "a rather long name of a group ", count: 5)
    let input = "label,p,class_of_objects\n1,0.5,\(name)\n0,0.25,b\n1,0.0000001,c\n"
    let output = Self.output(command, width: width, input: input)
    #expect(!output.isEmpty)
    for line in output.split(separator: "\n") where !line.contains("focal:0") {
      #expect(line.count <= width ?? 80, "\(line)")
    }
    if width == 120 {
      #expect(output.split(separator: "\n").allSatisfy { $0.last != " " })
    }
  }

  @Test("a file is written for the usual width, whatever the terminal's")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("report.txt")
    let line = "sweep --alpha 0.1:0.9:0.1 --missing skip"
    let usual = Self.output(line, width: nil, input: Self.input)
    #expect(usual != Self.output(line, width: 200, input: Self.input))
    _ = Self.output("\(line) -o \(path)", width: 200, input: Self.input)
    #expect(try folder.text("report.txt") == usual)
  }
}

extension OutputFormat {
  /// The formats of reports, which a state is none of.
  static var ofReports: [OutputFormat] { allCases.filter { $0 != .state } }
}
