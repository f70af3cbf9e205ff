/// Finds what a mistyped word was meant to be.
enum Suggestion {
  /// The nearest of some words.
  ///
  /// - Parameters:
  ///   - word: the word as it was typed.
  ///   - words: the words there are.
  /// - Returns: the nearest one; nil where even that needs more than a third of its letters changed,
  ///   though one of two letters may be.
  static func nearest(_ word: String, in words: [String]) -> String? {
    let ranked = words.map { (word: $0, distance: distance(word, $0)) }
    guard let nearest = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    let isPrefix = word.count >= 3 && nearest.word.hasPrefix(word)
    let limit = min(max(1, nearest.word.count / 3), nearest.word.count - 1)
    return nearest.distance <= limit || isPrefix
      ? nearest.word : words.first { word.count >= 3 && $0.hasPrefix(word) }
  }

  /// The letters to insert, delete, change or swap to make one word of the other.
  ///
  /// Source: the restricted Damerau–Levenshtein distance.
  private static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased())
    let b = Array(b.lowercased())
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
