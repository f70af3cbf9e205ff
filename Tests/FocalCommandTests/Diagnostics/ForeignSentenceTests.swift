import FocalInput
import Testing

@testable import FocalCommand

/// What is said of files of other programs, each with the command that makes rows of it.
@Suite struct ForeignSentenceTests {
  @Test(
    "the command is one that a shell takes as it stands",
    arguments: [
      (
        ForeignFormat.avro,
        "duckdb -c \"COPY (FROM read_avro('f.x')) TO '/dev/stdout' (FORMAT csv, HEADER)\" | focal"
      ),
      (
        .arrowStream,
        "python -c \"import pyarrow as pa, sys; "
          + "pa.ipc.open_stream('f.x').read_pandas().to_csv(sys.stdout, index=False)\" | focal"
      ),
      (
        .torch,
        "python -c \"import numpy, torch; numpy.savez('FILE.npz', **torch.load('f.x', weights_only=True))\", and focal FILE.npz"
      ),
      (
        .safetensors,
        "python -c \"import numpy; from safetensors.numpy import load_file; numpy.savez('FILE.npz', **load_file('f.x'))\", and focal FILE.npz"
      ),
      (
        .matlab,
        "python -c \"import numpy; from scipy.io import loadmat; numpy.savez('FILE.npz', **{k: v.squeeze() for k, v in loadmat('f.x').items() if k[0] != '_'})\", and focal FILE.npz"
      ),
      (.rds, "Rscript -e \"write.csv(readRDS('f.x'), row.names = FALSE)\" | focal"),
      (.rdata, "Rscript -e \"write.csv(get(load('f.x')), row.names = FALSE)\" | focal"),
      (.sevenZip, "7z x -so f.x | focal"), (.tar, "tar -xOf f.x MEMBER | focal"),
      (.lzip, "lzip -dc f.x | focal"),
      (
        .webPage, "the address of the file itself, or a login; this is what a browser shows"
      ),
      (
        .feather,
        "python -c \"import pandas, sys; pandas.read_feather('f.x').to_csv(sys.stdout, index=False)\" | focal"
      ),
    ])
  func command(_ format: ForeignFormat, _ command: String) {
    #expect(Diagnostic.sentence(format, file: "f.x") == "is \(format.title); use: \(command)")
  }

  @Test("a name that a shell would take apart is left to the reader")
  func names() {
    for (file, shown) in [
      ("a/b_c.d-e+f=g,h@i%j9", "a/b_c.d-e+f=g,h@i%j9"), ("a b", "FILE"), ("-a", "FILE"),
      ("a'b", "FILE"),
      ("$a", "FILE"), ("<stdin>", "FILE"),
    ] {
      #expect(Diagnostic.shellName(file) == shown)
    }
  }

  @Test(
    "values that Python or BigQuery prints are named, with what to write instead",
    arguments: [
      (
        "Array(0.9, dtype=float32)",
        "'Array(0.9, dtype=float32)' is a JAX array as Python prints it, not a number; write x.tolist() instead of x"
      ),
      (
        "<tf.Tensor: 0.9>",
        "'<tf.Tensor: 0.9>' is a TensorFlow tensor as Python prints it, not a number; write float(x) instead of x"
      ),
      (
        "{'prob': 0.9}",
        "'{'prob': 0.9}' is an object in a text, as BigQuery's structs are written, not a number; export the rows as JSON, or each number in a column of its own"
      ),
      (
        "(0.1, 0.9)",
        "'(0.1, 0.9)' is a tuple as Python prints it, not a number; write each number in a column of its own, or list(x) instead of x"
      ),
    ])
  func values(_ value: String, _ sentence: String) {
    #expect(
      focal("", input: "label,p\n1,\"\(value)\"\n") == .failed(.data, "<stdin>:2:2: \(sentence)"))
  }

  @Test("a column or member of the name of one that is appended is an error")
  func appended() {
    #expect(
      focal("--per-sample", input: "label,p,focal_loss\n1,.5,1\n")
        == .failed(
          .usage,
          "<stdin>: there is a column 'focal_loss' already, which --per-sample appends; "
            + "rename it in the input, or leave it out"))
    #expect(
      focal("--per-sample", input: "{\"label\":1,\"p\":0.5,\"focal_loss\":1}\n")
        == .failed(
          .data,
          "<stdin>:1:20: there is a member 'focal_loss' already, which --per-sample appends; "
            + "rename it in the input, or leave it out"))
  }

  @Test("an archive without an array, and a positive class that no label is")
  func others() {
    #expect(
      Diagnostic.sentence(InputError(.noSuchMember("a", members: [])), nil, nil)
        == "the archive has no array; expected labels and predictions")
    #expect(
      focal("--positive Yes", input: "y,p\nyes,.9\nno,.2\n")
        == .failed(
          .data,
          "<stdin>: no label is 'Yes', which --positive names; the labels met are 'no', 'yes'; "
            + "did you mean 'yes'?"))
  }
}
