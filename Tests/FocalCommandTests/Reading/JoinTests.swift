import Testing

@testable import FocalCommand

/// Labels that are joined by ids, or stand in the order of the predictions.
@Suite struct JoinTests {
  @Test("rows that a shared column says are of other samples are an error that says how to join")
  func otherOrder() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("l.csv", "id,label\n3,1\n1,0\n")
    let input = "id,prediction\n1,0.2\n3,0.9\n"
    #expect(
      focal("--labels \(path)", input: input)
        == .failed(
          .data,
          "<stdin>:2:1: '1' in column 'id', but '3' in the same row of \(path); "
            + "expected labels in the order of predictions, or --id id to join them"))
    #expect(
      focal("--bare --labels \(path) --id id", input: input) == .done("0.00347885391428543\n"))
  }

  @Test("shared columns that are equal, as texts or as numbers, are no error")
  func sameOrder() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("l.csv", "id,note,label\n1,x,1\n2.0,\"y\",0\n")
    for input in [
      "id,p\n1,.9\n2,.2\n", "note,id,p\n\"x\",1.0,.9\ny,2,.2\n",
      "{\"id\":1,\"p\":0.9}\n{\"id\":2,\"p\":0.2}\n",
    ] {
      #expect(focal("--bare --labels \(path)", input: input) == .done("0.00347885391428543\n"))
    }
    // The first row that differs is told, in whichever column and chunk.
    let count = 60_000
    let rows = (0..<count).map { "\($0),a\n" }
    let labels = try folder.file(
      "long.csv", "id,k,label\n" + rows.map { "\($0.dropLast()),1\n" }.joined())
    let wrong = rows.enumerated().map { $0 == 50_000 ? "\($0),b,.5\n" : "\($1.dropLast()),.5\n" }
    #expect(
      focal("--labels \(labels)", input: "id,k,p\n" + wrong.joined())
        == .failed(
          .data,
          "<stdin>:50002:2: 'b' in column 'k', but 'a' in the same row of \(labels); "
            + "expected labels in the order of predictions, or --id id to join them"))
  }

  @Test("columns that two files call alike but for their case are compared too")
  func otherCase() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("l.csv", "ID,label\na,1\nb,0\n")
    let run = focal("--bare --labels \(path)", input: "id,p\nb,.25\na,.75\n")
    #expect(run.status == .data && run.diagnostics.contains("--id id to join them"))
    #expect(run.output.isEmpty)
  }

  @Test(
    "a column for the negative class is no prediction of the positive one",
    arguments: ["prob_0", "p0", "prob_negative", "proba_neg"])
  func negatives(name: String) {
    #expect(
      focal("--bare", input: "label,\(name)\n1,.1\n0,.8\n")
        == .failed(
          .usage,
          "<stdin>: no prediction column found among 'label', '\(name)'; name it with --prediction")
    )
  }

  @Test("a lone first field 0 could be a name, as pandas gives one to a series")
  func series() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("l.csv", "1\n0\n")
    #expect(focal("--bare --labels \(path)", input: "0\n.9\n.2\n").status == .data)
    #expect(
      focal("--bare --header yes --labels \(path)", input: "0\n.9\n.2\n").output
        == "0.00347885391428543\n")
  }

  @Test("a last line of blanks is none", arguments: [" ", "\t", "  \t "])
  func blanks(ending: String) {
    #expect(
      focal("--bare", input: "y prob\n1 0.9\n0 0.2\n\(ending)").output == "0.00347885391428543\n")
    #expect(focal("--bare", input: ending).status != .done)
  }

  @Test("labels without predictions and ids that come again are counted")
  func counts() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("l.csv", "id,label\nc,1\na,0\nx,1\ny,0\n")
    let input = "id,p\na,.25\nc,.75\na,.5\na,.25\n"
    let object = try focal("--json --id id --labels \(path)", input: input).object()
    let warnings = try #require(object["warnings"] as? [[String: Any]])
    #expect(
      warnings.compactMap { $0["code"] as? String } == ["unmatched-labels", "duplicate-ids"])
    #expect(warnings.compactMap { $0["count"] as? Int } == [2, 2])
    #expect(warnings[1]["firstRow"] as? Int == 3)
    for format in ["--bare", "--json", "--format csv"] {
      #expect(
        focal("\(format) --id id --labels \(path)", input: input).diagnostics == """
          focal: warning: 2 labels without a prediction [unmatched-labels]
          focal: warning: 2 predictions with an id that has come before (first in row 3) \
          [duplicate-ids]

          """)
    }
    #expect(focal("--id id --labels \(path)", input: input).diagnostics.isEmpty)
    #expect(
      focal("--strict --id id --labels \(path)", input: input)
        == .failed(.data, "--strict: 2 labels without a prediction"))
    #expect(
      focal("--strict --bare --id id --labels \(path)", input: "id,p\na,.25\nc,.75\nx,.5\ny,.5\n")
        .diagnostics == "")
  }

  @Test("without names all columns beside a file of labels are predictions")
  func noNames() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("l.csv", "1\n0\n")
    #expect(
      focal("--bare --labels \(path)", input: "0.1\t0.9\n0.8\t0.2\n")
        == focal("--bare", input: "label,p0,p1\n1,.1,.9\n0,.8,.2\n"))
  }
}
