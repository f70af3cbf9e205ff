/// A convention as one line of text, which says exactly what was computed and computes it again.
///
/// ```
/// focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,soft:none,smoothing:0,reduction:mean
/// ```
///
/// Lists are joined by `+`; the modulator stands after γ where it is another than the power, class
/// weights come last, where there are any, with their rule where it is another than the true class.
/// No character of it means anything to a shell.
public struct Signature: Equatable, Sendable {
  /// The version of focal that this is.
  public static let currentVersion = "0.1.0"

  /// The version of focal that wrote the signature.
  public let version: String

  /// The convention it says.
  public let convention: Convention

  /// The signature of a convention, by this version.
  ///
  /// - Parameter convention: any convention.
  public init(_ convention: Convention) {
    version = Self.currentVersion
    self.convention = convention
  }

  /// Reads a signature.
  ///
  /// What it says is not checked: ``Convention/validate()`` does that.
  ///
  /// - Parameter text: the line; axes may stand in any order, and all but modulator and class weights
  ///   must stand.
  /// - Throws: ``SignatureError`` for a text that is no signature.
  public init(parsing text: String) throws(SignatureError) {
    var reader = try SignatureReader(text)
    version = try reader.take("focal")
    let task: ClassificationTask = try reader.takeCase("task")
    let input: PredictionKind = try reader.takeCase("input")
    let alpha = try reader.takeRule("alpha")
    let epsilonField = try reader.takeRule("epsilon")
    guard let alphaRule = Alpha.Rule(rawValue: alpha.rule) else {
      throw .unknownValue(axis: "alpha", value: alpha.rule)
    }
    guard let epsilonRule = Epsilon.Rule(rawValue: epsilonField.rule) else {
      throw .unknownValue(axis: "epsilon", value: epsilonField.rule)
    }
    guard let epsilon = Epsilon(epsilonRule, values: epsilonField.values) else {
      throw .unknownValue(axis: "epsilon", value: epsilonField.text)
    }
    let soft = try reader.take("soft")
    let softTargets = SoftTargetRule(rawValue: soft)
    guard softTargets != nil || soft == "none" else {
      throw .unknownValue(axis: "soft", value: soft)
    }
    let modulator = try reader.takeOptionalRule("modulator") ?? ("power", [], "power")
    guard let kind = Modulator.Kind(rawValue: modulator.rule) else {
      throw .unknownValue(axis: "modulator", value: modulator.rule)
    }
    guard kind == .perClass || modulator.values.count == kind.parameters.count else {
      throw .unknownValue(axis: "modulator", value: modulator.text)
    }
    let weights = try reader.takeClassWeights("class-weights")
    convention = Convention(
      task: task, input: input, alpha: Alpha(alphaRule, alpha.values),
      gamma: try reader.takeNumber("gamma"), modulator: Modulator(kind, modulator.values),
      epsilon: epsilon, softTargets: softTargets,
      labelSmoothing: try reader.takeNumber("smoothing"),
      classWeights: weights.values, classWeightRule: weights.rule,
      reduction: try reader.takeCase("reduction"))
    try reader.finish()
  }
}

extension Signature: CustomStringConvertible {
  /// The line of text.
  public var description: String {
    var axes = [
      "focal:\(version)", "task:\(convention.task.rawValue)", "input:\(convention.input.rawValue)",
      "alpha:\(Self.text(convention.alpha.rule.rawValue, convention.alpha.values))",
      "gamma:\(Self.text(convention.gamma))",
      "epsilon:\(Self.text(convention.epsilon.rule.rawValue, convention.epsilon.values))",
      "soft:\(convention.softTargets?.rawValue ?? "none")",
      "smoothing:\(Self.text(convention.labelSmoothing))",
      "reduction:\(convention.reduction.rawValue)",
    ]
    if convention.modulator != .power {
      let modulator = convention.modulator
      axes.insert("modulator:\(Self.text(modulator.kind.rawValue, modulator.values))", at: 5)
    }
    if convention.classWeightRule != .trueClass {
      let rule = convention.classWeightRule.rawValue
      axes.append("class-weights:\(Self.text(rule, convention.classWeights))")
    } else if !convention.classWeights.isEmpty {
      axes.append("class-weights:\(Self.text(convention.classWeights))")
    }
    return axes.joined(separator: ",")
  }

  private static func text(_ rule: String, _ values: [Double]) -> String {
    values.isEmpty ? rule : "\(rule):\(text(values))"
  }

  private static func text(_ values: [Double]) -> String {
    values.map(text).joined(separator: "+")
  }

  /// The shortest text that reads back to the same double, without the `+` that joins lists.
  private static func text(_ value: Double) -> String {
    let shortest = value.description.filter { $0 != "+" }
    return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
  }
}

/// Why a text is not a signature.
public enum SignatureError: Error, Equatable, Sendable {
  /// A field is not `axis:value`.
  case malformedField(String)
  /// An axis is missing.
  case missingAxis(String)
  /// An axis stands twice, or is none that this version knows.
  case unexpectedAxis(String)
  /// The value is none of the axis.
  case unknownValue(axis: String, value: String)
}
