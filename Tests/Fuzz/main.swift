/// Feeds changed inputs to the readers, and stops at the first that breaks a law.
///
/// `swift run -c release Fuzz [SECONDS [SEED]]`: ten seconds, and a new seed, where they
/// are not given. The seed and the round of a find give the input again.

import TestSupport

let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
let seconds = arguments.first.flatMap(\.self) ?? 10
let seed =
  arguments.dropFirst().first.flatMap(\.self)
  ?? UInt64.random(in: .min ... .max)
print("seed \(seed), \(seconds) s")

let clock = ContinuousClock()
let start = clock.now
var generator = SplitMix64(seed: seed)
var roundCount = 0
var acceptedCount = 0
while clock.now - start < .seconds(Int(seconds)) {
  let target = FuzzTarget.allCases[roundCount % FuzzTarget.allCases.count]
  let input = target.input(&generator)
  switch target.check(input) {
  case .accepted: acceptedCount += 1
  case .refused: break
  case .broken(let law):
    print("seed \(seed), round \(roundCount), \(target): \(law)")
    print(String(decoding: input, as: UTF8.self).debugDescription)
    print(input)
    exitWithFailure()
  }
  roundCount += 1
}
print("\(roundCount) inputs, \(acceptedCount) accepted, none broke a law")
