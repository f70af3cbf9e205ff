/// A convention as one line of text, which says exactly what was computed and computes it again.
///
/// ```
/// focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:2,epsilon:clip:1e-07,soft:none,smoothing:0,reduction:mean
/// ```
///
/// Lists are joined by `+`; the modulator stands after γ where it is another than the power, class
/// weights come last, where there are any, with their rule where it is another than the true class.
/// Smoothing has its rule before it where that is another than the uniform one.
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
    guard kind.takes(count: modulator.values.count) else {
      throw .unknownValue(axis: "modulator", value: modulator.text)
    }
    let smoothing = try reader.takeSmoothing("smoothing")
    let weights = try reader.takeClassWeights("class-weights")
    convention = Convention(
      task: task, input: input, alpha: Alpha(alphaRule, alpha.values),
      gamma: try reader.takeNumber("gamma"), modulator: Modulator(kind, modulator.values),
      epsilon: epsilon, softTargets: softTargets,
      labelSmoothing: smoothing.amount, smoothingRule: smoothing.rule,
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
      "gamma:\(SignatureNumber.text(convention.gamma))",
      "epsilon:\(Self.text(convention.epsilon.rule.rawValue, convention.epsilon.values))",
      "soft:\(convention.softTargets?.rawValue ?? "none")",
      "smoothing:\(Self.smoothing(convention))",
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

  private static func smoothing(_ convention: Convention) -> String {
    let amount = SignatureNumber.text(convention.labelSmoothing)
    let rule = convention.smoothingRule
    return rule == .uniform ? amount : "\(rule.rawValue):\(amount)"
  }

  private static func text(_ rule: String, _ values: [Double]) -> String {
    values.isEmpty ? rule : "\(rule):\(text(values))"
  }

  private static func text(_ values: [Double]) -> String {
    values.map(SignatureNumber.text).joined(separator: "+")
  }
}

/// A number as signatures write it.
enum SignatureNumber {
  /// The shortest text that reads back to the same double, without the `+` that joins lists.
  static func text(_ value: Double) -> String {
    let shortest = value.description.filter { $0 != "+" }
    return shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest
  }

  /// The number of a text; nil for what no signature writes.
  static func value(_ text: some StringProtocol) -> Double? {
    // The standard library reads hexadecimal numbers and names too.
    guard text.allSatisfy({ "0123456789.e-".contains($0) }), let value = Double(text),
      value.isFinite
    else { return nil }
    return value
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

/// The fields of a signature, taken one by one until none is left.
struct SignatureReader {
  private var values: [String: String] = [:]

  init(_ text: String) throws(SignatureError) {
    for field in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let colon = field.firstIndex(of: ":") else { throw .malformedField(String(field)) }
      let axis = String(field[..<colon])
      guard values.updateValue(String(field[field.index(after: colon)...]), forKey: axis) == nil
      else { throw .unexpectedAxis(axis) }
    }
  }

  mutating func take(_ axis: String) throws(SignatureError) -> String {
    guard let value = values.removeValue(forKey: axis) else { throw .missingAxis(axis) }
    return value
  }

  mutating func takeCase<Value: RawRepresentable<String>>(
    _ axis: String
  ) throws(SignatureError) -> Value {
    let text = try take(axis)
    guard let value = Value(rawValue: text) else {
      throw .unknownValue(axis: axis, value: text)
    }
    return value
  }

  mutating func takeNumber(_ axis: String) throws(SignatureError) -> Double {
    try number(try take(axis), axis)
  }

  /// Class weights, as `value+value`, `rule` or `rule:value+value`; none where the axis is not there.
  mutating func takeClassWeights(
    _ axis: String
  ) throws(SignatureError) -> (rule: ClassWeightRule, values: [Double]) {
    guard let text = values[axis] else { return (.trueClass, []) }
    guard text.first?.isLetter == true else {
      return (.trueClass, try numbers(try take(axis), axis))
    }
    let weights = try takeRule(axis)
    guard let rule = ClassWeightRule(rawValue: weights.rule) else {
      throw .unknownValue(axis: axis, value: weights.rule)
    }
    return (rule, weights.values)
  }

  /// Label smoothing, as `amount`, or as `rule:amount` under another rule than the uniform one.
  mutating func takeSmoothing(
    _ axis: String
  ) throws(SignatureError) -> (rule: SmoothingRule, amount: Double) {
    guard values[axis]?.contains(":") == true else { return (.uniform, try takeNumber(axis)) }
    let smoothing = try takeRule(axis)
    guard let rule = SmoothingRule(rawValue: smoothing.rule), smoothing.values.count == 1 else {
      throw .unknownValue(axis: axis, value: smoothing.text)
    }
    return (rule, smoothing.values[0])
  }

  /// A rule and its values, as `rule` or `rule:value+value`.
  mutating func takeRule(
    _ axis: String
  ) throws(SignatureError) -> (rule: String, values: [Double], text: String) {
    let text = try take(axis)
    guard let colon = text.firstIndex(of: ":") else { return (text, [], text) }
    let values = try numbers(String(text[text.index(after: colon)...]), axis)
    return (String(text[..<colon]), values, text)
  }

  /// A rule and its values; nil where the axis is not there.
  mutating func takeOptionalRule(
    _ axis: String
  ) throws(SignatureError) -> (rule: String, values: [Double], text: String)? {
    values[axis] == nil ? nil : try takeRule(axis)
  }

  func finish() throws(SignatureError) {
    if let axis = values.keys.min() { throw .unexpectedAxis(axis) }
  }

  private func numbers(_ text: String, _ axis: String) throws(SignatureError) -> [Double] {
    var numbers: [Double] = []
    for part in text.split(separator: "+", omittingEmptySubsequences: false) {
      numbers.append(try number(String(part), axis))
    }
    return numbers
  }

  private func number(_ text: String, _ axis: String) throws(SignatureError) -> Double {
    guard let value = SignatureNumber.value(text) else {
      throw .unknownValue(axis: axis, value: text)
    }
    return value
  }
}
