import Testing

@testable import FocalCommand

/// Columns by name, number and glob.
@Suite struct ColumnSelectorTests {
  static let header = TableHeader(names: ["id", "y", "p_cat", "p_dog", "2", "p*"], fieldCount: 6)

  @Test(
    "a selector means columns by name, else by number, else by glob",
    arguments: [
      ("id", [0]), ("y", [1]), ("Y", []), ("1", [0]), ("6", [5]), ("7", []), ("0", []), ("-1", []),
      ("", []), ("p_*", [2, 3]), ("p_?og", [3]), ("*", [0, 1, 2, 3, 4, 5]), ("?", [1, 4]),
      ("*d*", [0, 3]), ("p_c*t", [2]), ("p_c*x", []), ("*at", [2]), ("??", [0, 5]),
      // The names 2 and p* come before the number 2 and the glob p*.
      ("2", [4]), ("p*", [5]), ("p**", [2, 3, 5]),
    ])
  func fields(_ text: String, _ fields: [Int]) {
    #expect(ColumnSelector(text: text).fields(in: Self.header) == fields)
  }

  @Test("a name that stands twice means both columns")
  func twice() {
    let header = TableHeader(names: ["p", "q", "p"], fieldCount: 3)
    #expect(ColumnSelector(text: "p").fields(in: header) == [0, 2])
  }

  @Test("without names there are numbers only")
  func withoutNames() {
    let header = TableHeader(names: [], fieldCount: 3)
    #expect(ColumnSelector(text: "3").fields(in: header) == [2])
    #expect(ColumnSelector(text: "*").fields(in: header) == [])
  }

  @Test("a glob of many stars against a long name takes no time")
  func manyStars() {
    let name = String(repeating: "a", count: 500)
    let header = TableHeader(names: [name], fieldCount: 1)
    let glob = String(repeating: "a*", count: 50) + "b"
    #expect(ColumnSelector(text: glob).fields(in: header) == [])
    #expect(ColumnSelector(text: glob + "*").fields(in: header) == [])
  }

  @Test("a name means the columns within a member only where there is such a member")
  func members() {
    let names = ["label", "score.train", "score.test"]
    let selector = ColumnSelector(text: "score")
    #expect(selector.fields(in: TableHeader(names: names, fieldCount: 3)).isEmpty)
    let header = TableHeader(names: names, fieldCount: 3, members: [Array("score".utf8)])
    #expect(selector.fields(in: header) == [1, 2])
    for (input, count) in [
      ("label,score.train,score.test\n1,.9,.5\n", 0),
      ("{\"label\":1,\"score.train\":0.9,\"score.test\":0.5}\n", 0),
      ("{\"label\":1,\"score\":{\"train\":0.9,\"test\":0.5}}\n", 2),
      ("{\"label\":1,\"score\":[0.9,0.5]}\n", 2), ("label,score\n1,[0.9 0.5]\n", 2),
      (
        "{\"label\":1,\"score\":[{\"label\":\"a\",\"score\":1},{\"label\":\"1\",\"score\":0}]}\n", 2
      ),
    ] {
      let run = focal("--prediction score --json", input: input)
      #expect(run.status == (count == 0 ? .usage : .done), "\(input)")
    }
  }

  @Test("a range of a document of columns has the columns between its ends")
  func rangeOfColumns() {
    let input = "{\"label\":[1],\"a\":[0.2],\"x\":[0.3],\"b\":[0.5]}"
    for selector in ["a:b", "2:4", "a:4"] {
      let run = focal("--prediction \(selector) --classes 0,1,2 --json", input: input)
      #expect(run.output.contains("\"predictions\": [\"a\", \"x\", \"b\"]"), "\(run)")
    }
  }
}
