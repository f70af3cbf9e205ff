import Testing

@testable import FocalCommand

/// Numbers of columns where fields are arrays: those of the fields of a row, as people count them.
@Suite struct ArrayNumberTests {
  static let expected = focal(
    "--bare --prediction p0,p1", input: "label,p0,p1\n1,.25,.75\n0,.5,.5\n")

  @Test(
    "a number is that of a field, and means all elements of an array",
    arguments: [
      ("1,\"[.25 .75]\"\n0,\"[.5 .5]\"\n", "--label 1 --prediction 2"),
      ("1,\"[.25 .75]\"\n0,\"[.5 .5]\"\n", ""),
      ("1,\"[.25 .75]\"\n0,\"[.5 .5]\"\n", "--label 1"),
      ("\"[.25, .75]\",1\n\"[.5, .5]\",0\n", "--label 2 --prediction 1"),
      ("\"[.25, .75]\",1\n\"[.5, .5]\",0\n", "--label 2"),
      ("\"[.25, .75]\",1\n\"[.5, .5]\",0\n", "--prediction 1"),
      ("\"[.25, .75]\",1\n\"[.5, .5]\",0\n", "--label 2 --prediction 1.0,1.1"),
      ("x,\"[.25 .75]\",1\nz,\"[.5 .5]\",0\n", "--label 3 --prediction 2:2"),
      ("id,probs,label\nx,\"[.25 .75]\",1\nz,\"[.5 .5]\",0\n", "--label 3 --prediction 2"),
      ("id,probs,label\nx,\"[.25 .75]\",1\nz,\"[.5 .5]\",0\n", "--label 3 --prediction 2:probs.1"),
      ("7,\"[.1 .9]\",\"[.25 .75]\",1\n8,\"[.1 .9]\",\"[.5 .5]\",0\n", "--label 4 --prediction 3"),
    ])
  func fields(_ input: String, _ line: String) {
    #expect(Self.expected.status == .done)
    #expect(focal("--bare \(line)", input: input) == Self.expected)
    #expect(focal(["--bare"] + words(line), input: Array(input.utf8), readSize: 1) == Self.expected)
  }

  @Test("one element of an array without a name has its place after the number")
  func element() throws {
    let input = "1,\"[.25 .75]\"\n0,\"[.5 .5]\"\n"
    let run = focal("--json --label 1 --prediction 2.1", input: input)
    #expect(run.number("loss") == focal("--bare", input: "1,.75\n0,.5\n").number)
    let facts = try #require(try run.object()["input"] as? [String: Any])
    #expect(facts["predictions"] as? [String] == ["2.1"])
    #expect(facts["labels"] as? [String] == ["1"])
    #expect(facts["unused"] as? [String] == ["2.0"])
    let inspected = try focal("inspect --json", input: input).object()
    let command = try #require(inspected["command"] as? String)
    #expect(command.contains("--label 1 --prediction 2.0,2.1 "))
  }

  @Test("numbers beyond the fields, and places beyond an array, are no columns")
  func beyond() {
    let input = "1,\"[.25 .75]\"\n0,\"[.5 .5]\"\n"
    for column in ["3", "2.2", "1.0", "2.-1", "0", "2:3"] {
      #expect(
        focal(["--label", "1", "--prediction", column], input: Array(input.utf8))
          == .failed(
            .usage, "<stdin>: --prediction '\(column)' is no column of 2 columns without names"))
    }
  }

  @Test("parts of a run merge to the report of the whole")
  func states() throws {
    let folder = try TemporaryFolder()
    let rows = ["1,\"[.25 .75]\"\n", "0,\"[.5 .5]\"\n"]
    var paths: [String] = []
    for (index, row) in rows.enumerated() {
      paths.append(
        try folder.file("\(index).json", focal("--format state", input: row).output))
    }
    let merged = try focal("merge --json \(paths.joined(separator: " "))").object()
    let whole = try focal("--json", input: rows.joined()).object()
    for key in ["labels", "predictions"] {
      let (a, b) = (merged["input"] as? [String: Any], whole["input"] as? [String: Any])
      #expect(a?[key] as? [String] == b?[key] as? [String])
    }
    #expect(merged["loss"] as? Double == whole["loss"] as? Double)
  }

  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }
}
