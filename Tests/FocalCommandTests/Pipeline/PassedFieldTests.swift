import Testing

@testable import FocalCommand

/// Fields that are passed through into another format.
@Suite struct PassedFieldTests {
  private static let loss = "0.04332169878499658"

  @Test("numbers are numbers in JSON, spelled as it has them; texts stay as they are")
  func numbers() {
    let fields = [
      (".9", "0.9"), ("-.5", "-0.5"), ("+.5", "0.5"), ("1.", "1.0"), (" .5 ", "0.5"),
      ("+1.5", "1.5"),
      ("007.50", "7.50"), ("1.e5", "1.0e5"), (".5E+05", "0.5E+05"), ("+1e5", "1e5"), ("1e5", "1e5"),
      ("-0.", "-0.0"), ("00.", "0.0"), ("7", "7"), ("-7", "-7"),
      // Whole numbers that JSON has not may be ids and labels.
      ("007", "\"007\""), ("+1", "\"+1\""), ("-", "\"-\""), (".", "\".\""), ("+.", "\"+.\""),
      ("1.2.3", "\"1.2.3\""), ("1e", "\"1e\""), ("1.e", "\"1.e\""), ("e5", "\"e5\""),
      (".e5", "\".e5\""),
      ("0x1.", "\"0x1.\""), ("inf", "\"inf\""), ("", "\"\""), ("  cat  ", "\"cat\""),
      ("\"  cat\"", "\"  cat\""), ("\".5\"", "0.5"),
    ]
    for (field, value) in fields {
      let run = focal(
        ["--per-sample", "-f", "ndjson"],
        input: Array("label,prediction,x\n1,.5,\(field)\n".utf8))
      #expect(
        run.output
          == "{\"label\":1,\"prediction\":0.5,\"x\":\(value),\"focal_loss\":\(Self.loss)}\n",
        "\(field)")
    }
  }

  @Test("labels, ids and groups are texts, unless JSON has numbers of their form")
  func texts() {
    let input = "label,prediction,id,w\n1.,.5,.1,.2\n"
    #expect(
      focal("--per-sample -f ndjson --id id --weight w", input: input).output
        == "{\"label\":\"1.\",\"prediction\":0.5,\"id\":\".1\",\"w\":0.2,\"focal_loss\":"
        + "\(Self.loss)}\n")
    #expect(
      focal("--per-sample --json --id id", input: input).output.contains(
        "\"id\": \".1\", \"label\": \"1.\""))
  }

  @Test(
    "spaces belong to what is passed from one delimiter to another",
    arguments: [
      ("-f csv", "label\tprediction\tt\n1\t.5\t  x \n", "1,.5,  x ,"),
      ("-f csv", "label\tprediction\tt\n 1\t.5 \t\n", " 1,.5 ,,"),
      ("-f csv", "label\tprediction\tt\n1\t.5\t a,b \n", "1,.5,\" a,b \","),
      ("-f csv", "label\tprediction\tt\n1\t.5\t\" a\"\"b \"\n", "1,.5,\" a\"\"b \","),
      ("-f csv", "label\tprediction\tt\n1\t.5\t  \"x\"  \n", "1,.5,x,"),
      ("-f csv", "label\tprediction\tt\n1\t.5\ta\"b \n", "1,.5,\"a\"\"b \","),
      ("-f csv", "label prediction t\n1  .5   x \n", "1,.5,x,"),
      ("-f tsv", "label,prediction,t\n1, .5 ,  x \n", "1\t .5 \t  x \t"),
      ("-f tsv", "label,prediction,t\n1,.5,a\tb\n", "1\t.5\t\"a\tb\"\t"),
      ("-f tsv", "label,prediction,t\n1,.5,\"a\r\nb\"\n", "1\t.5\t\"a\r\nb\"\t"),
      ("-f tsv", "label,prediction,t\n1,.5,a\rb\n", "1\t.5\t\"a\rb\"\t"),
      ("-f tsv", "label;prediction;t\n1;.5; a,b \n", "1\t.5\t a,b \t"),
      ("-f csv", "label\tprediction\tp\n1\t.5\t[1 2]\n", "1,.5,1,2,"),
    ])
  func spaces(options: String, input: String, row: String) {
    let run = focal("--per-sample --prediction prediction \(options)", input: input)
    #expect(run.output.hasSuffix("\n\(row)\(Self.loss)\n"), "\(run)")
  }

  @Test("a long array is one field, and so is an object that nobody can divide")
  func containers() {
    let array = "[" + Array(repeating: "0.5", count: 20_000).joined(separator: ", ") + "]"
    let run = focal(
      "--per-sample -f csv", input: "{\"label\":1,\"prediction\":0.5,\"x\":\(array)}\n")
    #expect(run.output == "label,prediction,x,focal_loss\n1,0.5,\"\(array)\",\(Self.loss)\n")
  }
}
