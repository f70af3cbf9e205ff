import FocalInput
import Testing

@testable import FocalCommand

/// What is said of input that cannot be read, with its place and status.
@Suite struct InputSentenceTests {
  @Test(
    "bad rows and fields are told with file, line and field",
    arguments: [
      ("label,p\n1,abc\n", ":2:2: 'abc' is not a number; expected a probability in column 'p'"),
      ("label,p\n1,0.5x\n", ":2:2: '0.5x' is not a number; expected a probability in column 'p'"),
      ("1,abc\n", ": no label column found among '1', 'abc'; name it with --label"),
      ("1,.5\n1,abc\n", ":2:2: 'abc' is not a number; expected a probability in column 2"),
      (
        "label,p\n1,1e999\n",
        ":2:2: '1e999' is larger than any double; expected a probability in column 'p'"
      ),
      ("label,p\n1\n", ":2: 1 field, but the header has 2"),
      ("label,p\n1,.5,3\n", ":2: 3 fields, but the header has 2"),
      ("1,.5\n1\n", ":2: 1 field, but the first row has 2"),
      (
        "label,p\n1,\"0.5\n",
        ":2:2: a lone quote opens a field that does not end; expected a closing quote, "
          + "or no quotes at all: tr -d '\"' < FILE | focal ..."
      ),
      (
        "label\tp\ttext\n1\t0.5\t\"hello\n0\t0.5\tx\n",
        ":2:3: a lone quote opens a field that does not end; expected a closing quote, "
          + "or no quotes at all: tr -d '\"' < FILE | focal ..."
      ),
      (
        "label,p\n1,\"0.5\"x\n",
        ":2:2: text after a closing quote; expected a delimiter, two quotes for one in the text, "
          + "or no quotes at all: tr -d '\"' < FILE | focal ..."
      ),
      (
        "text,label,p\n\"say \\\"hi\\\"\",1,.5\n",
        ":2:1: a quote is escaped by a backslash; expected two quotes for one in the text: "
          + "sed 's/\\\\\"/\"\"/g' FILE | focal ..."
      ),
      (
        "\"label,p\n1,.5\n",
        ":1:1: a lone quote opens a field that does not end; expected a closing quote, "
          + "or no quotes at all: tr -d '\"' < FILE | focal ..."
      ),
      ("", ": is empty; expected rows of labels and predictions"),
      ("\n\r\n\n", ": is empty; expected rows of labels and predictions"),
      ("\u{feff}", ": is empty; expected rows of labels and predictions"),
      ("label,p\n", ": there is a header but no row of data"),
      ("label,p\n\n\n", ": there is a header but no row of data"),
      // Lines are those of an editor: empty ones and those in quoted fields count.
      ("\n\nlabel,p\n\n1,x\n", ":5:2: 'x' is not a number; expected a probability in column 'p'"),
      (
        "label,p,t\n1,.5,\"a\nb\"\n1,x,c\n",
        ":4:2: 'x' is not a number; expected a probability in column 'p'"
      ),
      (
        "label,p\r\n1,.5\r\n1,x\r\n",
        ":3:2: 'x' is not a number; expected a probability in column 'p'"
      ),
      // The first error wins.
      ("label,p\n1,x\n1,y\n", ":2:2: 'x' is not a number; expected a probability in column 'p'"),
      ("label,p\n1,1,1\n1,y\n", ":2: 3 fields, but the header has 2"),
    ])
  func rows(_ input: String, _ sentence: String) {
    let status: FocalCommand.ExitStatus = sentence.contains("column found") ? .usage : .data
    #expect(focal("", input: input) == .failed(status, "<stdin>\(sentence)"))
  }

  @Test(
    "a number is called what it is",
    arguments: [
      ("--logits", "a logit"), ("--probabilities", "a probability"),
      ("--log-probabilities", "a log-probability"), ("--weight p --prediction q", "a weight"),
    ])
  func terms(_ line: String, _ term: String) {
    #expect(
      focal(line, input: "label,p,q\n1,x,.5\n")
        == .failed(.data, "<stdin>:2:2: 'x' is not a number; expected \(term) in column 'p'"))
  }

  @Test("text that is not UTF-8 is an error where it is needed, in a header or a label")
  func utf8() {
    #expect(
      focal([], input: Array("label,".utf8) + [0xff] + Array("\n1,.5\n".utf8))
        == .failed(.data, "<stdin>:1:2: the text is not UTF-8"))
    let label: [UInt8] = Array("label,p\n".utf8) + [0xff] + Array(",.5\n".utf8)
    #expect(
      focal([], input: label)
        == .failed(.data, "<stdin>:2:1: the label in column 'label' is not UTF-8"))
    let other: [UInt8] =
      Array("label,p,t\n0,.5,".utf8) + [0xff] + Array("\n1,.5,\n".utf8)
    #expect(focal(["--bare"], input: other).status == .done)
  }

  @Test("a row longer than the limit is an error, told with its line")
  func longRow() {
    let input =
      Array("label,p\n1,.5\n1,".utf8) + [UInt8](repeating: 0x30, count: InputLimits.rowByteCount)
    #expect(
      focal([], input: input)
        == .failed(
          .data,
          "<stdin>:3: the row is longer than 4194304 bytes; is a quote not closed?"))
  }

  @Test(
    "a number as another program or country writes it is named, with what to do",
    arguments: [
      (
        "label;p\n1;0,9\n",
        "'0,9' has a decimal comma; expected a probability in column 'p' with a decimal point: "
          + "sed 's/,/./g' FILE | focal ..."
      ),
      (
        "label;p\n1;-2,5e-3\n",
        "'-2,5e-3' has a decimal comma; expected a probability in column 'p' with a decimal point: "
          + "sed 's/,/./g' FILE | focal ..."
      ),
      // Where commas are delimiters too, replacing them all would not help.
      (
        "label,p\n1,\"0,9\"\n",
        "'0,9' has a decimal comma; expected a probability in column 'p' with a decimal point"
      ),
      ("label;p\n1;1,2,3\n", "'1,2,3' is not a number; expected a probability in column 'p'"),
      (
        "label,p\n1,tensor(0.9)\n",
        "'tensor(0.9)' is a PyTorch tensor as Python prints it, not a number; "
          + "write x.item() instead of x"
      ),
      (
        "label,p\n1,np.float64(0.9)\n",
        "'np.float64(0.9)' is a NumPy number as Python prints it, not a number; "
          + "write float(x) instead of x"
      ),
      (
        "label,p\n1,array(0.9)\n",
        "'array(0.9)' is a NumPy array as Python prints it, not a number; "
          + "write x.tolist() instead of x"
      ),
      (
        "label,p\n1,tf.Tensor(0.9)\n",
        "'tf.Tensor(0.9)' is a TensorFlow tensor as Python prints it, not a number; "
          + "write float(x) instead of x"
      ),
      (
        "label,p\n1,Decimal('0.9')\n",
        "'Decimal('0.9')' is a Python Decimal as Python prints it, not a number; "
          + "write float(x) instead of x"
      ),
    ])
  func printedNumbers(_ input: String, _ sentence: String) {
    #expect(focal("", input: input) == .failed(.data, "<stdin>:2:2: \(sentence)"))
  }

  @Test("errors in a later chunk of a large file have the line of the file")
  func laterChunk() {
    // 200,000 rows of 8 bytes make more than one chunk of a mebibyte.
    var input = Array("label,p\n".utf8)
    for _ in 0..<100_000 { input += Array("1,0.500\n0,0.500\n".utf8) }
    #expect(
      focal([], input: input + Array("1,oops\n".utf8))
        == .failed(
          .data,
          "<stdin>:200002:2: 'oops' is not a number; expected a probability in column 'p'"))
    #expect(
      focal([], input: input + Array("\n\n2,0.5\n".utf8), readSize: 65_536)
        == .failed(
          .data,
          "<stdin>:200004:1: label '2' is unknown; "
            + "expected 0 or 1 (or name the positive one with --positive) in column 'label'"))
  }
}
