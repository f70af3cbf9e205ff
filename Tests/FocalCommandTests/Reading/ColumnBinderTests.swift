import TestSupport
import Testing

@testable import FocalCommand

/// Columns given their meaning, seen through the loss.
@Suite struct ColumnBinderTests {
  /// ½ (¼ + ¾) · ¼ ln 2: a positive and a negative, both predicted ½.
  static let half = "0.08664339756999316\n"

  @Test(
    "columns are named by name, number and glob",
    arguments: [
      "--label y2 --prediction q", "--label *2 --prediction q*", "--label 2 --prediction 4",
      "--label=y2 --prediction=4", "--prediction q --label 2", "--label y2 --prediction q --id 1",
    ])
  func naming(_ line: String) {
    let input = "y,y2,p,q\nx,1,7,0.5\nx,0,8,0.5\n"
    #expect(focal("-b \(line)", input: input) == .done(Self.half))
  }

  @Test("one option may name one column while the other is found")
  func found() {
    #expect(focal("-b --label cls", input: "cls,p\n1,0.5\n0,0.5\n") == .done(Self.half))
    #expect(focal("-b --prediction q", input: "label,q\n1,0.5\n0,0.5\n") == .done(Self.half))
    // The label column is not looked for among predictions, nor the weight.
    #expect(focal("-b --label p", input: "p,prob\n1,0.5\n0,0.5\n") == .done(Self.half))
    #expect(
      focal("-b --weight score", input: "y,score,p\n1,1,0.5\n0,1,0.5\n") == .done(Self.half))
    #expect(focal("-b --id pred", input: "y,pred,p\n1,x,0.5\n0,x,0.5\n") == .done(Self.half))
  }

  @Test("the order of columns in the file does not matter, nor do extra columns")
  func order() {
    #expect(focal("-b", input: "x,p,z,label,w\n,0.5,,1,\n,0.5,\"a,b\",0,\n") == .done(Self.half))
  }

  @Test("classes go by the order in which predictions are named")
  func classOrder() {
    let input = "label,a,b\na,0.5,0.5\n"
    let object = focal("--json --prediction b,a", input: input)
    #expect(object.output.contains("{ \"label\": \"b\", \"count\": 0, "))
    #expect(object.output.contains("{ \"label\": \"a\", \"count\": 1, "))
    // A glob keeps the order of the file.
    let glob = focal("--json --prediction ?", input: "label,b,a\na,0.5,0.5\n")
    let labels = glob.output.matches(of: #/"label": "(.)"/#).map { String($0.1) }
    #expect(labels == ["b", "a"])
  }

  @Test("without a header two columns are label and prediction; more need both options")
  func headerless() {
    #expect(focal("-b", input: "1,0.5\n0,0.5\n") == .done(Self.half))
    #expect(
      focal("-b --label 3 --prediction 1", input: "0.5,9,1\n0.5,9,0\n") == .done(Self.half))
    #expect(focal("-b", input: "9,1,0.5\n9,0,0.5\n").status == .usage)
    // Of two columns the one that is not named is the other.
    #expect(focal("-b --label 1", input: "1,0.5\n0,0.5\n") == .done(Self.half))
    #expect(focal("-b --prediction 1", input: "0.5,1\n0.5,0\n") == .done(Self.half))
    #expect(focal("-b --label 1", input: "1,0.5,9\n0,0.5,9\n").status == .usage)
  }

  @Test("a first row of numbers is data, and one other field makes it a header")
  func automatic() {
    #expect(focal("-b", input: "1,5e-1\n0,.5\n") == .done(Self.half))
    #expect(focal("-b --logits", input: "0,-inf\n1,Infinity\n") == .done("0\n"))
    #expect(
      focal("-b --prediction 2", input: "label,0.5\n1,0.5\n0,0.5\n") == .done(Self.half))
    #expect(
      focal("-b --header yes --label 1 --prediction 2", input: "1,2\n1,0.5\n0,0.5\n")
        == .done(Self.half))
    #expect(
      focal("-b --header no --positive yes", input: "yes,0.5\nno,0.5\n") == .done(Self.half))
  }

  @Test("--positive makes binary labels of any texts")
  func positive() {
    #expect(
      focal("-b --positive cat", input: "label,p\ncat,0.5\ndog,0.5\n") == .done(Self.half))
    #expect(focal("-b --positive 2", input: "label,p\n2.0,0.5\n1,0.5\n") == .done(Self.half))
    #expect(
      focal("-b -r sum --positive 0 -a 1", input: "label,p\n0,0.5\n1,0.75\n")
        == .done("0.17328679513998632\n"))
  }

  @Test("a task by option or preset settles what the columns leave open")
  func task() {
    let input = "a,b,p0,p1\n1,0,0.5,0.5\n0,1,0.5,0.5\n"
    // Two rows of two elements predicted ½: Σ = (¼ + ¾) · ¼ ln 2 a row.
    #expect(
      focal("-b --label a,b -t multilabel", input: input) == .done("0.17328679513998632\n"))
    // Softmax: ¼ ln 2 a row.
    #expect(
      focal("-b --label a,b -t multiclass", input: input) == .done("0.17328679513998632\n"))
    #expect(
      focal("-b --label a,b -p torch-bce", input: input) == .done("0.34657359027997264\n"))
    #expect(focal("-b --label a,b", input: input).status == .usage)
  }
}
