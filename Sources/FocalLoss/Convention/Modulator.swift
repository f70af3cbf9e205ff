/// What takes the weight from samples that are already right: a kind and its values.
///
/// With q = 1 − p_t and the cross entropy ce of a target.
public struct Modulator: Hashable, Sendable {
  /// What becomes of the cross entropy.
  public var kind: Kind

  /// The values, as ``Kind/parameters`` names them, or as ``Kind/lists`` deals them.
  public var values: [Double]

  /// A modulator.
  public init(_ kind: Kind, _ values: [Double] = []) {
    self.kind = kind
    self.values = values
  }

  /// The focal loss's own: q^γ.
  public static let power = Modulator(.power)
}

extension Modulator {
  /// Checks the values, as far as that can be done without the number of predictions.
  ///
  /// - Throws: ``ParameterError`` for too few or many values, a value out of range, or a task, a γ or a
  ///   rule for soft targets that the kind does not go with.
  func validate(
    in task: ClassificationTask, gamma: Double, softTargets: SoftTargetRule?
  ) throws(ParameterError) {
    guard kind.takes(count: values.count), kind.lists.isEmpty || !values.isEmpty else {
      throw .modulatorCount(
        kind, found: values.count,
        expected: kind.lists.isEmpty ? kind.parameters.count : kind.lists.count)
    }
    guard kind.isMeaningful(in: task) else { throw .modulatorForTask(kind, task) }
    for (index, value) in values.enumerated() where !kind.allows(value, at: index) {
      throw .modulatorOutOfRange(kind, parameter: kind.name(at: index), value)
    }
    try validateBounds()
    if let softTargets, !kind.isMeaningful(with: softTargets) {
      throw .modulatorWithSoftTargets(kind, softTargets)
    }
    if kind == .flStar, gamma == 0 { throw .modulatorNeedsGamma(kind) }
  }

  /// Checks that the bounds of a schedule grow, and end at 1.
  private func validateBounds() throws(ParameterError) {
    guard kind == .schedule else { return }
    var last = 0.0
    for index in stride(from: 0, to: values.count, by: 2) {
      let isLast = index + 2 == values.count
      guard values[index] > last, !isLast || values[index] == 1 else {
        throw .modulatorOutOfRange(kind, parameter: kind.name(at: 0), values[index])
      }
      last = values[index]
    }
  }

  /// Checks that there is a value for every class.
  ///
  /// - Throws: ``ParameterError/modulatorCount(_:found:expected:)``.
  func validate(classCount: Int) throws(ParameterError) {
    guard kind != .perClass || values.count == classCount else {
      throw .modulatorCount(kind, found: values.count, expected: classCount)
    }
  }

  /// How far the probability of a negative is reduced before everything else.
  package var margin: Double {
    switch kind {
    case .asl: values[2]
    case .powerMargin: values[0]
    default: 0
    }
  }
}
