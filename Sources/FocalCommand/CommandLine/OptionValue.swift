import FocalInput
import FocalLoss

/// The text given to an option, and what it can be read as.
struct OptionValue: Sendable {
  /// The option, as it was typed.
  let option: String

  /// The text; empty for a switch.
  let text: String

  /// The same as the system has it, which names of files are.
  private let bytes: SystemText

  /// Whether the option was typed by its short name.
  let isShort: Bool

  init(option: String, _ value: SystemText, isShort: Bool = false) {
    (self.option, text, bytes, self.isShort) = (option, value.text, value, isShort)
  }

  init(option: String, text: String) { self.init(option: option, SystemText(text)) }

  /// A number.
  func number(expected: String) throws(UsageError) -> Double {
    guard let number = Self.number(text) else {
      throw .badValue(option: option, value: text, expected: expected)
    }
    return number
  }

  /// Numbers separated by commas.
  func numbers(expected: String) throws(UsageError) -> [Double] {
    var numbers: [Double] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Self.number(String(part)) else {
        throw .badValue(option: option, value: text, expected: expected)
      }
      numbers.append(number)
    }
    return numbers
  }

  /// A whole number of a range.
  func integer(in range: ClosedRange<Int>, expected: String) throws(UsageError) -> Int {
    guard let integer = Int(text), range.contains(integer) else {
      throw .badValue(option: option, value: text, expected: expected)
    }
    return integer
  }

  /// One of the words of a type.
  func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(UsageError) -> Choice {
    guard let choice = Choice(rawValue: text) else {
      throw unknown(Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  /// A reduction that a name says.
  func reduction() throws(UsageError) -> Reduction {
    let all = Reduction.allCases + Reduction.ofGroups
    guard let reduction = all.first(where: { $0.rawValue == text }) else {
      throw unknown(all.map(\.rawValue))
    }
    return reduction
  }

  private func unknown(_ words: [String]) -> UsageError {
    .unknownChoice(
      option: option, value: text, choices: words, suggestion: Suggestion.nearest(text, in: words))
  }

  /// The name of a file.
  func fileName() throws(UsageError) -> SystemText {
    guard !text.isEmpty else { throw .emptyFileName(option: option) }
    return bytes
  }

  /// The name of a file after one character.
  func fileNameAfterSign() -> SystemText { SystemText(bytes: Array(bytes.bytes.dropFirst())) }

  /// Columns separated by commas.
  func columns() throws(UsageError) -> [ColumnSelector] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else {
      throw .badValue(
        option: option, value: text, expected: "column names, numbers or globs, joined by commas")
    }
    return parts.map { ColumnSelector(text: String($0)) }
  }

  /// Classes separated by commas, each once.
  func classes() throws(UsageError) -> [String] {
    let classes = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard classes.count > 1, Set(classes.map(\.bytes)).count == classes.count,
      !classes.contains("")
    else {
      throw .badValue(
        option: option, value: text, expected: "two or more different names, joined by commas")
    }
    return classes
  }

  /// Breakdowns separated by commas.
  func breakdowns() throws(UsageError) -> [Breakdown] {
    var breakdowns: [Breakdown] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let breakdown: Breakdown = try OptionValue(option: option, text: word).choice()
      if !breakdowns.contains(breakdown) { breakdowns.append(breakdown) }
    }
    return breakdowns
  }

  /// Presets separated by commas.
  func presets() throws(UsageError) -> [Preset] {
    var presets: [Preset] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let preset = Preset.named(name) else {
        let names = Preset.all.map(\.name)
        throw .unknownChoice(
          option: option, value: name, choices: names,
          suggestion: Suggestion.nearest(name, in: names))
      }
      presets.append(preset)
    }
    return presets
  }

  /// The number that a text is: decimal, correctly rounded, finite.
  private static func number(_ text: String) -> Double? {
    // −0 is 0, as ranges have it.
    NumberParser().number(text).flatMap { $0.isFinite ? $0 + 0 : nil }
  }
}

extension OptionValue {
  /// Class weights, as numbers joined by commas or as `effective:beta=B,counts=N+N`.
  func classWeights() throws(UsageError) -> [Double] {
    guard text.hasPrefix("effective") else {
      return try numbers(expected: "numbers joined by commas, or effective:beta=B,counts=N+N")
    }
    let unexpected = UsageError.badValue(
      option: option, value: text,
      expected: "effective:beta=B,counts=N+N with B from 0, below 1, and counts above 0")
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "effective" else { throw unexpected }
    // The default of the original.
    var beta = 0.9999
    var counts: [Double] = []
    for field in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
      let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { throw unexpected }
      let value = String(sides[1].map { $0 == "+" ? "," : $0 })
      switch sides[0] {
      case "beta":
        beta = try OptionValue(option: option, text: value).number(expected: "a number for 'beta'")
      case "counts":
        counts = try OptionValue(option: option, text: value)
          .numbers(expected: "numbers joined by +, as in counts=500+20")
      default: throw unexpected
      }
    }
    guard beta >= 0, beta < 1, !counts.isEmpty, counts.allSatisfy({ $0 > 0 }) else {
      throw unexpected
    }
    return ClassWeights.effectiveNumber(counts: counts, beta: beta)
  }
}

extension OptionValue {
  /// A modulator, as `name` or `name:key=value,key=value`; what is not said is as published.
  func modulator() throws(UsageError) -> Modulator {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let kind: Modulator.Kind = try OptionValue(option: option, text: String(parts[0])).choice()
    var modulator = Modulator(kind, kind.defaults)
    let fields =
      parts.count == 1 ? [] : parts[1].split(separator: ",", omittingEmptySubsequences: false)
    // A schedule that is given replaces the published one.
    if kind == .schedule, !fields.isEmpty { modulator.values = [] }
    for field in fields { try set(field, in: &modulator) }
    guard kind.lists.isEmpty || !modulator.values.isEmpty else { throw unexpected(kind) }
    return modulator
  }

  private func set(_ field: Substring, in modulator: inout Modulator) throws(UsageError) {
    let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let kind = modulator.kind
    guard sides.count == 2 else { throw unexpected(kind) }
    if let other = Self.kinds[kind]?[String(sides[0])] {
      try set(sides[1], as: other, in: &modulator)
    } else if kind == .schedule {
      for side in sides {
        modulator.values.append(
          try OptionValue(option: option, text: String(side))
            .number(expected: "bounds of p_t and gammas, as in schedule:0.2=5,0.5=3,1=2"))
      }
    } else if kind == .perClass, sides[0] == "gammas" {
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

  /// Parameters that make another kind of one: with its values and one more, or with a word.
  private static let kinds: [Modulator.Kind: [String: Modulator.Kind]] = [
    .power: ["margin": .powerMargin], .poly1: ["alpha": .poly1Both],
  ]

  /// Makes another kind of a modulator.
  private func set(
    _ value: Substring, as kind: Modulator.Kind, in modulator: inout Modulator
  ) throws(UsageError) {
    if kind == .poly1Both {
      guard value == "both" || value == "focal" else { throw unexpected(.poly1) }
      if value == "both" { modulator.kind = kind }
    } else {
      modulator = Modulator(
        kind,
        [
          try OptionValue(option: option, text: String(value)).number(
            expected: "a number for 'margin'")
        ]
      )
    }
  }

  private func unexpected(_ kind: Modulator.Kind) -> UsageError {
    let fields =
      switch kind {
      case .perClass: ["gammas=N+N"]
      case .schedule: ["0.2=5", "0.5=3", "1=2"]
      case .power: ["margin=N"]
      case .poly1: ["epsilon=N", "alpha=focal or both"]
      default: kind.parameters.map { "\($0)=N" }
      }
    let example =
      fields.isEmpty ? kind.rawValue : "\(kind.rawValue):\(fields.joined(separator: ","))"
    return .badValue(option: option, value: text, expected: example)
  }
}
