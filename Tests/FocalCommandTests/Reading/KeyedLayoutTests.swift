import Testing

@testable import FocalCommand

/// Objects of objects, which may be columns by key, rows by key, or one row.
@Suite struct KeyedLayoutTests {
  @Test(
    "columns and rows by key are told apart by where the wanted names and the numbers are",
    arguments: [
      ("{\"0\":{\"0\":1,\"1\":0},\"1\":{\"0\":0.5,\"1\":0.4}}", "--label 0 --prediction 1"),
      ("{\"label\":{\"0\":1,\"1\":0},\"p\":{\"0\":0.5,\"1\":0.4}}", "--label 1 --prediction 2"),
      ("{\"id\":{\"0\":1,\"1\":2},\"label\":{\"0\":1,\"1\":0},\"p\":{\"0\":0.5,\"1\":0.4}}", ""),
      ("{\"row1\":{\"label\":1,\"p\":0.5},\"row2\":{\"label\":0,\"p\":0.4}}", ""),
      ("{\"0\":{\"label\":1,\"p\":0.5},\"1\":{\"label\":0,\"p\":0.4}}", "--label 1 --prediction 2"),
    ])
  func layouts(_ document: String, _ options: String) {
    let plain = focal("--bare", input: "label,p\n1,0.5\n0,0.4\n")
    #expect(focal("--bare \(options)", input: document) == plain)
  }

  @Test("one row of nested members is a row, not columns with other keys")
  func row() {
    let plain = focal("--bare --logits", input: "label,logit\n1,2\n")
    let nested = focal(
      "--bare --logits --prediction output.logit --label target.label",
      input: "{\"output\":{\"logit\":2},\"target\":{\"label\":1}}")
    #expect(nested == plain)
  }
}
