import Testing

@testable import FocalCommand

/// Files as Python, R and Spark write them, from their bytes to the loss.
@Suite struct LexicalFormTests {
  /// The mean of the cross entropy, of the labels 1 and 0 with the predictions 0.75 and 0.25.
  static let mean = 0.2876820724517809

  @Test(
    "every way of writing two rows gives their loss",
    arguments: [
      "label,p\n1,0.75\n0,0.25\n", "1 0.75\n0 0.25\n", "label  p\n 1 0.75 \n\n0\t 0.25\n",
      "7.5e-01 1\n", "label, p\n1, \"0.75\"\n0, \"0.25\"\n", "label,p\n1,[0.75]\n0,[[0.25]]\n",
      "{\"label\":1,\"p\":[0.75]}\n{\"label\":0,\"p\":[0.25]}\n",
      "{\"epoch\":7,\"label\":[1,0],\"lr\":null,\"p\":[0.75,0.25]}",
      "{\"label\":[1,0],\"p\":[[0.75],[0.25]]}",
      "{\"schema\":{\"fields\":[]},\"data\":[{\"index\":0,\"label\":1,\"p\":0.75},{\"label\":0,\"p\":0.25}]}",
      "{\"predictions\":[{\"label\":1,\"p\":0.75},{\"label\":0,\"p\":0.25}],\"model\":\"m\"}",
    ])
  func binary(input: String) {
    let isSwapped = input.hasPrefix("7.5")
    let line = "--bare --gamma 0 --alpha-rule none" + (isSwapped ? " --label 2 --prediction 1" : "")
    #expect(focal(line, input: input).number == Self.mean)
  }

  @Test(
    "and of classes as well",
    arguments: [
      "label,p\n1,\"[0.25 0.75]\"\n0,\"[0.75 0.25]\"\n",
      "label;p\n1;[0.25, 0.75]\n0;[0.75, 0.25]\n",
      "label,p\n1,\"[0.25,\n 0.75]\"\n0,[0.75 0.25]\n",
      "{\"label\":1.0,\"p\":{\"type\":1,\"values\":[0.25,0.75]}}\n"
        + "{\"label\":0.0,\"p\":{\"type\":1,\"values\":[0.75,0.25]}}\n",
      "{\"label\":\"b\",\"p\":[{\"label\":\"b\",\"score\":0.75},{\"label\":\"a\",\"score\":0.25}]}\n"
        + "{\"label\":\"a\",\"p\":[{\"label\":\"a\",\"score\":\"0.75\"},{\"label\":\"b\",\"score\":0.25}]}\n",
    ])
  func classes(input: String) {
    let line = "--bare --gamma 0 --label label --prediction p"
    #expect(abs(focal(line, input: input).number - Self.mean) < 1e-15)
  }

  @Test("infinite logits and probabilities that are not there, as Python writes them")
  func pythonNumbers() {
    let logits = "{\"label\":1,\"logit\":Infinity}\n{\"label\":0,\"logit\":-Infinity}\n"
    #expect(focal("--logits --bare", input: logits).number == 0)
    #expect(
      focal("", input: "{\"label\":1,\"p\":NaN}")
        == .failed(
          .data,
          "<stdin>:1:16: 'NaN' is a missing value; expected a probability in column 'p', "
            + "or --missing skip"))
    let missing = "{\"label\":1,\"p\":0.75}\n{\"label\":NaN,\"p\":0.5}\n{\"label\":0,\"p\":NaN}\n"
    #expect(
      focal("--missing skip --bare --gamma 0 --alpha-rule none", input: missing).number == Self.mean
    )
  }

  @Test(
    "classes that do not come in the first rows, and arrays that change, are told with their place")
  func sentences() {
    let pairs =
      "{\"label\":\"a\",\"p\":[{\"label\":\"a\",\"score\":0.5},{\"label\":\"b\",\"score\":0.5}]}\n"
    let line = "--label label --prediction p"
    func told(_ row: String) -> String {
      let rows = String(repeating: pairs, count: 1000)
      return focal(line, input: "\(rows){\"label\":\"a\",\"p\":\(row)}\n").diagnostics
    }
    #expect(
      told("[{\"label\":\"c\",\"score\":1}]")
        == "focal: <stdin>:1001:29: class 'c' is in no row of the first 64 KiB; "
        + "expected the same classes in every row\n")
    #expect(
      told("[1]")
        == "focal: <stdin>:1001:19: expected an object of a class and its prediction, "
        + "as in the first rows\n")
    #expect(
      told("[{\"label\":\"a\",\"score\":1}]")
        == "focal: <stdin>:1001:18: no member 'p.b' in the row; expected one in every row, "
        + "or --missing skip\n")
    let arrays = String(repeating: "1,[0.5 0.5]\n", count: 6000)
    #expect(
      focal(line, input: "label,p\n\(arrays)1,0.5\n").diagnostics
        == "focal: <stdin>:6002:2: '0.5' is not an array; expected one such as '[0.1 0.9]', "
        + "as in the first rows\n")
    #expect(
      focal(line, input: "label,p\n1,[0.5 0.5]\n1,[0.5]\n").diagnostics
        == "focal: <stdin>:3:2: the array has 1 element, expected 2\n")
    #expect(
      focal(line, input: "label,p\n1,[0.5 ... 0.5]\n").diagnostics
        == "focal: <stdin>:2:2: '...' stands for numbers that NumPy left out; "
        + "write x.tolist() instead of x\n")
  }

  @Test("rows with blanks pass through with one blank between their fields, and can be read again")
  func passThrough() {
    let input = "label  t p\n1   \"a b\"\t0.5\n0 \"\"  0.5 \n"
    let losses = ("0.04332169878499658", "0.12996509635498973")
    let expected = "label t p focal_loss\n1 \"a b\" 0.5 \(losses.0)\n0 \"\" 0.5 \(losses.1)\n"
    #expect(focal("--per-sample", input: input) == .done(expected))
    #expect(
      focal("--per-sample -f csv", input: input)
        == .done("label,t,p,focal_loss\n1,a b,0.5,\(losses.0)\n0,,0.5,\(losses.1)\n"))
    #expect(focal("--per-sample --delimiter space", input: input) == .done(expected))
    let again = focal("--bare --prediction p", input: expected)
    #expect(again.number == focal("--bare", input: input).number && again.status == .done)
  }
}
