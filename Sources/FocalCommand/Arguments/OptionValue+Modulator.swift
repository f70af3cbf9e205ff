import FocalLoss

extension OptionValue {
  /// A modulator, as `name` or `name:key=value,key=value`; what is not said is as published.
  func modulator() throws(UsageError) -> Modulator {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let kind: Modulator.Kind = try OptionValue(option: option, text: String(parts[0])).choice()
    var modulator = Modulator(kind, kind.defaults)
    let fields =
      parts.count == 1 ? [] : parts[1].split(separator: ",", omittingEmptySubsequences: false)
    for field in fields { try set(field, in: &modulator) }
    guard kind != .perClass || !modulator.values.isEmpty else { throw unexpected(kind) }
    return modulator
  }

  private func set(_ field: Substring, in modulator: inout Modulator) throws(UsageError) {
    let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = modulator.kind
    guard sides.count == 2 else { throw unexpected(kind) }
    if kind == .perClass, sides[0] == "gammas" {
      modulator.values = try OptionValue(
        option: option, text: sides[1].map { $0 == "+" ? "," : String($0) }.joined()
      ).numbers(expected: "numbers joined by +, as in per-class:gammas=1+2")
    } else if let index = kind.parameters.firstIndex(of: String(sides[0])) {
      modulator.values[index] = try OptionValue(option: option, text: String(sides[1]))
        .number(expected: "a number for '\(sides[0])'")
    } else {
      throw unexpected(kind)
    }
  }

  private func unexpected(_ kind: Modulator.Kind) -> UsageError {
    let names = kind == .perClass ? ["gammas"] : kind.parameters
    let example =
      names.isEmpty
      ? kind.rawValue
      : "\(kind.rawValue):"
        + names.map { "\($0)=\(kind == .perClass ? "N+N" : "N")" }.joined(separator: ",")
    return .badValue(option: option, value: text, expected: example)
  }
}
