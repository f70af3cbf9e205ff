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
}
