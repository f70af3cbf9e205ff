import FocalLoss
import FocalOutput

extension Diagnostic {
  static func sentence(_ error: UsageError) -> String {
    switch error {
    case .unknownOption(let option, let suggestion):
      suggestion.map { "\(option): no such option; did you mean \($0)?" }
        ?? "\(option): no such option; 'focal --help' lists them"
    case .missingValue(let option, let valueName):
      "\(option): a value is missing; expected \(option) \(valueName)"
    case .unexpectedValue(let option, let value):
      "\(option): takes no value, but was given \(quoted(value))"
    case .unknownChoice(let option, let value, let choices, let suggestion):
      "\(option): \(quoted(value)) is unknown; "
        + (suggestion.map { "did you mean \($0)?" } ?? "expected one of \(list(choices))")
    case .badValue(let option, let value, let expected):
      "\(option): \(quoted(value)) cannot be used; expected \(expected)"
    case .contradiction(let a, let b, let advice): "\(a) contradicts \(b); \(advice)"
    case .unusedOption(let option, let command, let users):
      "\(option) is for \(title(of: users))"
        + (command == .compute ? "" : "; \(command.title) does not use it")
    case .needs(let saying, let need):
      // The sentence begins with the name of the program.
      "\(saying.hasPrefix("focal ") ? String(saying.dropFirst(6)) : saying) needs \(need)"
    case .badSignature(let value, let error):
      "--signature: \(quoted(value)) is no signature: \(sentence(error))"
    case .gridSignature(let cellCount):
      "--signature: names a grid of \(cellCount) cells, which focal sweep computes; "
        + "each cell has a signature of its own in focal sweep --format ndjson"
    case .unexpectedArgument(let argument, let command):
      "\(quoted(argument)): 'focal \(command)' takes no such argument"
    case .tooManyCells(let count, let limit):
      "the grid has \(count) cells; expected at most \(limit)"
    case .nothingToRead:
      "no input; usage: focal [OPTIONS] [FILE ...], with - for standard input; "
        + "'focal --help' says more"
    case .noCommandLine:
      "the arguments cannot be read; expected a system with /proc"
    case .compressedOutput(let file, let program):
      "--output: \(quoted(file)) cannot be used; expected a file that is not compressed, or a pipe: "
        + "focal ... | \(program) > \(shellName(file))"
    case .inputIsOutput(let file):
      "\(file): is the output too; expected another file, or --output, which replaces it at the end"
    case .inputTwice: "standard input is given twice; it can be read once"
    case .emptyFileName(let option): "\(option): the file name is empty"
    }
  }

  private static func sentence(_ obstacle: FocalPosterior.Obstacle) -> String {
    switch obstacle {
    case .modulator: "the formula is that of --modulator power"
    case .targets: "expected hard labels or --soft-labels expected, without --label-smoothing"
    case .factor: "a class has the factor 0, so its scores say nothing"
    case .trueClass: "in one-vs-all, factors by true class cannot be undone column by column"
    }
  }

  /// What some commands are called together.
  private static func title(of commands: Set<Command>) -> String {
    if commands == [.compute] { return "focal without a command" }
    var titles = Command.allCases.filter(commands.contains).map(\.title)
    if commands.isSuperset(of: .reading) {
      titles = ["commands that read data"]
      titles += Command.allCases.filter(commands.subtracting(.reading).contains).map(\.title)
    }
    let last = titles.removeLast()
    return titles.isEmpty ? last : "\(titles.joined(separator: ", ")) and \(last)"
  }

  static func sentence(_ error: SignatureError) -> String {
    switch error {
    case .malformedField(let field): "expected axis:value, found \(quoted(field))"
    case .missingAxis(let axis): "\(quoted(axis)) is missing"
    case .unexpectedAxis(let axis): "\(quoted(axis)) is unknown or stands twice"
    case .unknownValue(let axis, let value): "\(quoted(value)) is no value of '\(axis)'"
    }
  }

  static func sentence(_ error: ConventionError) -> String {
    switch error {
    case .parameter(let error): sentence(error)
    case .ruleNeedsValue(let rule, let option): "\(rule) needs a value; add \(option)"
    case .unusedGamma(let kind):
      "--gamma contradicts --modulator \(kind.rawValue), which has gammas of its own; give one of them"
    case .noPosterior(let obstacle): "--posterior: \(sentence(obstacle))"
    case .noCalibration(let subject, let task):
      "--calibration=of:\(subject.rawValue) has no meaning for task \(task.rawValue); expected of:"
        + (subject == .top ? "positive" : "top") + " or of:classwise"
    case .noDerivatives(let kind):
      "--gradient: there are no derivatives with --modulator \(kind.rawValue); expected power"
    case .noAttribution(let option, let kind):
      "\(option): with --modulator \(kind.rawValue) the losses of samples do not add up; "
        + "expected another modulator"
    case .ambiguousAlpha(let alpha, let names):
      "--alpha \(NumberText.shortest(alpha)) has several meanings with \(names.count) classes; "
        + "give a list, one a class, or add --alpha-rule scale (one factor) or background "
        + "(class 0 gets 1 - alpha, the others alpha)"
        + (names.count == 2
          ? "; for binary, give the positive column alone: --prediction \(names[1])" : "")
    }
  }

  static func sentence(_ error: ParameterError) -> String {
    switch error {
    case .predictionCount(let found, let task):
      "\(task.rawValue) samples cannot have \(counted(found, "prediction"))"
    case .gammaOutOfRange(let gamma):
      "--gamma: \(NumberText.shortest(gamma)) is out of range; expected 0 or more"
    case .modulatorOutOfRange(let kind, let parameter, let value):
      "--modulator: \(parameter) \(NumberText.shortest(value)) is out of range; "
        + "\(kind.rawValue) expects \(range(of: parameter, kind))"
    case .modulatorCount(let kind, let found, let expected):
      "--modulator: \(counted(found, "number")) given; \(kind.rawValue) expects \(expected) here"
    case .modulatorForTask(let kind, let task):
      "--modulator \(kind.rawValue) means nothing for \(task.rawValue); expected one of "
        + list(Modulator.Kind.allCases.filter { $0.isMeaningful(in: task) }.map(\.rawValue))
    case .alphaRuleForModulator(let rule, let kind):
      "--alpha-rule \(rule.rawValue) means nothing with --modulator \(kind.rawValue); expected "
        + (kind == .iaBCE ? "its own alpha: --modulator ia-bce:alpha=A" : "negatives")
    case .modulatorWithSoftTargets(let kind, _) where kind.needsQuality:
      "--modulator \(kind.rawValue) contradicts --soft-labels; its labels are 0 and 1, beside --quality"
    case .modulatorWithSoftTargets(let kind, let rule):
      "--modulator \(kind.rawValue) means nothing with --soft-labels \(rule.rawValue), "
        + "which mixes the sides it tells apart; add --soft-labels expected"
    case .modulatorWithLabelSmoothing(let kind):
      "--modulator \(kind.rawValue) contradicts --label-smoothing; "
        + "labels between 0 and 1 have a meaning of their own under it"
    case .modulatorNeedsGamma(let kind):
      "--modulator \(kind.rawValue) divides by gamma; expected --gamma above 0"
    case .epsilonOutOfRange(let rule, let value):
      "--epsilon: \(NumberText.shortest(value)) is out of range; "
        + "--epsilon-rule \(rule.rawValue) expects "
        + (rule == .add || rule == .logFloor
          ? "a number above 0" : "a number between 0 and 0.5")
    case .alphaOutOfRange(let rule, let value):
      "--alpha: \(NumberText.shortest(value)) is out of range; --alpha-rule \(rule.rawValue) expects "
        + (rule == .balanced || rule == .background ? "numbers from 0 to 1" : "numbers, 0 or more")
    case .alphaCount(let rule, let found, let expected):
      "--alpha: \(counted(found, "number")) given; --alpha-rule \(rule.rawValue) expects \(expected) here"
    case .alphaRuleForTask(let rule, let task):
      "--alpha-rule \(rule.rawValue) means nothing for \(task.rawValue); expected one of "
        + list(Alpha.Rule.allCases.filter { $0.isMeaningful(in: task) }.map(\.rawValue))
    case .softTargetRuleForTask(let rule, let task):
      "--soft-labels \(rule.rawValue) means nothing for \(task.rawValue); expected one of "
        + list(SoftTargetRule.allCases.filter { $0.isMeaningful(in: task) }.map(\.rawValue))
    case .labelSmoothingOutOfRange(let value):
      "--label-smoothing: \(NumberText.shortest(value)) is out of range; expected 0 to 1"
    case .smoothingRuleWithSoftTargets(let rule, let soft):
      "--smoothing-rule \(rule.rawValue) means nothing with --soft-labels \(soft.rawValue); "
        + "expected --soft-labels mixture, or none"
    case .smoothingRuleWithModulator(let rule, let kind):
      "--smoothing-rule \(rule.rawValue) means nothing with --modulator \(kind.rawValue), "
        + "which tells apart the sides that it modulates together"
    case .classWeightOutOfRange(let value):
      "--class-weights: \(NumberText.shortest(value)) is out of range; expected numbers, 0 or more"
    case .divisorOutOfRange(let number):
      "--divide-by: \(NumberText.shortest(number)) is out of range; expected a number above 0"
    case .reductionOfGroups(let own):
      "--reduction: groups have no reduction \(own.rawValue) each; expected one of "
        + list(Reduction.ofOneGroup.map(\.rawValue))
    case .classWeightRuleForTask(let rule, let task):
      "--class-weight-rule \(rule.rawValue) means nothing for \(task.rawValue), which has no "
        + "columns of elements; add --class-weight-rule \(ClassWeightRule.trueClass.rawValue)"
    case .classWeightCount(let found, let expected):
      "--class-weights: \(counted(found, "number")) given; there are \(expected) classes"
    }
  }

  /// The range of a parameter of a modulator.
  private static func range(of parameter: String, _ kind: Modulator.Kind) -> String {
    switch parameter {
    case "margin": "a number from 0, below 1"
    case "alpha": "a number from 0 to 1"
    case "threshold": "a number between 0 and 1"
    case "epsilon": "a number, -1 or more"
    case "beta" where kind == .flStar: "a number"
    case "bounds": "numbers above 0 that grow, the last of them 1"
    default: "numbers, 0 or more"
    }
  }
}
