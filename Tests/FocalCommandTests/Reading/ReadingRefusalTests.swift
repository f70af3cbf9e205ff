import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Sentences that say what to do instead, and beginnings of files that once were read as something else.
@Suite struct ReadingRefusalTests {
  @Test(
    "an option that only text with delimiters uses is refused with other input",
    arguments: [
      ("--header yes", "--header contradicts the input, which is JSON; JSON has no header"),
      ("--header auto", "--header contradicts the input, which is JSON; JSON has no header"),
    ])
  func unusedWithJSON(_ line: String, _ sentence: String) {
    for input in ["{\"label\":1,\"p\":0.5}\n", "[{\"label\":1,\"p\":0.5}]"] {
      #expect(focal(line, input: input) == .failed(.usage, sentence))
    }
  }

  @Test("a delimiter is refused with JSON and arrays, unless a file of labels uses it")
  func delimiter() throws {
    let array = ArrayInputTests.npy([[1], [0]])
    #expect(
      focal(["--header", "no"], input: array)
        == .failed(.usage, "--header contradicts the input, which is arrays; arrays have no header")
    )
    let folder = try TemporaryFolder()
    let json = try folder.file("p.json", "{\"id\":\"a\",\"p\":0.5}\n")
    let labels = try folder.file("l.csv", "id;label\na;1\n")
    let sentence = "--delimiter contradicts the input, which is JSON; JSON has no delimiter"
    #expect(focal("--delimiter ; --label id \(json)") == .failed(.usage, sentence))
    #expect(focal("--delimiter ; --id id --labels \(labels) \(json)").status == .done)
  }

  @Test("--label-base is for classes")
  func labelBase() {
    #expect(
      focal("--label-base 1", input: "label,p\n1,.5\n0,.25\n")
        == .failed(
          .usage,
          "<stdin>: --label-base contradicts the task, which is binary here; "
            + "only labels that are classes are counted"))
    #expect(
      focal(
        "--label-base 1 --task multilabel --label a,b --prediction p_*",
        input: "a,b,p_a,p_b\n0,0,.5,.5\n"
      ).status == .usage)
    #expect(focal("--label-base 1", input: "label,p0,p1\n1,.5,.5\n2,.5,.5\n").status == .done)
  }

  @Test("a file of labels whose first row is unclear is told apart by --label, not by --header")
  func labelHeader() throws {
    let folder = try TemporaryFolder()
    let labels = try folder.file("l.csv", "0,1\n1,0\n")
    let sentence =
      "\(labels):1: '0', '1' could be names of columns or the first row of data; if it is data, say "
      + "where the labels are with --label and a number; else call their column 'label'"
    for line in ["", "--header no", "--header yes"] {
      let run = focal(
        "\(line) --labels \(labels)", input: line == "--header no" ? ".5\n.25\n" : "p\n.5\n.25\n")
      #expect(run == .failed(.data, sentence))
    }
    let expected = focal("--bare", input: "label,p\n1,.5\n0,.25\n")
    #expect(focal("--bare --labels \(labels) --label 2", input: "p\n.5\n.25\n") == expected)
  }

  @Test("an id is advised only where it can join, and a repeated one has a way out")
  func ids() throws {
    let folder = try TemporaryFolder()
    let split = try folder.file("s.csv", "split,label\nx,1\nx,0\n")
    #expect(
      focal("--labels \(split)", input: "split,p\nx,.5\ny,.25\n")
        == .failed(
          .data,
          "<stdin>:3:1: 'y' in column 'split', but 'x' in the same row of \(split); "
            + "expected labels in the order of predictions"))
    #expect(
      focal("--labels \(split) --id split", input: "split,p\nx,.5\ny,.25\n")
        == .failed(
          .data,
          "\(split): the id 'x' stands twice; expected one label for each, "
            + "or labels in the order of predictions and no --id"))
    let unique = try folder.file("u.csv", "sample,label\nx,1\nz,0\n")
    #expect(
      focal("--labels \(unique)", input: "sample,p\nx,.5\ny,.25\n").diagnostics
        .hasSuffix("or --id sample to join them\n"))
  }

  @Test(
    "CSV may begin with a bracket, and files with lines of blanks",
    arguments: [
      ("[0.5],1\n[0.25],0\n", "--label 2 --prediction 1"), ("[x],label,p\na,1,.5\nb,0,.25\n", ""),
      ("   \nlabel,p\n1,.5\n0,.25\n", ""), (" \t\n\n  \nlabel,p\n1,.5\n0,.25\n", ""),
      ("  \r\nlabel,p\r\n1,.5\r\n0,.25\r\n", ""), ("label,p\n[1],.5\n[0],.25\n", ""),
      ("label,p\n[1],[.5]\n[0],[.25]\n", ""), ("[[1,0.5],[0,0.25]]", "--label 1 --prediction 2"),
      ("[1,0.5]\n[0,0.25]\n", "--label 1 --prediction 2"),
    ])
  func beginnings(_ input: String, _ line: String) {
    let expected = focal("--bare", input: "label,p\n1,.5\n0,.25\n")
    #expect(focal("--bare \(line)", input: input) == expected)
    let arguments = "--bare \(line)".split(separator: " ").map(String.init)
    #expect(focal(arguments, input: Array(input.utf8), readSize: 1) == expected)
  }

  @Test(
    "a comment after the first row is named",
    arguments: [
      "label,p\n1,.5\n# end\n", "label,p\n1,.5\n#\n0,.5\n", "label p\n1 .5\n# end\n",
      "1 .5\n# the end\n",
    ])
  func comments(_ input: String) {
    let line = input.split(separator: "\n").firstIndex { $0.hasPrefix("#") }! + 1
    #expect(
      focal("", input: input)
        == .failed(
          .data,
          "<stdin>:\(line): the row is a comment, and expected only before the first row; "
            + "use: grep -v '^#' FILE | focal ..."))
  }

  @Test("comments pass through rows between blanks too")
  func passedComments() {
    for (input, output) in [
      ("# a\n# b c\n1 .5\n", "# a\n# b c\n1 .5 "),
      ("# a\nlabel p\n1 .5\n", "# a\nlabel p focal_loss\n1 .5 "),
      ("# a\n# label p\n1 .5\n", "# a\nlabel p focal_loss\n1 .5 "),
    ] {
      let line = input.contains("label") ? "" : "--label 1 --prediction 2 --header no"
      #expect(focal("--per-sample \(line)", input: input).output.hasPrefix(output))
    }
  }

  @Test(
    "a field is counted as in the file, whatever arrays stand before it",
    arguments: [
      ("id,probs,label\na,\"[0.1 0.9]\",1\nb,\"[0.1 0.8]\",5\n", "3:3: label '5' is unknown"),
      ("id,probs,label\na,\"[0.1 0.9]\",1\nb,\"[0.1 z]\",0\n", "3:2: 'z' is not a number"),
      ("probs,x,label\n\"[0.1 0.9]\",a,1\n\"[0.1 0.9]\",b,\"0\n", "3:3: a lone quote opens"),
      ("x,label,probs,z\na,1,\"[0.1 0.9]\",b\na,1,\"[0.1]\",b\n", "3:3: the array has 1 element"),
    ])
  func fields(_ input: String, _ words: String) {
    #expect(focal("", input: input).diagnostics.hasPrefix("focal: <stdin>:\(words)"))
  }

  @Test(
    "structs and tuples in a text are named",
    arguments: [
      (
        "label,probs\n1,\"[{'label': '1', 'prob': 0.9}, {'label': '0', 'prob': 0.1}]\"\n",
        "is an object"
      ),
      ("label,p\n1,\"{\"\"label\"\":1}\"\n", "is an object"),
      ("label,p\n1,\"STRUCT(1 AS label, 0.9 AS prob)\"\n", "is an object"),
      ("label,p\n1,\"(0.1, 0.9)\"\n", "is a tuple"),
      ("label,p\n1,\"[(1, 0.9), (0, 0.1)]\"\n", "is a tuple"),
    ])
  func structs(_ input: String, _ words: String) {
    let run = focal("", input: input)
    #expect(run.status == .data && run.diagnostics.contains(words), "\(run.diagnostics)")
  }
}
