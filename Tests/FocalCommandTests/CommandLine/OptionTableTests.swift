import FocalInput
import FocalLoss
import FocalOutput
import Testing

@testable import FocalCommand

/// What holds of the option table as a whole.
@Suite struct OptionTableTests {
  @Test("long names are unique, in small letters, digits and inner dashes")
  func longNames() {
    let names = OptionTable.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(name)")
      #expect(name.count >= 2, "\(name)")
    }
  }

  /// The options, with their short names, by group.
  static let design: [Option.Group: String] = [
    .loss:
      "a,alpha alpha-rule g,gamma e,epsilon epsilon-rule logits probabilities log-probabilities "
      + "t,task r,reduction divide-by class-weights class-weight-rule label-smoothing smoothing-rule soft-labels modulator p,preset signature",
    .input:
      "label prediction classes weight quality id group-by labels label-base positive background ignore-label "
      + "missing input-format delimiter header strict row sample",
    .output:
      "f,format json o,output per-sample per-file gradient posterior top columns by concentration baseline confidence calibration b,bare digits "
      + "observed fail-above plot test trials seed fail-if-worse shard expect",
    .general: "threads progress color h,help V,version",
  ]

  @Test(
    "every option is one of the list, with its short name, in its group", arguments: OptionTable.all
  )
  func design(_ option: Option) {
    let names = Self.design[option.group]?.split(separator: " ").map(String.init) ?? []
    let name = option.short.map { "\($0),\(option.name)" } ?? option.name
    #expect(names.contains(name))
  }

  @Test("short names are unique")
  func shortNames() {
    let shorts = OptionTable.all.compactMap(\.short)
    #expect(Set(shorts).count == shorts.count)
  }

  @Test("help is sentences: a capital first, a full stop last", arguments: OptionTable.all)
  func sentences(_ option: Option) {
    #expect(option.help.first?.isUppercase == true)
    #expect(option.help.hasSuffix("."))
    #expect(!option.help.contains("  "))
    #expect(option.help.allSatisfy { $0.isASCII && $0 != "\n" })
  }

  @Test("the words of a choice are those of its type")
  func choices() {
    func words(_ name: String) -> [String] {
      OptionTable.named(name)?.words ?? []
    }
    #expect(words("alpha-rule") == Alpha.Rule.allCases.map(\.rawValue))
    #expect(words("epsilon-rule") == Epsilon.Rule.allCases.map(\.rawValue))
    #expect(words("task") == ClassificationTask.allCases.map(\.rawValue))
    #expect(words("reduction") == (Reduction.allCases + Reduction.ofGroups).map(\.rawValue))
    #expect(words("soft-labels") == SoftTargetRule.allCases.map(\.rawValue))
    #expect(words("format") == OutputFormat.allCases.map(\.rawValue))
    #expect(words("input-format") == ["auto"] + InputFormat.allCases.map(\.rawValue))
    #expect(words("header") == ["yes", "no", "auto"])
  }

  @Test("every word of every choice is taken", arguments: OptionTable.all)
  func words(_ option: Option) throws {
    for word in option.words ?? [] {
      var parser = ArgumentParser([option.flag, word])
      #expect(throws: Never.self) { try parser.settings() }
    }
  }

  @Test("no alias is another option's name, and an alias names its option")
  func aliases() {
    let names = OptionTable.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
    let option = Option(
      "color", .general, .none, for: .all, aliases: ["colour"], "Color.", apply: { _, _ in })
    #expect(option.isNamed("color") && option.isNamed("colour") && !option.isNamed("colou"))
  }

  @Test("help, version and output go with every command, and every option with one")
  func commands() {
    for name in ["help", "version", "output"] {
      #expect(OptionTable.named(name)?.commands == .all)
    }
    #expect(OptionTable.all.allSatisfy { !$0.commands.isEmpty })
  }

  @Test("a long name is found whole only")
  func named() {
    #expect(OptionTable.named("gamma")?.flag == "--gamma")
    #expect(OptionTable.named("gam") == nil)
    #expect(OptionTable.named("") == nil)
    #expect(OptionTable.named("g" as Character)?.name == "gamma")
    #expect(OptionTable.named("z" as Character) == nil)
  }
}

extension Option: CustomTestStringConvertible {
  /// The flag.
  public var testDescription: String { flag }
}
