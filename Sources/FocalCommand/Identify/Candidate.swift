import FocalLoss

/// Something that gives a loss, and what it is called.
struct Candidate {
  /// What gives the loss, in the order in which it is more likely.
  enum Kind: Int, CaseIterable {
    /// A preset as it is.
    case preset
    /// A preset with options.
    case presetWithOptions
    /// A convention that no preset comes near.
    case convention
    /// A formula beside the axes of a convention.
    case variant
    /// A known mistake.
    case defect

    /// The name in reports.
    var name: String {
      switch self {
      case .preset: "preset"
      case .presetWithOptions: "preset with options"
      case .convention: "convention"
      case .variant: "variant"
      case .defect: "defect"
      }
    }

    /// What it costs to be of this kind.
    fileprivate var cost: Int {
      switch self {
      case .preset: 0
      case .presetWithOptions: 1
      case .convention: 3
      case .variant: 4
      case .defect: 5
      }
    }
  }

  let kind: Kind

  /// What it is called.
  let name: String

  /// The preset that the name begins with.
  var preset: String?

  /// What is computed; nil where it is none of the conventions.
  var convention: Convention?

  let loss: Double

  /// What differs from the plainest of its kind: 2 for every axis, 1 where it was asked for.
  let changes: Int

  /// A sentence: what it differs in from the exact definition, or what went wrong.
  let explanation: String

  /// Where the mistake was found or the formula stands.
  var reference: String?

  /// The less the likelier.
  var cost: Int { kind.cost + changes }

  /// Whether it comes before another in reports, where both agree equally closely.
  func isBefore(_ other: Candidate) -> Bool {
    (cost, kind.rawValue) < (other.cost, other.kind.rawValue)
  }
}
