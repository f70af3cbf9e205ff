/// How the labels of a target are written in the input.
///
/// Of several ways the least in the order of texts is kept, which does not depend on the order of
/// rows; so memory stays small when every label is different.
struct LabelTexts: Equatable, Sendable {
  private struct Entry: Equatable, Sendable {
    let target: Double
    var text: String
    var hasSeveral = false
  }

  /// In the order of the targets, which are no more than there are classes.
  private var entries: [Entry] = []

  /// The text of a target, the least one where there are several; nil where there is none.
  subscript(target: Double) -> String? { entry(of: target)?.text }

  /// Whether a target is written in several ways.
  func hasSeveral(_ target: Double) -> Bool { entry(of: target)?.hasSeveral ?? false }

  /// Notes how a target is written.
  mutating func note(_ text: String, for target: Double) { add(Entry(target: target, text: text)) }

  /// Adds what another reader has noted.
  mutating func merge(_ other: LabelTexts) {
    for entry in other.entries { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    let place = place(of: entry.target)
    guard place < entries.count, entries[place].target == entry.target else {
      entries.insert(entry, at: place)
      return
    }
    if entry.hasSeveral || entries[place].text != entry.text { entries[place].hasSeveral = true }
    entries[place].text = min(entries[place].text, entry.text)
  }

  private func entry(of target: Double) -> Entry? {
    let place = place(of: target)
    return place < entries.count && entries[place].target == target ? entries[place] : nil
  }

  /// The place of the first entry whose target is not less.
  private func place(of target: Double) -> Int {
    var range = entries.indices
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      range =
        entries[middle].target < target
        ? middle + 1..<range.upperBound : range.lowerBound..<middle
    }
    return range.lowerBound
  }
}
