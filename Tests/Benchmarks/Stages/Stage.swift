/// A stage of the way through the house, to be timed.
struct Stage {
  let name: String

  /// The bytes that it takes in; nil where it takes numbers.
  let byteCount: Int?

  /// Does the work once, and says whether the answer is right where it is asked to.
  let work: (_ isChecked: Bool) throws -> Bool

  init(
    _ name: String, byteCount: Int? = nil, work: @escaping (_ isChecked: Bool) throws -> Bool
  ) {
    self.name = name
    self.byteCount = byteCount
    self.work = work
  }

  /// The shortest and the median time of some rounds, after one that checks the answer.
  func measure(roundCount: Int) throws -> (shortest: Duration, median: Duration) {
    guard try work(true) else { throw WrongAnswer(stage: name) }
    let clock = ContinuousClock()
    var times: [Duration] = []
    for _ in 0..<roundCount {
      times.append(try clock.measure { _ = try work(false) })
    }
    times.sort()
    return (times[0], times[times.count / 2])
  }
}

/// A stage gave an answer that is not right.
struct WrongAnswer: Error {
  let stage: String
}
