import Foundation
import Testing

@testable import FocalCommand

/// What a run of the program gave: standard output, standard error and status, kept apart.
struct Run: Equatable {
  let status: FocalCommand.ExitStatus
  let output: String
  let diagnostics: String

  /// A run that printed a text and had nothing to say about it.
  static func done(_ output: String) -> Run { Run(status: .done, output: output, diagnostics: "") }

  /// A run that failed with a sentence, before it printed anything.
  static func failed(_ status: FocalCommand.ExitStatus, _ sentence: String, output: String = "")
    -> Run
  {
    Run(status: status, output: output, diagnostics: "focal: \(sentence)\n")
  }

  /// The words of standard output with a space between, wherever its lines are broken.
  var words: String {
    output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }

  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }

  /// The number that `--bare` printed; NaN for any other text, so that it equals nothing.
  var number: Double { Double(output.dropLast()) ?? .nan }

  /// The run without what its report in JSON says of the input, which differs from file to file.
  var withoutInput: Run {
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    let kept = lines.filter { !$0.hasPrefix("  \"input\": ") }
    return Run(status: status, output: kept.joined(separator: "\n"), diagnostics: diagnostics)
  }

  /// Standard output as a JSON object.
  func object() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
  }

  /// The number of a member of a report in JSON, read from its text.
  ///
  /// `JSONSerialization` on Linux does not round correctly.
  func number(_ key: String) -> Double {
    let line = lines.first { $0.hasPrefix("  \"\(key)\": ") }
    return line.flatMap { Double($0.dropFirst(key.count + 6).filter { $0 != "," }) } ?? .nan
  }

  /// The signature of a report in JSON.
  func signature() throws -> String { try #require(try object()["signature"] as? String) }
}
