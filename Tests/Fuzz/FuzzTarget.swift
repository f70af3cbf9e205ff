import TestSupport

/// What is fuzzed.
enum FuzzTarget: String, CaseIterable {
  case csv
  case arrays
  case blanks
  case jsonRows
  case jsonValue
  case number
  case npy
  case npz
  /// The whole program, with a file as its input.
  case program
  /// `focal merge`, with states as its input.
  case states

  /// Every target, and between them the whole program, which all the readers are a part of.
  static let mix = allCases.flatMap { [$0, .program] }

  /// An input, right or nearly so, and the command line where the program is the target.
  func input(_ generator: inout SplitMix64) -> (bytes: [UInt8], arguments: [String]) {
    var bytes: [UInt8]
    var arguments: [String] = []
    switch self {
    case .csv: bytes = Array((FuzzSeeds.csv.randomElement(using: &generator) ?? "").utf8)
    case .arrays: bytes = Array((FuzzSeeds.arrays.randomElement(using: &generator) ?? "").utf8)
    case .blanks: bytes = Array((FuzzSeeds.blanks.randomElement(using: &generator) ?? "").utf8)
    case .jsonRows: bytes = Array((FuzzSeeds.json.randomElement(using: &generator) ?? "").utf8)
    case .jsonValue: bytes = RandomJSON.value(&generator, depth: 4)
    case .number: bytes = Array((FuzzSeeds.numbers.randomElement(using: &generator) ?? "").utf8)
    case .npy: bytes = ArraySeeds.npy(&generator)
    case .npz: bytes = ArraySeeds.npz(&generator)
    case .program: (bytes, arguments) = ProgramSeeds.run(&generator)
    // They are changed where their check is known, which would refuse most of them.
    case .states: return (StateSeeds.states(&generator), ["merge", "--json"])
    }
    // Often none, so that what is right is tested as well.
    for _ in 0..<max(0, Int.random(in: -4...6, using: &generator)) {
      RandomJSON.mutate(&bytes, &generator)
    }
    return (bytes, arguments)
  }

  /// Checks the laws.
  ///
  /// - Parameters:
  ///   - bytes: the input.
  ///   - arguments: the command line, where the program is the target.
  /// - Returns: what became of the input.
  func check(_ bytes: [UInt8], _ arguments: [String]) -> FuzzVerdict {
    switch self {
    case .csv: Self.checkRows(bytes, CSVFuzz.read)
    case .arrays: Self.checkRows(bytes, CSVFuzz.readTable)
    case .blanks: Self.checkRows(bytes, CSVFuzz.readBlanks)
    case .jsonRows: Self.checkRows(bytes, JSONFuzz.read)
    case .jsonValue: JSONFuzz.checkValue(bytes)
    case .number: NumberFuzz.check(bytes)
    case .npy, .npz: Self.checkRows(bytes, ArrayFuzz.read)
    case .program, .states: ProgramFuzz.check(arguments, bytes)
    }
  }

  /// Rows must be the same in chunks of one byte, of a few, and of all.
  private static func checkRows(
    _ bytes: [UInt8], _ read: ([UInt8], _ chunkByteCount: Int) -> (rows: [String], error: String?)
  ) -> FuzzVerdict {
    let whole = read(bytes, max(bytes.count, 1))
    for chunkByteCount in [1, 5] {
      let parts = read(bytes, chunkByteCount)
      guard parts.rows == whole.rows, parts.error == whole.error else {
        return .broken("chunks of \(chunkByteCount) give \(parts), all at once \(whole)")
      }
    }
    return whole.error == nil ? .accepted : .refused
  }
}
