import FocalInput
import Testing

@testable import FocalCommand

/// Whether the first row is a header: names, numbers, missing words and options, each with each.
@Suite struct HeaderRuleTests {
  enum Outcome: Sendable { case names, data, unclear }

  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let options: String
    let outcome: Outcome
    var testDescription: String { "\(text) \(options)" }

    init(_ text: String, _ outcome: Outcome, _ options: String = "") {
      (self.text, self.outcome, self.options) = (text, outcome, options)
    }
  }

  static let byNumber = "--label 1 --prediction 2"

  static let cases: [Case] = [
    // Names above anything.
    Case("label,p\n1,0.5", .names), Case("label,p\ncat,0.5", .names), Case("label,p\n1,", .names),
    Case("label,p", .names), Case("id,truth,p0,p1\na,b,c,d", .names),
    Case("label,0.5\n1,0.5", .names), Case("label,NA\n1,0.5", .names),
    // Numbers, and words for missing ones.
    Case("1,0.5\n0,0.2", .data), Case("1,nan\n0,0.2", .data), Case(",0.5\n0,0.2", .data),
    Case("nan,NA\n0,0.2", .data), Case("1,1e999\n0,0.2", .data), Case("1,inf\n0,0.2", .data),
    // Texts above numbers, and above texts.
    Case("a,b\n1,0.5", .names), Case("a,b\nx,0.5", .names), Case("a,b\nx,y", .unclear),
    Case("a,b\nNA,", .unclear), Case("a,b", .names), Case("a,0.5\nb,0.2", .unclear),
    Case("img1,1,0.9\nimg2,0,0.2", .unclear), Case("cat,0.9\ndog,0.2", .unclear),
    Case("1,?\n0,0.2", .unclear), Case("a,NA\nb,0.2", .unclear),
    // A usual name that may be a value.
    Case("y,0.9\nn,0.2", .unclear), Case("p,0.9\nn,0.2", .unclear), Case("y,NA\nn,0.2", .unclear),
    // Numbers that count, as columns without names are called.
    Case("0,1\n1,0.9", .unclear), Case("0,1,2\n1,0.9,0.1", .unclear),
    Case(",0,1\n0,1,0.9", .unclear),
    Case(",0\n0,0.9", .unclear), Case("1,2\n1,0.9", .data),
    Case("0,1\n1,0.9", .data, "--header no"),
    Case("0,1\n1,0.9", .names, "--header yes"), Case("0,1\n1,0.9", .unclear, byNumber),
    // Fields that options give by number.
    Case("img1,1,0.9\nimg2,0,0.2", .data, "--label 2 --prediction 3"),
    Case("img1,true,0.9\nimg2,false,0.2", .data, "--label 2 --prediction 3"),
    Case("img1,NA,\nimg2,0,0.2", .data, "--label 2 --prediction 3"),
    Case("img1,cat,0.9\nimg2,dog,0.2", .unclear, "--label 2 --prediction 3"),
    Case("img1,dog,0.9\nimg2,cat,0.2", .data, "--label 2 --prediction 3 --positive cat"),
    Case("id,label,0.9\nx,cat,0.2", .unclear, "--label 2 --prediction 3 --positive cat"),
    Case("img1,a,0.9,0.1\nx,b,0.2,0.8", .data, "--label 2 --prediction 3:4 --classes a,b"),
    Case("id,label,score\nx,1,0.2", .names, "--label 2 --prediction 3"),
    Case("img1,0.9\nimg2,0.2", .data, "--labels l.csv --prediction 2"),
    Case("img1,0.9\nimg2,0.2", .unclear, "--prediction 2"),
    // Names that options ask for.
    Case("cls,q\na,b", .names, "--label cls"), Case("cls,q\na,b", .names, "--id q"),
    Case("cls,q\na,b", .unclear, "--label other"), Case("--header,q\na,b", .data, "--header no"),
  ]

  @Test("the first row names the columns, is data, or could be either", arguments: cases)
  func decision(_ row: Case) throws {
    for (readSize, end) in [(1, "\n"), (.max, ""), (7, "\r\n")] {
      let text = row.text.replacing("\n", with: end.isEmpty ? "\n" : end) + end
      if row.outcome == .unclear {
        #expect(throws: InputError.self) { try table(row.options, text, readSize: readSize) }
      } else {
        let (_, table) = try table(row.options, text, readSize: readSize)
        #expect(table.names.isEmpty == (row.outcome == .data), "\(table.names)")
      }
    }
  }

  @Test("the error asks for --header, with the first fields")
  func sentence() {
    #expect(
      focal("", input: "a1,cat,0.9,0.1,x\na2,dog,0.2,0.8,x\n")
        == .failed(
          .data,
          "<stdin>:1: 'a1', 'cat', '0.9', '0.1', … could be names of columns or the first row of "
            + "data; add --header yes or --header no"))
    #expect(focal("-b --header no", input: "0,1\n1,0.5\n0,0.5\n").status == .done)
  }

  @Test("--header speaks of FILEs; a file of labels of one column has a header by its name alone")
  func labels() throws {
    let folder = try TemporaryFolder()
    let losses = Run.done("0.0010536051565782623\n0.008925742052568384\n")
    for labels in ["a\nb\n", "label\na\nb\n", "Y_true\na\nb\n"] {
      let path = try folder.file("labels.csv", labels)
      for header in ["yes", "auto"] {
        #expect(
          focal(
            "--bare --per-sample --header \(header) --labels \(path) --prediction a,b",
            input: "a,b\n.9,.1\n.2,.8\n") == losses)
      }
    }
  }

  @Test("what could be either in a further file is what the first file has")
  func further() throws {
    let folder = try TemporaryFolder()
    let first = try folder.file("1.csv", "1,0.5\n0,0.5\n")
    let second = try folder.file("2.csv", "0,1\n1,0.5\n")
    #expect(focal("--json \(first) \(second)").output.contains("\"count\": 4,"))
  }
}
