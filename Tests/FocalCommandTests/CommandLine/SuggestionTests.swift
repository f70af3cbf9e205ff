import Testing

@testable import FocalCommand

/// Near misses.
@Suite struct SuggestionTests {
  @Test(
    "a word is nearest to the one with the fewest letters to change",
    arguments: [
      ("gama", "gamma"), ("gmama", "gamma"), ("Gamma", "gamma"), ("gammma", "gamma"),
      ("alhpa", "alpha"), ("alph", "alpha"),
      // A beginning of three letters will do.
      ("eps", "epsilon"), ("epsilon-ru", "epsilon-rule"),
    ])
  func near(_ word: String, _ nearest: String) {
    let words = ["alpha", "gamma", "epsilon", "epsilon-rule"]
    #expect(Suggestion.nearest(word, in: words) == nearest)
  }

  @Test("a word that is near to none has no suggestion", arguments: ["", "x", "delta", "ep"])
  func far(_ word: String) {
    #expect(Suggestion.nearest(word, in: ["alpha", "gamma", "epsilon"]) == nil)
  }

  @Test("where there are no words there is no suggestion")
  func none() { #expect(Suggestion.nearest("alpha", in: []) == nil) }

  @Test("letters are compared up to a limit, whatever the words")
  func limit() {
    let long = String(repeating: "a", count: Suggestion.letterLimit)
    #expect(Suggestion.nearest(long, in: [long.dropLast() + "b"]) != nil)
    #expect(Suggestion.nearest(long + "a", in: [long + "b"]) == nil)
    #expect(Suggestion.nearest("aaa", in: [long + "a"]) == long + "a")
    #expect(Suggestion.nearest(String(repeating: "é", count: 1 << 22), in: ["alpha"]) == nil)
  }

  @Test("many columns are compared in little time", .timeLimit(.minutes(1)))
  func many() {
    let names = (0..<100_000).map { "feature_\($0)" }
    #expect(Suggestion.nearest("feature_x4711", in: names) == "feature_4711")
    #expect(Suggestion.nearest("nothing like it", in: names) == nil)
  }
}
