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
    // Only what a signature writes: the standard library reads hexadecimal numbers and names too.
    guard text.allSatisfy({ "0123456789.e-".contains($0) }), let value = Double(text),
      value.isFinite
    else {
      throw .unknownValue(axis: axis, value: text)
    }
    return value
  }
}
