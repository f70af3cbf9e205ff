import FocalInput
import FocalLoss
import Foundation
import Testing

@testable import FocalCommand

/// `focal inspect`: each choice with its reason, and the line that says the same.
@Suite struct InspectCommandTests {
  @Test("the table says the format, each column's use and why, the first rows and the line")
  func text() {
    let input = "id;y_true;y_pred;y_prob;w\na;1;1;.75;2\nb;0;0;.25;1\n"
    let run = focal("inspect --missing skip --weight w", input: input)
    #expect(run.status == .done && run.diagnostics.isEmpty)
    for text in [
      "format csv", "delimiter ;", "header yes: 'id' names a column",
      "rows 2", "task binary: 1 label column, 1 prediction column", "kind probabilities: the name",
      "id not used usual name of an id a, b", "y_true label usual name of a label 1, 0",
      "y_pred not used usual name of a prediction, which may be a 1, 0",
      "y_prob prediction usual name of a probability .75, .25", "w weight --weight 2, 1",
      "1 1 positive .75", "2 0 negative .25",
      "focal --missing skip --weight w --input-format csv --delimiter ';' --header yes "
        + "--label y_true --prediction y_prob --probabilities --task binary",
      "focal:0.1.0,task:binary,input:probabilities,",
    ] { #expect(run.words.replacing(" \\ ", with: " ").contains(text), "\(text)\n\(run.output)") }
    for line in run.lines where !line.hasPrefix("focal:") { #expect(line.count <= 80, "\(line)") }
  }

  @Test("no loss is computed, however many rows there are")
  func samplesAlone() throws {
    struct Spy: Collector {
      var needs: CollectorNeeds
      var sampleCount = 0
      var lossCount = 0
      mutating func add(_ batch: EvaluatedBatch) {
        sampleCount += batch.selection.sampleCount
        lossCount += batch.losses.sampleCount
      }
      mutating func merge(_ other: Spy) {
        sampleCount += other.sampleCount
        lossCount += other.lossCount
      }
    }
    let rows = "label,p\n" + String(repeating: "1,.75\n0,.25\n", count: 50_000)
    for (needs, lossCount) in [(ReadingCollector.sampleNeeds, 0), ([], 100_000)] {
      var parser = ArgumentParser(["--missing", "skip"])
      let settings = try parser.settings()
      var pipeline = Pipeline(
        settings, input: ByteSource(bytes: Array(rows.utf8), name: "memory"), stream: nil
      ) { _ in Spy(needs: needs) }
      let spy = try pipeline.run().gathered
      #expect(spy.sampleCount == 100_000 && spy.lossCount == lossCount)
    }
    // What would be capped is known of losses only.
    let capped = "label,p\n1,1e-9\n0,.5\n"
    #expect(focal("", input: capped).words.contains("whose loss is capped"))
    #expect(!focal("inspect", input: capped).output.contains("warning"))
  }

  @Test("with --strict a warning is an error, after all that is known")
  func strict() {
    let input = "label,y_pred\n1,1\n0,1\n"
    let run = focal("inspect --strict", input: input)
    #expect(run.status == .data && run.diagnostics == focal("--strict", input: input).diagnostics)
    #expect(run.words.contains("y_pred prediction usual name of a prediction"))
  }

  @Test("what is not used says why, and rows that are left out say so")
  func unused() throws {
    let input =
      "Class,Label,pred,prob,fold,weight\n1,1,1,.75,a,2\n0,0,0,.25,b,1\n1,0,0,,c,1\n"
    let object = try focal("inspect --json --missing skip", input: input).object()
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(
      columns.map { $0["reason"] as? String } == [
        "usual name of a label, or of a predicted class, which gives way to another",
        "usual name of a label",
        "usual name of a prediction, which may be a class; it holds classes",
        "usual name of a probability",
        "usual name of a part of the data; the rows of every part are taken together",
        "usual name of a weight; --weight weight uses it",
      ])
    let rows = try #require(object["firstRows"] as? [[String: Any]])
    #expect(rows.map { $0["target"] as? String } == ["positive", "negative", "left out"])
    let comma = focal(
      "inspect --label 1 --prediction 2 --delimiter ;", input: "a;b\n1;0,9\n0;0,2\n")
    #expect(comma.output.contains("'0,9', '0,2'"))
  }

  @Test("JSON has the same with stable keys, and CSV the columns")
  func json() throws {
    let input = ".pred_No,.pred_Yes,truth\n.25,.75,Yes\n.5,.5,No\n"
    let object = try focal("inspect --json", input: input).object()
    #expect(object["format"] as? String == "csv" && object["delimiter"] as? String == ",")
    #expect(object["task"] as? String == "multiclass" && object["rows"] as? Int == 2)
    #expect(object["kind"] as? String == "probabilities")
    #expect(object["classes"] as? [String] == ["No", "Yes"])
    let header = try #require(object["header"] as? [String: Any])
    #expect(header["present"] as? Bool == true)
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(columns.map { $0["name"] as? String } == [".pred_No", ".pred_Yes", "truth"])
    #expect(
      columns.map { $0["use"] as? String } == ["prediction for No", "prediction for Yes", "label"])
    #expect(columns[0]["reason"] as? String == "named after a class, with '.pred_' before it")
    #expect(columns[0]["values"] as? [String] == [".25", ".5"])
    let rows = try #require(object["firstRows"] as? [[String: Any]])
    #expect(rows.map { $0["target"] as? String } == ["class Yes", "class No"])
    #expect(rows[0]["predictions"] as? [String] == [".25", ".75"])
    let csv = focal("inspect --format csv", input: input)
    #expect(
      csv.output.hasPrefix("column,use,reason\n.pred_No,prediction for No,"), "\(csv.output)")
  }

  @Test(
    "the line that is printed gives the same report",
    arguments: [
      ("label,p\n1,.75\n0,.25\n", ""), ("1,.75\n0,.25\n", ""), ("y\tlogit\n1\t2\n0\t-3\n", ""),
      ("truth,.pred_a b,.pred_c\nc,.25,.75\na b,.5,.5\n", ""),
      ("y,p,p\n1,.5,.75\n0,.5,.25\n", "--prediction 3"),
      ("k p\n1 .75\n0 .25\n", "--label k --alpha 0.5"), ("# label p\n1 .75\n0 .25\n", ""),
      ("{\"label\":1,\"probs\":[0.25,0.75]}\n{\"label\":0,\"probs\":[0.5,0.5]}\n", ""),
      ("\"y\" \"p\"\n\"1\" 1 .75\n\"2\" 0 .25\n", "--positive 0"),
      ("img,1,.75\nimh,0,.25\n", "--label 2 --prediction 3"),
    ])
  func roundTrip(_ input: String, _ line: String) throws {
    let expected = focal("--json \(line)", input: input)
    #expect(expected.status == .done, "\(expected.diagnostics)")
    let object = try focal("inspect --json \(line)", input: input).object()
    let command = try #require(object["command"] as? String)
    #expect(
      focal(["--json"] + Self.words(command).dropFirst(), input: Array(input.utf8)) == expected)
  }

  @Test("the first rows have the labels of a file of their own, by row and by id")
  func labelFile() throws {
    let folder = try TemporaryFolder()
    let labels = try folder.file("l.csv", "id,label\nb,0\na,1\n")
    let byID = try focal("inspect --json --id id --labels \(labels)", input: "id,p\na,.75\nb,.25\n")
      .object()
    let rows = try #require(byID["firstRows"] as? [[String: Any]])
    #expect(rows.map { $0["label"] as? String } == ["1", "0"])
    #expect(rows.map { $0["target"] as? String } == ["positive", "negative"])
    let byRow = try focal("inspect --json --labels \(labels)", input: "p\n.75\n.25\n").object()
    let others = try #require(byRow["firstRows"] as? [[String: Any]])
    #expect(others.map { $0["label"] as? String } == ["0", "1"])
  }

  @Test("of many columns it is said how many are left out")
  func manyColumns() throws {
    let names = (0..<250).map { "p\($0)" }.joined(separator: ",")
    let row = (0..<250).map { _ in "0.004" }.joined(separator: ",")
    let input = "label,\(names)\n7,\(row)\n"
    let object = try focal("inspect --json", input: input).object()
    #expect(object["columnCount"] as? Int == 251)
    #expect((object["columns"] as? [Any])?.count == 200)
    let words = focal("inspect", input: input).words
    #expect(words.contains("columns 251, of which the first 200 are told"))
    #expect(words.contains("and 211 more columns"))
  }

  /// The words of a line as a shell takes it, with single quotes only.
  static func words(_ line: String) -> [String] {
    line.split(separator: "'", omittingEmptySubsequences: false).enumerated().reduce(into: [""]) {
      words, part in
      let pieces =
        part.offset % 2 == 1
        ? [part.element] : part.element.split(separator: " ", omittingEmptySubsequences: false)
      words[words.count - 1] += pieces[0]
      words += pieces.dropFirst().map(String.init)
    }
  }

  @Test("a name with control characters is written out, as bash reads it")
  func controls() throws {
    let text = focal(
      "inspect --positive \u{1}\u{202e}'\\", input: "label,p\n\u{1}\u{202e}'\\,0.5\n0,0.1\n")
    #expect(text.output.contains("--positive $'\\u0001\\u202e\\'\\\\' "))
    #expect(!text.output.unicodeScalars.contains { $0.value == 1 || $0.value == 0x202e })
  }

  @Test("it ends in the errors of a run, and shows first what it knows")
  func errors() {
    for (input, shown) in [
      ("label,prediction,confidence\n1,1,.8\n", "confidence usual name of a confidence"),
      ("label,p\n1,.5\n2,.5\n", "p prediction usual name of a probability .5, .5"),
      ("a,b,c\nx,1,2\n", "a x"), ("y,p\n1,7\n", "p prediction usual name of a probability 7"),
    ] {
      let run = focal("", input: input)
      let inspected = focal("inspect", input: input)
      #expect(inspected.status == run.status && run.status != .done)
      #expect(inspected.diagnostics == run.diagnostics)
      #expect(inspected.words.contains(shown), "\(inspected.output)")
    }
    #expect(focal("inspect", input: "") == focal("", input: ""))
    #expect(focal("inspect --labels missing", input: "p\n.5\n").status == .noInput)
  }

  @Test("warnings are those of a run")
  func warnings() {
    let input = "label,y_pred\n1,1\n0,1\n"
    #expect(focal("inspect", input: input).output.contains("warning: all predictions in column"))
  }

  @Test("many columns take time in proportion to their number", .timeLimit(.minutes(1)))
  func leftOutColumns() {
    let count = 20_000
    let names = (0..<count).map { "p\($0)" }.joined(separator: ",")
    let values = Array(repeating: "0.00005", count: count).joined(separator: ",")
    let run = focal("inspect --json", input: "label,\(names)\n7,\(values)\n")
    #expect(run.status == .done)
    for line in ["--per-sample -f ndjson", "--per-sample -f tsv"] {
      #expect(focal(line, input: "label,\(names)\n7,\(values)\n").status == .done)
    }
  }
}
