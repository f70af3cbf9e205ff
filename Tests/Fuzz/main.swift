/// Feeds changed inputs to the readers and to the whole program, and stops at the first that breaks
/// a law.
///
/// `swift run -c release Fuzz [TARGET …] [SECONDS [SEED [ROUND]]]`: every target, the whole program in
/// half of the rounds, ten seconds and a new seed where they are not given. The targets, the seed and
/// the round of a find give the input again: with a round, it alone is tried, and shown before.

import Foundation
import TestSupport

let named = CommandLine.arguments.compactMap(FuzzTarget.init)
let targets = named.isEmpty ? FuzzTarget.mix : named
let numbers = CommandLine.arguments.compactMap { UInt64($0) }
let seconds = numbers.first ?? 10
let seed = numbers.dropFirst().first ?? UInt64.random(in: .min ... .max)
print("seed \(seed), \(seconds) s")
FuzzRound.sayWhereTrapped(seed: seed)

if let round = numbers.dropFirst(2).first {
  let round = FuzzRound(of: targets, seed: seed, number: round)
  print(round)
  fflush(nil)
  print(round.verdict)
} else {
  let clock = ContinuousClock()
  let start = clock.now
  var (roundCount, acceptedCount): (UInt64, Int) = (0, 0)
  while clock.now - start < .seconds(Int(seconds)) {
    let round = FuzzRound(of: targets, seed: seed, number: roundCount)
    switch round.verdict {
    case .accepted: acceptedCount += 1
    case .refused: break
    case .broken(let law):
      print("seed \(seed), round \(roundCount), \(round)")
      print(law)
      exitWithFailure()
    }
    roundCount += 1
  }
  print("\(roundCount) inputs, \(acceptedCount) accepted, none broke a law")
}
