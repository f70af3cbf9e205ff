import Testing

@testable import FocalCommand

/// `focal help`, and the table of usual names that it prints.
@Suite struct ColumnHelpTests {
  @Test("every usual name is printed, and no line is too long")
  func columns() {
    let run = focal("help columns")
    #expect(run.status == .done)
    for line in run.output.split(separator: "\n") { #expect(line.count <= 79, "\(line)") }
    for name in ColumnRole.allCases.flatMap(UsualNames.names) {
      #expect(run.words.contains(name))
    }
  }

  @Test("every name has one role, and no two are the same name")
  func unique() {
    for role in ColumnRole.allCases {
      for name in UsualNames.names(of: role) {
        #expect(UsualNames.role(of: name) == role, "\(name)")
        #expect(UsualName(name) != nil)
      }
    }
  }

  @Test(
    "case, separators between words and a point before them do not count",
    arguments: [
      ("y_true", "YTrue"), ("y_true", "y-true"), ("y_true", "y true"), ("y_true", ".y.true"),
      ("sample_id", "SampleId"), ("raw_prediction", "rawPrediction"),
    ])
  func joined(_ name: String, _ other: String) {
    #expect(UsualName(name) == UsualName(other))
  }

  @Test(
    "what stands before or after all words counts", arguments: ["y_true_", "_y_true", "-y_true"])
  func outer(_ name: String) {
    #expect(UsualName(name) != UsualName("y_true"))
  }
}
