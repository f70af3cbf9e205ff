import Foundation
import Testing

@testable import FocalCommand

/// What is said of files that cannot be read or do not go together.
@Suite struct FileSentenceTests {
  @Test("a file that does not exist, and a directory, cannot be read")
  func missing() throws {
    let folder = try TemporaryFolder()
    let missing = folder.path("missing.csv")
    #expect(
      focal([missing], input: [])
        == .failed(.noInput, "\(missing): cannot open: No such file or directory"))
    #expect(
      focal([folder.path("")], input: [])
        == .failed(.noInput, "\(folder.path("")): is a directory; expected a file"))
  }

  @Test(
    "a file that nobody may read cannot be read",
    .enabled(if: getuid() != 0, "root reads every file"))
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a.csv", "label,p\n1,.5\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(
      focal([path], input: []) == .failed(.noInput, "\(path): cannot open: Permission denied"))
  }

  @Test("an error in the second file has its name and line")
  func second() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.csv", "label,p\n1,.5\n")
    let second = try folder.file("b.csv", "label,p\n1,.5\n1,1.5\n")
    #expect(
      focal([first, second], input: [])
        == .failed(
          .data,
          "\(second):3:2: 1.5 is no probability; expected 0 to 1 in column 'p'; "
            + "for raw scores add --logits"))
    let empty = try folder.file("c.csv", "")
    #expect(
      focal([first, empty], input: [])
        == .failed(.data, "\(empty): is empty; expected rows of labels and predictions"))
  }

  @Test("files with other columns than the first are an error that shows both")
  func headers() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.csv", "label,p\n1,.5\n")
    for (name, text, shown) in [
      ("b.csv", "label,q\n1,.5\n", "'label', 'q'"), ("c.csv", "p,label\n.5,1\n", "'p', 'label'"),
      ("d.csv", "1,.5\n", "2 columns without names"),
      // All files have the delimiter of the first.
      ("e.tsv", "label\tp\n1\t.5\n", "'label\\tp'"),
    ] {
      let other = try folder.file(name, text)
      #expect(
        focal([first, other], input: [])
          == .failed(
            .data,
            "\(other): its columns are \(shown), but those of \(first) are 'label', 'p'; "
              + "several files must have the same columns"))
    }
  }

  @Test(
    "JSON files whose rows are read by place must have the same columns too",
    arguments: [
      ("{\"label\":[1],\"p\":[0.5]}", "{\"p\":[0],\"label\":[1]}"),
      ("{\"label\":{\"0\":1},\"p\":{\"0\":0.5}}", "{\"p\":{\"0\":0},\"label\":{\"0\":1}}"),
      ("[[\"label\",\"p\"],[1,0.5]]", "[[\"p\",\"label\"],[0,1]]"),
      (
        "{\"columns\":[\"label\",\"p\"],\"data\":[[1,0.5]]}",
        "{\"columns\":[\"p\",\"label\"],\"data\":[[0,1]]}"
      ),
    ])
  func jsonHeaders(_ one: String, _ two: String) throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.json", one)
    let second = try folder.file("b.json", two)
    #expect(
      focal([first, second], input: [])
        == .failed(
          .data,
          "\(second): its columns are 'p', 'label', but those of \(first) are 'label', 'p'; "
            + "several files must have the same columns"))
    #expect(focal("--bare \(first) \(first)").output == "0.04332169878499658\n")
  }

  @Test("JSON objects are read by their names, in any order and with others beside them")
  func jsonObjects() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.ndjson", "{\"label\":1,\"p\":0.5}\n")
    let second = try folder.file("b.ndjson", "{\"q\":[1],\"p\":0.5,\"label\":0}\n")
    let expected = Run.done("0.08664339756999316\n")
    #expect(focal("--bare \(first) \(second)") == expected)
    #expect(focal("--bare \(second) \(first)") == expected)
    let other = try folder.file("c.ndjson", "{\"label\":1,\"q\":0.5}\n")
    #expect(
      focal([first, other], input: [])
        == .failed(
          .data,
          "\(other):1:1: no member 'p' in the row; expected one in every row, or --missing skip"))
  }

  @Test("a delimiter that is given holds for all files, whatever their names")
  func delimiter() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.csv", "label\tp\n1\t.5\n")
    let second = try folder.file("b.tsv", "label\tp\n0\t.5\n")
    // ½ (¼ + ¾) · ¼ · ln 2
    #expect(
      focal(["--delimiter", "tab", "-b", first, second], input: [])
        == .done("0.08664339756999316\n"))
    #expect(focal(["-b", second, second], input: []).status == .done)
  }

  @Test("one of several files may have a header and no row")
  func headerOnly() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("a.csv", "label,p\n")
    let second = try folder.file("b.csv", "label,p\n1,.5\n0,.5\n")
    #expect(
      focal(["-b", first, second, first], input: []) == .done("0.08664339756999316\n"))
  }
}
