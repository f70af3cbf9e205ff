import Testing

@testable import FocalCommand

/// What is said of JSON that is none: with line and column, whatever the layout.
@Suite struct JSONSentenceTests {
  @Test(
    "text that is not JSON is told with line and column",
    arguments: [
      ("{\"label\":1,\"p\":}", "1:16: unexpected '}'; expected a value"),
      ("{\"label\":1,\"p\":0.5,}", "1:20: unexpected '}'; expected a name in quotes"),
      ("{\"label\":1 \"p\":1}", "1:12: unexpected '\"'; expected a comma or a closing bracket"),
      ("{\"label\" 1}", "1:10: unexpected '1'; expected a colon"),
      ("{\"label\":1,\"p\":0.5", "1:19: ends too early; expected a comma or a closing bracket"),
      ("{\"label\":1,\"p\":", "1:16: ends too early; expected a value"),
      ("{\"label\":1,\"p\":nan}", "1:16: 'nan' is no JSON value"),
      ("{\"label\":1,\"p\":inf}", "1:16: 'inf' is no JSON value"),
      ("{\"label\":1,\"p\":-inf}", "1:16: '-inf' is no JSON value"),
      ("{\"label\":True,\"p\":1}", "1:10: 'True' is no JSON value"),
      ("{\"label\":1,\"p\":.5}", "1:16: unexpected '.'; expected a value"),
      ("{\"label\":1,\"p\":+1}", "1:16: unexpected '+'; expected a value"),
      ("{\"label\":1,\"p\":01}", "1:17: unexpected '1'; expected a comma or a closing bracket"),
      ("{\"label\":1,\"p\":1.}", "1:18: unexpected '}'; expected a digit"),
      ("{\"label\":1,\"p\":1e}", "1:18: unexpected '}'; expected a digit"),
      ("{\"label\":1,\"p\":-}", "1:17: unexpected '}'; expected a digit"),
      (
        "{\"label\":1,\"p\":\"a\u{1}b\"}",
        "1:18: byte 1 in a string; expected an escape such as \\n or \\u0001"
      ),
      (
        "{\"label\":1,\"p\":1,\"x\":\"\\q\"}",
        "1:23: a backslash in a string is not followed by an escape"
      ),
      (
        "{\"p\":1,\"x\":1,\"label\":\"\\ud800\"}",
        "1:23: the escape is half of a surrogate pair; expected both halves"
      ),
      (
        "{\"p\":1,\"x\":1,\"label\":\"\\ud800\\u0041\"}",
        "1:23: the escape is half of a surrogate pair; expected both halves"
      ),
      ("{'label':1}", "1:2: unexpected '''; expected a name in quotes"),
      ("{label:1}", "1:2: unexpected 'l'; expected a name in quotes"),
      ("[{\"label\":1,\"p\":0.5},]", "1:22: unexpected ']'; expected a value"),
      ("[{\"label\":1,\"p\":0.5}] x", "1:23: unexpected 'x'; expected the end of the file"),
      ("[{\"label\":1,\"p\":0.5}", "1:21: ends too early; expected a comma or a closing bracket"),
      (
        "[{\"label\":1,\"p\":0.5}\n{\"label\":1,\"p\":0.5}]",
        "2:1: unexpected '{'; expected a comma or a closing bracket"
      ),
      ("[\n  {\"label\":1,\n   \"p\":0,5}]", "3:10: unexpected '5'; expected a name in quotes"),
      (
        "{\"label\":1,\"p\":0.5}\n\n{\"label\":1,\"p\":0.5}}",
        "3:20: unexpected '}'; expected the end of the line"
      ),
      (
        "{\"label\":[1,0],\"p\":[0.5,0.5]",
        "1:29: ends too early; expected a comma or a closing bracket"
      ),
    ])
  func syntax(_ input: String, _ sentence: String) {
    #expect(focal("", input: input) == .failed(.data, "<stdin>:\(sentence)"))
  }

  @Test(
    "values that are not of the table are told with their place",
    arguments: [
      (
        "{\"label\":1,\"p\":true}",
        "1:16: found true or false, expected a probability in column 'p'"
      ),
      (
        "{\"label\":1,\"p\":0.5}\n{\"label\":1,\"p\":[0.5,0.5]}",
        "2:16: found an array, expected a probability in column 'p'"
      ),
      (
        "{\"label\":1,\"p\":0.5}\n{\"label\":{\"a\":1},\"p\":0.5}",
        "2:10: found an object, expected a string, a number, true or false"
      ),
      (
        "{\"label\":1,\"p\":0.5}\n{\"label\":1,\"q\":0.5}",
        "2:1: no member 'p' in the row; expected one in every row, or --missing skip"
      ),
      (
        "{\"label\":1,\"p\":0.5}\n{\"p\":0.5}",
        "2:1: no member 'label' in the row; expected one in every row, or --missing skip"
      ),
      ("{\"label\":1,\"p\":0.5,\"p\":0.5}", "1:20: member 'p' is given twice"),
      ("{\"label\":1,\"label\":0,\"p\":0.5}", "1:12: member 'label' is given twice"),
      ("{\"label\":[1],\"p\":[0.5],\"label\":[1]}", "1:24: member 'label' is given twice"),
      ("[{\"label\":1,\"p\":0.5},[1,2]]", "1:22: found an array, expected an object"),
      ("[{\"label\":1,\"p\":0.5},7]", "1:22: found a number, expected an object"),
      ("[[1,0.5],[1]]", "1:10: the array has 1 element, expected 2"),
      ("[[1,0.5],[1,0.5,3]]", "1:10: the array has 3 elements, expected 2"),
      ("[[\"label\",\"p\"],[1,0.5],[1]]", "1:24: the array has 1 element, expected 2"),
      ("[[\"label\",\"p\"],\n [1]]", "2:2: the array has 1 element, expected 2"),
      (
        "{\"label\":1,\"p\":[0.5,0.5]}\n{\"label\":1,\"p\":[1]}",
        "2:16: the array has 1 element, expected 2"
      ),
      (
        "{\"label\":1,\"p\":1e999}",
        "1:16: '1e999' is larger than any double; expected a probability in column 'p'"
      ),
      (
        "{\"label\":1,\"p\":\"x\"}",
        "1:16: 'x' is not a number; expected a probability in column 'p'"
      ),
      (
        "{\"label\":1,\"p\":7}",
        "1:16: 7 is no probability; expected 0 to 1 in column 'p'; for raw scores add --logits"
      ),
      (
        "[\n{\"label\":1,\"p\":0.5},\n{\"p\":0.5, \"label\":\"x\"}\n]",
        "3:19: label 'x' is unknown; expected 0 or 1 (or name the positive one with --positive) "
          + "in column 'label'"
      ),
      ("{\"label\":[1,0],\"p\":[0.5]}", "1:24: column 'p' has 1 value, but column 'label' has 2"),
      (
        "{\"label\":[1],\"p\":[0.5,1,1]}", "1:26: column 'p' has 3 values, but column 'label' has 1"
      ),
      (
        "{\"label\":{\"0\":1},\"p\":{\"1\":0.5}}",
        "1:23: column 'p' has key '1' where column 'label' has '0'"
      ),
      (
        "{\"data\":[[1,0.5]],\"columns\":[\"label\",\"p\"]}",
        "1:9: 'data' comes before 'columns'; expected the names first"
      ),
      (
        "{\"label\":1,\"p\":\(String(repeating: "[", count: 600))",
        "1:527: more than 512 objects and arrays within each other"
      ),
    ])
  func table(_ input: String, _ sentence: String) {
    #expect(focal("", input: input) == .failed(.data, "<stdin>:\(sentence)"))
  }

  @Test("a wrong kind is told by the name of what is expected there")
  func terms() {
    for (line, term) in [("--logits", "a logit"), ("--log-probabilities", "a log-probability")] {
      #expect(
        focal(line, input: "{\"label\":1,\"p\":false}")
          == .failed(.data, "<stdin>:1:16: found true or false, expected \(term) in column 'p'"))
    }
    #expect(
      focal("--weight w", input: "{\"label\":1,\"p\":1,\"w\":true}")
        == .failed(.data, "<stdin>:1:22: found true or false, expected a weight in column 'w'"))
  }

  @Test(
    "documents without rows are told from documents without columns",
    arguments: [
      ("[]", ExitStatus.data, "is empty; expected rows of labels and predictions"),
      (
        "{\"columns\":[\"label\",\"p\"],\"data\":[]}", .data, "there is a header but no row of data"
      ),
      ("[[\"label\",\"p\"]]", .data, "there is a header but no row of data"),
      ("{\"label\":[],\"p\":[]}", .data, "there is a header but no row of data"),
      ("{\"label\":{},\"p\":{}}", .data, "there is a header but no row of data"),
      ("{\"a\":1,\"b\":2}", .usage, "no label column found among 'a', 'b'; name it with --label"),
      (
        "{\"label\":1,\"b\":{\"c\":\"2x\"}}", .usage,
        "no prediction column found among 'label', 'b.c'; name it with --prediction"
      ),
      (
        "[[1,0.5,2]]", .usage,
        "no label column found among 3 columns without names; name it with --label"
      ),
    ] as [(String, FocalCommand.ExitStatus, String)])
  func empty(_ input: String, _ status: FocalCommand.ExitStatus, _ sentence: String) {
    #expect(focal("", input: input) == .failed(status, "<stdin>: \(sentence)"))
  }

  @Test("text that is not UTF-8 is an error wherever it stands")
  func utf8() {
    for member in ["x", "label", "p"] {
      let row = Array("{\"label\":1,\"p\":0.5,\"\(member)\":\"".utf8) + [0xff] + Array("\"}\n".utf8)
      let run = focal(["-b"], input: Array("{\"label\":1,\"p\":0.5}\n".utf8) + row)
      #expect(run.status == .data && run.output.isEmpty)
      #expect(run.diagnostics.hasPrefix("focal: <stdin>:2:"))
    }
    let row = Array("{\"label\":1,\"p\":0.5,\"x\":\"".utf8) + [0xff] + Array("\"}".utf8)
    #expect(focal([], input: row) == .failed(.data, "<stdin>:1:25: the text is not UTF-8"))
  }

  @Test(
    "a later chunk has the lines and columns of its file",
    arguments: [
      ("{\"label\":1,\"p\":0.50}\n", "", "", 16), ("{\"label\":1,\"p\":0.50},\n", "[", "]", 16),
    ])
  func laterChunk(_ row: String, _ opening: String, _ closing: String, _ column: Int) {
    let rows = String(repeating: row, count: 120_000)
    let input = "\(opening)\(rows){\"label\":1,\"p\":oops}\(closing)"
    #expect(
      focal("", input: input) == .failed(.data, "<stdin>:120001:\(column): 'oops' is no JSON value")
    )
  }

  @Test("a row cut off by the end of a stream leaves the whole rows before it")
  func cutOff() {
    let run = focal("--per-sample --bare", input: "{\"label\":1,\"p\":0.5}\n{\"label\":0,\"p\":0.")
    #expect(
      run
        == .failed(
          .data, "<stdin>:2:18: ends too early; expected a digit",
          output: "0.04332169878499658\n"))
  }
}
