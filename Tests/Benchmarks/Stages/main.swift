/// Times the stages one by one, on one thread, after their answers have been checked.
///
/// `swift run -c release Benchmarks [ROWS [ROUNDS]]`: 200,000 rows and 20 rounds, where they are not
/// given. What all stages take beyond those before is binding columns to samples, and writing digits.

let arguments = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
let rowCount = max(1, arguments.first ?? 200_000)
let roundCount = max(1, arguments.dropFirst().first ?? 20)
let data = StageData(rowCount: rowCount, seed: 1)
print("\(rowCount) rows, \(roundCount) rounds, seed 1")
print(Line("stage", "ns/row", "median", "MB/s"))
for stage in try data.inputStages() + data.lossStages() + data.wholeStages() {
  let (shortest, median) = try stage.measure(roundCount: roundCount)
  let speed = stage.byteCount.map { Double($0) / (shortest / .seconds(1)) / 1e6 }
  print(
    Line(
      stage.name, hundredths(shortest / .nanoseconds(rowCount)),
      hundredths(median / .nanoseconds(rowCount)),
      speed.map { String(Int($0)) } ?? ""))
}

/// A line of the table.
struct Line: CustomStringConvertible {
  let description: String

  init(_ name: String, _ numbers: String...) {
    let cells = numbers.map { String(repeating: " ", count: max(0, 10 - $0.count)) + $0 }
    description = name + String(repeating: " ", count: max(0, 36 - name.count)) + cells.joined()
  }
}

/// A number with two decimals.
func hundredths(_ number: Double) -> String {
  let count = Int((number * 100).rounded())
  let decimals = String(count % 100)
  return "\(count / 100).\(decimals.count == 1 ? "0" : "")\(decimals)"
}
