/// A named convention: what one library or program computes.
///
/// A preset is a value, never a branch in the code: everything it does is on the axes of
/// ``Convention``.
public struct Preset: Sendable {
  /// The name by which it is asked for.
  public let name: String

  /// What it is, in one line.
  public let summary: String

  /// The version of the original that its values were compared with.
  public let checkedAgainst: String

  /// Whether the values were compared with the original's, rather than read from its source.
  public var isChecked: Bool { checkedAgainst != "from source, not run" }

  /// The tasks of the original, its usual one first.
  public let tasks: [ClassificationTask]

  /// One convention for every kind of prediction that the original takes, its default first.
  public let variants: [Convention]

  init(
    name: String, summary: String, checkedAgainst: String, tasks: [ClassificationTask],
    variants: [Convention]
  ) {
    self.name = name
    self.summary = summary
    self.checkedAgainst = checkedAgainst
    self.tasks = tasks
    self.variants = variants
  }

  /// The convention of the preset for a task and a kind of prediction.
  ///
  /// - Parameters:
  ///   - task: the task, which may be another than the original's.
  ///   - input: the kind of prediction asked for; nil for the original's default.
  /// - Returns: the variant for that kind, or the default one for predictions of another kind.
  public func convention(task: ClassificationTask, input: PredictionKind?) -> Convention {
    var convention = variants.first { $0.input == input } ?? variants[0]
    convention.task = task
    convention.input = input ?? convention.input
    return convention
  }

  /// Every preset, in the order in which they are listed.
  ///
  /// A preset stands in the list of its family, in the folder `Presets`, and nowhere else.
  public static let all: [Preset] = founding + torch + keras + detection + variantLosses + others

  /// The preset of a name.
  ///
  /// - Parameter name: the name.
  /// - Returns: the preset; nil where there is none of that name.
  public static func named(_ name: String) -> Preset? { all.first { $0.name == name } }
}

extension Preset: Equatable {
  /// Whether two presets have the same name, which no two different ones have.
  public static func == (a: Preset, b: Preset) -> Bool { a.name == b.name }
}
