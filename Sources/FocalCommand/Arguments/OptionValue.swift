import FocalInput
import FocalLoss

/// The text given to an option, and what it can be read as.
struct OptionValue: Sendable {
  /// The option, as it was typed.
  let option: String

  /// The text; empty for a switch.
  let text: String

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
      let words = Choice.allCases.map(\.rawValue)
      throw .unknownChoice(
        option: option, value: text, choices: words, suggestion: Suggestion.nearest(text, in: words)
      )
    }
    return choice
  }

  /// Columns separated by commas.
  func columns() throws(UsageError) -> [ColumnSelector] {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else {
      throw .badValue(
        option: option, value: text, expected: "column names, numbers or globs, joined by commas")
    }
    return parts.map { ColumnSelector(text: String($0)) }
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
    NumberParser().number(text).flatMap { $0.isFinite ? $0 : nil }
  }
}
