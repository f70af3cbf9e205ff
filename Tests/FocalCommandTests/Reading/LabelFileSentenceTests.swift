import Foundation
import Testing

@testable import FocalCommand

/// What is said of a file of labels, with the place in that file.
@Suite struct LabelFileSentenceTests {
  static let known = "expected 0 or 1 (or name the positive one with --positive) in column"

  @Test(
    "a label that is wrong is told with its place in the file of labels",
    arguments: [
      ("a.csv", "label\n1\nx\n", ":3:1: label 'x' is unknown; \(known) 'label'"),
      ("a.csv", "\n\n1\n\nx\n", ":5:1: label 'x' is unknown; \(known) 1"),
      ("a.csv", "note,label\n\"a\nb\",1\nc,x\n", ":4:2: label 'x' is unknown; \(known) 'label'"),
      ("a.csv", "foo\n1\n", ":1:1: label 'foo' is unknown; \(known) 1"),
      ("a.json", "[1,\n \"x\"]", ":2:2: label 'x' is unknown; \(known) 1"),
      (
        "a.ndjson", "{\"label\":1}\n{\"label\":2}\n",
        ":2:10: label '2' is unknown; \(known) 'label'"
      ),
      (
        "a.json", "[1,null]",
        ":1:4: 'null' is a missing value; expected a label in column 1, or --missing skip"
      ),
      (
        "a.csv", "label\n1\nNA\n",
        ":3:1: 'NA' is a missing value; expected a label in column 'label', or --missing skip"
      ),
      ("a.csv", "label\n1\n1,2\n", ":3: 2 fields, but the header has 1"),
      ("a.csv", "", ": is empty; expected rows of labels and predictions"),
      ("a.json", "[1,]", ":1:4: unexpected ']'; expected a value"),
      (
        "a.csv", "1\n",
        ": has 1 label for 2 predictions; expected as many, or an --id column in both files"
      ),
      (
        "a.csv", "1\n0\n1\n",
        ": has 3 labels for 2 predictions; expected as many, or an --id column in both files"
      ),
    ])
  func rows(_ name: String, _ labels: String, _ sentence: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(name, labels)
    #expect(
      focal("--labels \(path)", input: "p\n.9\n.2\n") == .failed(.data, "\(path)\(sentence)"))
  }

  @Test("a file of labels whose columns say nothing is wrong usage")
  func columns() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.csv", "a,b\n1,2\n")
    #expect(
      focal("--labels \(path)", input: "p\n.9\n")
        == .failed(
          .usage, "\(path): no label column found among 'a', 'b'; name it with --label"))
    #expect(
      focal("--labels \(path) --label c", input: "p\n.9\n")
        == .failed(.usage, "\(path): --label 'c' is no column of 'a', 'b'"))
    let missing = folder.path("missing")
    #expect(
      focal("--labels \(missing)", input: "p\n.9\n")
        == .failed(.noInput, "\(missing): cannot open: No such file or directory"))
  }

  @Test("an id that stands twice, or has no label, is an error")
  func ids() throws {
    let folder = try TemporaryFolder()
    let twice = try folder.file("twice.csv", "id,label\na,1\na,1\n")
    let input = "id,p\na,.9\nb,.2\n"
    #expect(
      focal("--id id --labels \(twice)", input: input)
        == .failed(
          .data,
          "\(twice): the id 'a' stands twice; expected one label for each, "
            + "or labels in the order of predictions and no --id"))
    let few = try folder.file("few.csv", "id,label\na,1\n")
    #expect(
      focal("--id id --labels \(few)", input: input)
        == .failed(
          .data,
          "<stdin>:3:1: \(few) has no label for 'b'; expected one for every id in column 'id'"))
    let unknown = try folder.file("unknown.csv", "id,label\nb,x\na,1\n")
    #expect(
      focal("--id id --labels \(unknown)", input: input)
        == .failed(.data, "<stdin>:3:1: label 'x' is unknown; \(Self.known) 'label'"))
  }

  @Test("an id that one of the files has not is wrong usage, but for a bare column of labels")
  func noID() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.csv", "name,label\nb,1\na,0\n")
    let input = "key,p\na,.9\nb,.2\n"
    #expect(
      focal("--id kye --labels \(path)", input: input)
        == .failed(
          .usage, "<stdin>: --id 'kye' is no column of 'key', 'p'; did you mean 'key'?"))
    #expect(
      focal("--id key --labels \(path)", input: input)
        == .failed(.usage, "\(path): --id 'key' is no column of 'name', 'label'"))
    #expect(
      focal("--id name --labels \(path)", input: input)
        == .failed(.usage, "<stdin>: --id 'name' is no column of 'key', 'p'"))
    let bare = try folder.file("bare.csv", "1\n0\n")
    #expect(
      focal("--bare --per-sample --id key --labels \(bare)", input: input)
        == LabelFileTests.losses)
    // Predictions alone have no ids, and go by rows too.
    #expect(
      focal("--bare --per-sample --id name --labels \(path)", input: "p\n.9\n.2\n")
        == LabelFileTests.losses)
  }

  @Test("a length mismatch is found out in whichever chunk, with both lengths")
  func lengths() throws {
    let folder = try TemporaryFolder()
    let predictions = "p\n" + String(repeating: "0.5\n", count: 205_000)
    for count in [1, 204_999, 205_001, 500_000] {
      let path = try folder.file("a.csv", "label\n" + String(repeating: "1\n", count: count))
      #expect(
        focal("--labels \(path)", input: predictions)
          == .failed(
            .data,
            "\(path): has \(count) label\(count == 1 ? "" : "s") for 205000 predictions; "
              + "expected as many, or an --id column in both files"))
    }
  }

  @Test("an unknown label beyond the first chunk has the line of its file")
  func laterChunk() throws {
    let folder = try TemporaryFolder()
    let predictions = "p\n" + String(repeating: "0.5\n", count: 205_001)
    let note = String(repeating: "x", count: 40)
    for (names, row, column) in [
      ("label", "1", 1), ("label,note", "1,\(note)", 1), ("note,label", "\(note),1", 2),
    ] {
      let rows = String(repeating: row + "\n", count: 205_000)
      let last = row.replacingOccurrences(of: "1", with: "oops")
      let path = try folder.file("a.csv", "\(names)\n\(rows)\(last)\n")
      #expect(
        focal("--labels \(path)", input: predictions)
          == .failed(
            .data, "\(path):205002:\(column): label 'oops' is unknown; \(Self.known) 'label'"))
    }
  }

  @Test("labels come from a pipe, which is read once only")
  func pipe() throws {
    let folder = try TemporaryFolder()
    let input = "p1,p2\n.9,.1\n.2,.8\n"
    let bare = try folder.pipe("bare", "p1\np2\n")
    #expect(
      focal("--bare --per-sample --labels \(bare)", input: input)
        == .done("0.0010536051565782623\n0.008925742052568384\n"))
    let wrong = try folder.pipe("wrong", "label\np1\nx\n")
    #expect(
      focal("--bare --labels \(wrong)", input: input)
        == .failed(
          .data, "\(wrong):3:1: label 'x' is unknown; expected one of 'p1', 'p2' in column 'label'"
        ))
  }
}
