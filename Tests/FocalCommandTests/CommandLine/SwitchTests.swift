import FocalLoss
import FocalOutput
import Testing

@testable import FocalCommand

/// Every option without a value.
@Suite struct SwitchTests {
  /// A switch, and what the settings show of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let flag: String
    let shown: @Sendable (Settings) -> Bool
    var testDescription: String { flag }
  }

  static let cases: [Case] = [
    Case(flag: "--logits") { $0.loss.input == .logits },
    Case(flag: "--probabilities") { $0.loss.input == .probabilities },
    Case(flag: "--log-probabilities") { $0.loss.input == .logProbabilities },
    Case(flag: "--strict") { $0.output.isStrict },
    Case(flag: "--json") { $0.output.format == .json },
    Case(flag: "--per-sample") { $0.loss.isPerSample },
    Case(flag: "--per-file") { $0.output.isPerFile },
    Case(flag: "--gradient") { $0.output.isGradientWanted },
    Case(flag: "--posterior") { $0.output.isPosteriorWanted },
    Case(flag: "--concentration") { $0.output.isConcentrationWanted },
    Case(flag: "--baseline") { $0.output.isBaselineWanted },
    Case(flag: "--bare") { $0.output.isBare },
    Case(flag: "--help") { $0.help == .long },
    Case(flag: "--version") { $0.isVersionWanted },
  ]

  @Test("every switch has a case here")
  func all() {
    #expect(Self.cases.map(\.flag) == OptionTable.all.filter { $0.isSwitch }.map(\.flag))
  }

  @Test("a switch is off, and on where it is given, once or twice", arguments: cases)
  func onAndOff(_ option: Case) throws {
    #expect(!option.shown(Settings()))
    for arguments in [[option.flag], [option.flag, option.flag]] {
      var parser = ArgumentParser(arguments)
      #expect(option.shown(try parser.settings()))
    }
  }

  @Test("a switch takes no value", arguments: cases)
  func value(_ option: Case) {
    #expect(
      focal("\(option.flag)=yes")
        == .failed(.usage, "\(option.flag): takes no value, but was given 'yes'"))
    let short = OptionTable.all.first { $0.flag == option.flag }?.short
    guard let short else { return }
    #expect(
      focal("-\(short)=yes")
        == .failed(.usage, "-\(short): takes no value, but was given 'yes'"))
  }

  @Test("short switches may be joined, the last with a value")
  func joined() throws {
    var parser = ArgumentParser(["-bh"])
    let settings = try parser.settings()
    #expect(settings.output.isBare && settings.help == .short)
    var other = ArgumentParser(["-bg2", "-bfcsv"])
    let joined = try other.settings()
    #expect(joined.output.isBare && joined.loss.gamma == 2 && joined.output.format == .csv)
  }
}
