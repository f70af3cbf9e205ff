/// What a grid makes of the convention of a line.
extension Convention {
  /// The convention whose pairs a line takes its terms from: without a rule that leaves most targets as
  /// they are, and with a modulator that every pair goes with.
  var source: Convention {
    var source = counting
    if modulator.margin > 0 { source.modulator = modulator }
    if epsilon.rule.changesAll {
      source.epsilon = epsilon
      source.softTargets = softTargets
    }
    return source
  }

  /// A convention that counts the samples of a line.
  var counting: Convention {
    Convention(task: task, input: input, softTargets: softTargets == nil ? nil : .expected)
  }

  /// The convention without a rule that its source does not have.
  var unguarded: Convention {
    var unguarded = self
    if !epsilon.rule.changesAll { unguarded.epsilon = .none }
    return unguarded
  }
}
