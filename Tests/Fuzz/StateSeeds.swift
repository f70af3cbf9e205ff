import FocalCommand
import TestSupport

/// States of runs, right or nearly so.
enum StateSeeds {
  /// Some states of one run, of which one may be changed.
  static func states(_ generator: inout SplitMix64) -> [UInt8] {
    var (file, arguments) = ProgramSeeds.run(&generator)
    // Formats that are given twice would contradict each other.
    arguments.removeAll { ["--json", "--bare", "--per-sample"].contains($0) }
    let isSame = Bool.random(using: &generator)
    var lines = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      defer { if !isSame { RandomJSON.mutate(&file, &generator) } }
      let name = ["--shard", "part \(Int.random(in: 0...9, using: &generator))"]
      return ProgramFuzz.run(arguments + ["--format", "state"] + name, file).output
    }
    if Bool.random(using: &generator) {
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        lines[0] = changed(lines[0], &generator)
      }
    }
    return lines.flatMap(\.self)
  }

  /// A state with a byte changed, and a check that says it was written so.
  private static func changed(_ line: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    let mark = Array(",\"check\":\"".utf8)
    guard let end = line.indices.last(where: { line[$0...].starts(with: mark) }) else {
      return line
    }
    var bytes = Array(line[..<end])
    RandomJSON.mutate(&bytes, &generator)
    return bytes + mark + Array("\(Fingerprint.hash(bytes[...]))\"}\n".utf8)
  }
}
