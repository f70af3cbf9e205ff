/// What a process says by its exit status; the numbers above 1 are those of `sysexits.h`.
package enum ExitStatus: Int32, Sendable {
  /// Done; also where the reader of the output went away.
  case done = 0
  /// The loss is above `--fail-above`.
  case exceeded = 1
  /// The command line is wrong, or the data's header contradicts it.
  case usage = 64
  /// The data is wrong.
  case data = 65
  /// The input cannot be read.
  case noInput = 66
  /// The output cannot be written.
  case noOutput = 74

  /// No convention gives the number that `focal identify` was asked for: the same status.
  static var noMatch: ExitStatus { .exceeded }
}
