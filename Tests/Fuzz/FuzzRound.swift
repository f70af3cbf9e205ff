import Foundation
import Synchronization
import TestSupport

/// One input to one target; a seed and a number give it again.
struct FuzzRound: CustomStringConvertible {
  private let target: FuzzTarget
  private let input: [UInt8]

  /// The command line, where the target is the program.
  private let arguments: [String]

  init(of targets: [FuzzTarget], seed: UInt64, number: UInt64) {
    Self.current.store(number, ordering: .relaxed)
    alarm(30)
    var generator = SplitMix64(seed: seed ^ (number &* 0xd134_2543_de82_ef95))
    target = targets[Int(number % UInt64(targets.count))]
    (input, arguments) = target.input(&generator)
  }

  var verdict: FuzzVerdict { target.check(input, arguments) }

  var description: String {
    "\(target) \(arguments)\n\(String(decoding: input, as: UTF8.self).debugDescription)\n\(input)"
  }

  // MARK: Traps

  private static let current = Atomic<UInt64>(0)
  private static let seed = Atomic<UInt64>(0)

  /// Makes a trap, which ends the process, and a round that does not end say which round it was.
  static func sayWhereTrapped(seed: UInt64) {
    self.seed.store(seed, ordering: .relaxed)
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGALRM] {
      signal(number) { number in
        print(
          "seed \(FuzzRound.seed.load(ordering: .relaxed)),",
          "round \(FuzzRound.current.load(ordering: .relaxed)): signal \(number)")
        exitWithFailure()
      }
    }
  }
}

/// Ends the process with a status that says that a law is broken, after a trap too.
func exitWithFailure() -> Never {
  fflush(nil)
  _exit(1)
}
