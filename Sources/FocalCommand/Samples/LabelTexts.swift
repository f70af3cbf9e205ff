/// How the labels of a target are written in the input.
///
/// Of several ways the least in the order of texts is kept, which does not depend on the order of
/// rows; so memory stays small when every label is different.
struct LabelTexts: Equatable, Sendable {
  private var least: [Double: String] = [:]
  private var severalTargets: Set<Double> = []

  /// The text of a target, the least one where there are several; nil where there is none.
  subscript(target: Double) -> String? { least[target] }

  /// Whether a target is written in several ways.
  func hasSeveral(_ target: Double) -> Bool { severalTargets.contains(target) }

  /// Notes how a target is written.
  mutating func note(_ text: String, for target: Double) {
    guard let known = least[target] else {
      least[target] = text
      return
    }
    if known != text { severalTargets.insert(target) }
    least[target] = min(known, text)
  }

  /// Adds what another reader has noted.
  mutating func merge(_ other: LabelTexts) {
    for (target, text) in other.least { note(text, for: target) }
    severalTargets.formUnion(other.severalTargets)
  }
}
