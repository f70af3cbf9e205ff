import FocalLoss

extension OptionTable {
  /// The options that say how losses are computed.
  static let lossOptions: [Option] = [
    Option(
      "alpha", short: "a", .loss, .text("A[,A...]"), for: .reading,
      "Weighting factor: one number, one a class, or 'none'. Default: 0.25, balanced; none for multiclass."
    ) { settings, value throws(UsageError) in
      guard settings.command != .sweep else {
        settings.loss.grid.alphas = try value.gridAlphas()
        return
      }
      settings.loss.alpha =
        value.text == "none"
        ? LossSettings.AlphaRequest.none
        : .values(try value.numbers(expected: "a number, numbers joined by commas, or 'none'"))
    },
    Option(
      "alpha-rule", .loss, .choice("RULE", Alpha.Rule.allCases.map(\.rawValue)), for: .reading,
      "What alpha multiplies: balanced is alpha for positives and 1 - alpha for negatives."
    ) { settings, value throws(UsageError) in settings.loss.alphaRule = try value.choice() },
    Option(
      "gamma", short: "g", .loss, .text("G"), for: .reading.union([.curve]),
      "Focusing parameter, 0 or more; 0 is the cross entropy. Default: 2."
    ) { settings, value throws(UsageError) in
      (settings.loss.gamma, settings.loss.grid.gammas) = try value.gridNumbers(
        expected: "a number, 0 or more", settings)
    },
    Option(
      "modulator", .loss, .text("NAME[:KEY=VALUE,...]"), for: .reading,
      "What takes the weight from what is right: asl:positive=1,negative=4,margin=0.05, reduced:threshold=0.5, per-class:gammas=1+2, schedule:0.2=5,0.5=3,1=2, poly1:epsilon=1,alpha=both, dual, inverse, ... Default: power."
    ) { settings, value throws(UsageError) in settings.loss.modulator = try value.modulator() },
    Option(
      "epsilon", short: "e", .loss, .text("E"), for: .reading,
      "Guard against log 0; 0 is exact. Default: 1e-7 for probabilities, 0 otherwise."
    ) { settings, value throws(UsageError) in
      (settings.loss.epsilon, settings.loss.grid.epsilons) = try value.gridNumbers(
        expected: "a number, 0 or more", settings)
    },
    Option(
      "epsilon-rule", .loss, .choice("RULE", Epsilon.Rule.allCases.map(\.rawValue)), for: .reading,
      "How epsilon guards: clip holds p in [E, 1 - E], clip-ce in the logarithm only; add is log(p + E). Default: clip."
    ) { settings, value throws(UsageError) in settings.loss.epsilonRule = try value.choice() },
    inputSwitch(.logits, "Predictions are logits, before sigmoid or softmax."),
    inputSwitch(.probabilities, "Predictions are probabilities. This is the default."),
    inputSwitch(.logProbabilities, "Predictions are natural logarithms of probabilities."),
    Option(
      "task", short: "t", .loss, .choice("TASK", ClassificationTask.allCases.map(\.rawValue)),
      for: .reading,
      "What a row is about. Default: binary with one prediction column, multiclass with several."
    ) { settings, value throws(UsageError) in settings.loss.task = try value.choice() },
    Option(
      "reduction", short: "r", .loss,
      .choice("NAME", (Reduction.allCases + Reduction.ofGroups).map(\.rawValue)),
      for: .reducing,
      "How losses become one number: positives divides by their count, weighted-mean by the weights, macro averages classes. With mean-of-groups:R and sum-of-groups:R each group of --group-by is reduced by R first. Default: mean."
    ) { settings, value throws(UsageError) in settings.loss.reduction = try value.reduction() },
    Option(
      "divide-by", .loss, .text("N"), for: .reducing.subtracting([.identify, .versus]),
      "Divide the sum of the losses by a number above 0: boxes, or valid targets. Instead of --reduction."
    ) { settings, value throws(UsageError) in
      settings.loss.reduction = .divideBy(try value.number(expected: "a number above 0"))
    },
    Option(
      "class-weights", .loss, .text("W,W[,W...]"), for: .reading,
      "A factor for the loss of each class, in the order of the classes; or effective:beta=0.9999,counts=N+N, those of the effective numbers of samples."
    ) { settings, value throws(UsageError) in settings.loss.classWeights = try value.classWeights()
    },
    Option(
      "class-weight-rule", .loss, .choice("RULE", ClassWeightRule.allCases.map(\.rawValue)),
      for: .reading.subtracting([.identify]),
      "What class weights multiply: the samples of a true class, or the elements of a column. Default: true-class."
    ) { settings, value throws(UsageError) in settings.loss.classWeightRule = try value.choice() },
    Option(
      "label-smoothing", .loss, .text("S"), for: .reading,
      "Move targets y to y(1 - S) + S/K, K the number of classes, or as --smoothing-rule says. Default: 0."
    ) { settings, value throws(UsageError) in
      (settings.loss.labelSmoothing, settings.loss.grid.labelSmoothings) = try value.gridNumbers(
        expected: "a number from 0 to 1", settings)
    },
    Option(
      "smoothing-rule", .loss, .choice("RULE", SmoothingRule.allCases.map(\.rawValue)),
      for: .reading.subtracting([.identify]),
      "How targets are smoothed: uniform; others gives the other classes S/(K - 1) each; cross-entropy-only leaves alpha and the modulating factor as they are. Default: uniform."
    ) { settings, value throws(UsageError) in settings.loss.smoothingRule = try value.choice() },
    Option(
      "soft-labels", .loss, .choice("RULE", SoftTargetRule.allCases.map(\.rawValue)), for: .reading,
      "Allow labels between 0 and 1, and say what their loss is."
    ) { settings, value throws(UsageError) in settings.loss.softTargets = try value.choice() },
    Option(
      "preset", short: "p", .loss, .text("NAME"), for: .reading,
      "Compute what a library computes; 'focal presets' lists them. Options beside it override it."
    ) { settings, value throws(UsageError) in
      settings.loss.presets = try value.presets()
      settings.loss.preset = settings.loss.presets.first
    },
    Option(
      "signature", .loss, .text("TEXT"), for: [.compute, .explain, .sweep, .versus, .inspect],
      "Compute what a signature says, as reports print it. Options beside it override it."
    ) { settings, value throws(UsageError) in
      let grid: GridSignature
      do throws(SignatureError) {
        var fields = value.text.split(separator: ",", omittingEmptySubsequences: false)
        if settings.command == .versus,
          let place = fields.firstIndex(where: { $0.hasPrefix("versus:") })
        {
          settings.versus.signature = try TestPlan(signatureField: fields.remove(at: place))
        }
        grid = try GridSignature(parsing: fields.joined(separator: ","))
      } catch {
        throw .badSignature(value: value.text, error)
      }
      guard settings.command == .sweep || grid.axes.cellCount == 1 else {
        throw .gridSignature(cellCount: grid.axes.cellCount)
      }
      (settings.loss.signature, settings.loss.signatureGrid) = (grid.signature, grid.axes)
    },
  ]

  private static func inputSwitch(_ kind: PredictionKind, _ help: String) -> Option {
    Option(kind.rawValue, .loss, .none, for: .reading, help) { settings, value throws(UsageError) in
      settings.loss.input = kind
    }
  }
}
