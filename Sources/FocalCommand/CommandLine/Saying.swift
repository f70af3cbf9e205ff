import FocalLoss

/// Something that a command line may say.
struct Saying: Sendable {
  /// What messages call it; nil where it is not said.
  let text: @Sendable (Settings) -> String?

  init(_ text: @escaping @Sendable (Settings) -> String?) { self.text = text }

  /// That an option is given.
  static func option(_ flag: String) -> Saying {
    Saying { $0.text(of: flag) == nil ? nil : flag }
  }

  /// That an option is given with one of some words.
  static func option(_ flag: String, _ words: String...) -> Saying {
    Saying { settings in
      settings.text(of: flag).flatMap { words.contains($0) ? "\(flag) \($0)" : nil }
    }
  }

  /// That an option is given with another word.
  static func option(_ flag: String, except word: String) -> Saying {
    Saying { settings in settings.text(of: flag).flatMap { $0 == word ? nil : "\(flag) \($0)" } }
  }

  /// That one of some commands is to be run.
  static func command(_ commands: Command...) -> Saying {
    Saying { commands.contains($0.command) ? $0.command.title : nil }
  }

  /// That each file is to be a run of its own.
  static let perFile = option("--per-file")

  /// That there is to be a format.
  static let format = Saying { settings in
    ["--json", "--format"].first { settings.text(of: $0) != nil }
  }

  /// That the losses of the samples are wanted, whichever option says it.
  static let perSample = Saying { settings in
    guard settings.loss.isPerSample else { return nil }
    if settings.text(of: "--per-sample") != nil { return "--per-sample" }
    return settings.loss.reduction == nil ? "--signature" : "--reduction none"
  }

  /// That positives are to have the loss of their quality.
  ///
  /// Of several presets those that lack a quality are left out.
  static let qualityModulator = Saying { settings in
    let isAlone = ![.compare, .identify].contains(settings.command)
    let loss = settings.loss
    guard let modulator = isAlone ? loss.said(loss.modulator, \.modulator) : loss.modulator,
      modulator.kind.needsQuality
    else { return nil }
    if loss.modulator != nil { return "--modulator \(modulator.kind.rawValue)" }
    return loss.preset.map { "--preset \($0.name)" }
      ?? "--signature with \(modulator.kind.rawValue)"
  }

  /// That groups are to be reduced each for itself.
  static let reductionOfGroups = Saying { settings in
    guard let reduction = settings.loss.said(settings.loss.reduction, \.reduction),
      reduction.ofEachGroup != nil
    else { return nil }
    return settings.loss.reduction == nil
      ? "--signature with \(reduction.rawValue)" : "--reduction \(reduction.rawValue)"
  }

  /// The same but for groups that the loss is reduced by.
  static let unreducedAttribution = Saying { settings in
    settings.attributionOptions.first {
      $0 != "--group-by" || reductionOfGroups.text(settings) == nil
    }
  }

  /// That the report is to say where the loss comes from, and that it is to say so in a second way.
  static let attribution = Saying { $0.attributionOptions.first }
  static let secondAttribution = Saying { $0.attributionOptions.dropFirst().first }

  /// That so many presets are named before another.
  static func preset(_ index: Int) -> Saying {
    Saying { settings in
      settings.loss.presets.dropFirst(index).first.map { "--preset \($0.name)" }
    }
  }

  /// That the values of a sample stand on the command line.
  static let givenSample = Saying { settings in
    settings.command == .explain && !settings.input.seeksRow ? "focal explain without --row" : nil
  }

  /// The same, where a condition holds.
  func and(_ condition: @escaping @Sendable (Settings) -> Bool) -> Saying {
    Saying { condition($0) ? text($0) : nil }
  }
}
