/// The weighting factor α: a rule and its values.
///
/// Seven meanings of "alpha" are in use, and the same number gives a different loss under each;
/// the rule says which is meant.
public struct Alpha: Hashable, Sendable {
  /// What the values of α multiply.
  public enum Rule: String, CaseIterable, Sendable {
    /// Nothing: no weighting.
    case none
    /// Positives α, negatives 1 − α; a list has one α a prediction column. α is in [0, 1].
    case balanced
    /// Everything, by one factor.
    case scale
    /// Samples by their true class: one factor a class.
    case perClass = "per-class"
    /// Positives α, negatives 1.
    case positiveWeight = "positive-weight"
    /// Class 0, the background, 1 − α; the other classes α. α is in [0, 1].
    case background
    /// Positives α, negatives nothing at all.
    case positivesOnly = "positives-only"
    /// Positives 1, negatives α.
    case negatives
  }

  /// What the values multiply.
  public var rule: Rule

  /// The values: none for `none`, one, or one a class.
  public var values: [Double]

  /// A weighting factor.
  public init(_ rule: Rule, _ values: [Double] = []) {
    self.rule = rule
    self.values = values
  }

  /// No weighting.
  public static let none = Alpha(.none)

  /// The paper's α: positives `value`, negatives 1 − `value`.
  ///
  /// Source: Lin et al., "Focal Loss for Dense Object Detection", 2017, section 3.1.
  public static func balanced(_ value: Double) -> Alpha { Alpha(.balanced, [value]) }

  /// The factor of an element whose target is 1 or 0, under the rules that look at elements.
  ///
  /// - Parameters:
  ///   - isPositive: whether the element's target is 1.
  ///   - column: the prediction column of the element.
  /// - Returns: the factor; 1 under the rules that look at the true class of a sample instead.
  func elementFactor(isPositive: Bool, column: Int) -> Double {
    switch rule {
    case .none, .perClass, .background: 1
    case .scale: values[0]
    case .balanced: isPositive ? value(column) : 1 - value(column)
    case .positiveWeight: isPositive ? value(column) : 1
    case .positivesOnly: isPositive ? value(column) : 0
    case .negatives: isPositive ? 1 : value(column)
    }
  }

  /// The factor of a sample of a class, under the rules that look at the true class.
  ///
  /// - Parameter classIndex: the true class.
  /// - Returns: the factor; 1 under the rules that look at elements.
  func classFactor(_ classIndex: Int) -> Double {
    switch rule {
    case .perClass: values[classIndex]
    case .background: classIndex == 0 ? 1 - values[0] : values[0]
    case .scale: values[0]
    case .none, .balanced, .positiveWeight, .positivesOnly, .negatives: 1
    }
  }

  /// Whether the columns have each a value of their own.
  var isPerColumn: Bool { rule != .perClass && values.count > 1 }

  private func value(_ column: Int) -> Double { values.count == 1 ? values[0] : values[column] }
}

extension Alpha {
  /// Checks the rule and the values, as far as that can be done without the number of predictions.
  ///
  /// - Throws: ``ParameterError`` for too few or many values, a rule that the task has no use for, or a
  ///   value out of range.
  func validate(in task: ClassificationTask) throws(ParameterError) {
    switch rule {
    case .none:
      guard values.isEmpty else { throw .alphaCount(rule, found: values.count, expected: 0) }
    case .scale, .background:
      guard values.count == 1 else { throw .alphaCount(rule, found: values.count, expected: 1) }
    case .balanced, .perClass, .positiveWeight, .positivesOnly, .negatives:
      guard !values.isEmpty else { throw .alphaCount(rule, found: 0, expected: 1) }
    }
    guard rule.isMeaningful(in: task) else { throw .alphaRuleForTask(rule, task) }
    for value in values where !(value >= 0 && value <= rule.greatestValue) {
      throw .alphaOutOfRange(rule, value)
    }
  }

  /// Checks that a list has a value for every class or column.
  ///
  /// - Throws: ``ParameterError/alphaCount(_:found:expected:)``.
  func validate(classCount: Int, predictionCount: Int) throws(ParameterError) {
    let expected = rule == .perClass ? classCount : isPerColumn ? predictionCount : values.count
    guard values.count == expected else {
      throw .alphaCount(rule, found: values.count, expected: expected)
    }
  }
}

extension Alpha.Rule {
  /// Whether the rule says something about the task.
  ///
  /// - Parameter task: the task.
  /// - Returns: false where the rule needs what the task does not have: positives and negatives
  ///   (softmax has only classes), a background class, or one true class a sample.
  public func isMeaningful(in task: ClassificationTask) -> Bool {
    switch self {
    case .none, .scale: true
    case .balanced, .positiveWeight, .positivesOnly, .negatives: task.isElementwise
    case .perClass: task != .multilabel
    case .background: task == .multiclass
    }
  }

  /// The greatest value: 1 where the other side has 1 − α.
  fileprivate var greatestValue: Double {
    switch self {
    case .balanced, .background: 1
    case .none, .scale, .perClass, .positiveWeight, .positivesOnly, .negatives:
      .greatestFiniteMagnitude
    }
  }
}
