import Testing

@testable import FocalCommand

/// An option, two values that it takes, and what the settings show of them.
struct OptionCase: Sendable, CustomTestStringConvertible {
  let name: String
  let short: Character?
  let first: (typed: String, shown: String)
  let second: (typed: String, shown: String)

  /// A value that is none, and the sentence about it; nil where every text is a value.
  let bad: (typed: String, sentence: String)?

  /// What help calls the value.
  let valueName: String
  let shown: @Sendable (Settings) -> String

  init<Value>(
    _ name: String, _ short: Character? = nil, _ valueName: String,
    _ first: (String, String), _ second: (String, String), bad: (String, String)? = nil,
    _ property: @escaping @Sendable (Settings) -> Value?
  ) {
    self.name = name
    self.short = short
    self.valueName = valueName
    self.first = first
    self.second = second
    self.bad = bad
    shown = { settings in property(settings).map { "\($0)" } ?? "nil" }
  }

  var testDescription: String { "--\(name)" }

  /// What the settings show after some arguments.
  func shown(_ arguments: [String]) throws -> String {
    var parser = ArgumentParser(arguments)
    return shown(try parser.settings())
  }
}
