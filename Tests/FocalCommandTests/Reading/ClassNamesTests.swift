import Testing

@testable import FocalCommand

/// What a class label means: a name, a name without the prefix, an index.
@Suite struct ClassNamesTests {
  static func index(_ label: String, _ names: [String], background: String? = nil) -> Int? {
    ClassNames(names, background: background, base: 0).index(of: label)
  }

  @Test(
    "a label is the exact name of a column, else the name without the common prefix",
    arguments: [
      ("prob_cat", 0), ("cat", 0), ("prob_dog", 1), ("dog", 1), ("0", 0), ("1", 1), ("1.0", 1),
    ])
  func names(_ label: String, _ index: Int) {
    #expect(Self.index(label, ["prob_cat", "prob_dog"]) == index)
  }

  @Test(
    "a label that is no name and no index means nothing",
    arguments: [
      "bird", "", "2", "-1", "0.5", "Cat", "_cat", "prob_", "ob_cat", "nan",
    ])
  func unknown(_ label: String) {
    #expect(Self.index(label, ["prob_cat", "prob_dog"]) == nil)
  }

  @Test("the common prefix takes no part of a word")
  func words() {
    #expect(Self.index("cat", ["prob_cat", "prob_cow"]) == 0)
    #expect(Self.index("cow", ["prob_cat", "prob_cow"]) == 1)
    #expect(Self.index("at", ["prob_cat", "prob_cow"]) == nil)
    #expect(Self.index("b_x", ["a.b_x", "a.c_x"]) == 0)
  }

  @Test("the common prefix takes no part of a number")
  func numbers() {
    for (label, index) in [("10", 0), ("11", 1), ("p10", 0), ("0", nil), ("1", nil)] {
      #expect(Self.index(label, ["p10", "p11"]) == index, "\(label)")
    }
  }

  @Test("the numbers of a family come before indices")
  func family() {
    let fromZero = (0...9).map { "p\($0)" }
    let fromOne = (1...5).map { "logit_\($0)" }
    for number in 0...9 { #expect(Self.index("\(number)", fromZero) == number) }
    for number in 1...5 { #expect(Self.index("\(number)", fromOne) == number - 1) }
    // An index would be another class than the number: not guessed.
    #expect(Self.index("0", fromOne) == nil)
    #expect(Self.index("3.0", fromOne) == 2)
  }

  @Test("columns in another order than their numbers are named, not counted")
  func order() {
    #expect(Self.index("2", ["p2", "p0", "p1"]) == 0)
    #expect(Self.index("0", ["p2", "p0", "p1"]) == 1)
  }

  @Test("columns without a common prefix have names and indices")
  func noPrefix() {
    #expect(Self.index("dog", ["cat", "dog", "bird"]) == 1)
    #expect(Self.index("2", ["cat", "dog", "bird"]) == 2)
    #expect(Self.index("og", ["cat", "dog", "bird"]) == nil)
  }

  @Test("the background comes first, as a text or a number")
  func background() {
    #expect(Self.index("none", ["a", "b"], background: "none") == -1)
    #expect(Self.index("0", ["a", "b"], background: "0.0") == -1)
    #expect(Self.index("-1", ["a", "b"], background: "-1") == -1)
    #expect(Self.index("a", ["a", "b"], background: "a") == -1)
  }

  @Test("labels that count from 1 are one more than an index, where numbers may be indices")
  func base() {
    let names = ClassNames(["cat", "dog"], background: nil, base: 1)
    #expect(names.index(of: "1") == 0)
    #expect(names.index(of: "2") == 1)
    #expect(names.index(of: "0") == nil)
    #expect(names.index(of: "dog") == 1)
  }
}
