/// Finds what a mistyped word was meant to be.
enum Suggestion {
  /// The letters of the longest words that are compared: nobody mistypes a longer one, and comparing
  /// takes their square.
  static let letterLimit = 64

  /// The nearest of some words.
  ///
  /// - Parameters:
  ///   - word: the word as it was typed.
  ///   - words: the words there are.
  /// - Returns: the nearest one; nil where even that needs more than a third of its letters changed,
  ///   though one of two letters may be.
  static func nearest(_ word: String, in words: [String]) -> String? {
    guard let typed = letters(of: word) else { return nil }
    let isBeginning = typed.count >= 3
    var nearest: (word: String, distance: Int)?
    var comparison = Comparison(with: typed)
    for other in words {
      guard let letters = letters(of: other) else { continue }
      // Below the least so far, and below what would be too far.
      let limit = min(max(1, letters.count / 3), letters.count - 1)
      let bound = min(
        isBeginning && other.hasPrefix(word) ? .max : limit, (nearest?.distance ?? .max) - 1)
      guard abs(letters.count - typed.count) <= bound else { continue }
      let distance = comparison.distance(to: letters)
      if distance <= bound { nearest = (other, distance) }
    }
    return nearest?.word ?? words.first { isBeginning && $0.hasPrefix(word) }
  }

  /// The letters of a word, whatever their case; nil where there are too many.
  private static func letters(of word: String) -> [Unicode.Scalar]? {
    // A letter has four bytes at most.
    guard word.utf8.count <= 4 * letterLimit else { return nil }
    let letters = Array(word.lowercased().unicodeScalars)
    return letters.count <= letterLimit ? letters : nil
  }

  /// The letters to insert, delete, change or swap to make one word of another.
  ///
  /// Source: the restricted Damerau–Levenshtein distance, of which three rows are held.
  private struct Comparison {
    private let word: [Unicode.Scalar]
    private var rows: [[Int]]

    init(with word: [Unicode.Scalar]) {
      self.word = word
      rows = Array(repeating: Array(repeating: 0, count: letterLimit + 1), count: 3)
    }

    mutating func distance(to other: [Unicode.Scalar]) -> Int {
      for column in 0...other.count { rows[0][column] = column }
      for (i, letter) in word.enumerated() {
        let (last, row, beforeLast) = (i % 3, (i + 1) % 3, (i + 2) % 3)
        rows[row][0] = i + 1
        for (j, otherLetter) in other.enumerated() {
          var best = min(
            rows[row][j] + 1, rows[last][j + 1] + 1,
            rows[last][j] + (letter == otherLetter ? 0 : 1))
          if i > 0, j > 0, letter == other[j - 1], word[i - 1] == otherLetter {
            best = min(best, rows[beforeLast][j - 1] + 1)
          }
          rows[row][j + 1] = best
        }
      }
      return rows[word.count % 3][other.count]
    }
  }
}
