import FocalCommand
import FocalInput
import FocalOutput

/// The whole way, in this process and on one thread unless it is said.
extension StageData {
  func wholeStages() -> [Stage] {
    let expected = expectedLosses(alpha: 0.25)
    let mean = expected.reduce(0, +) / Double(rowCount)
    return [
      Stage("all stages, CSV → mean", byteCount: csv.count) { _ in
        Self.areClose(numbers(printedBy: ["--bare"]), [mean])
      },
      Stage("all stages, npy → mean", byteCount: npy.count) { _ in
        Self.areClose(numbers(printedBy: ["--bare"], npy), [mean])
      },
      // Several workers, each with a decoder of its own.
      Stage("all stages, npy → mean, 3 threads", byteCount: npy.count) { _ in
        Self.areClose(numbers(printedBy: ["--bare", "--threads", "3"], npy), [mean])
      },
      Stage("all stages, CSV → losses as text", byteCount: csv.count) { isChecked in
        guard isChecked else { return !focal(["--per-sample", "--bare"]).isEmpty }
        return Self.areClose(numbers(printedBy: ["--per-sample", "--bare"]), expected)
      },
    ]
  }

  private static func areClose(_ numbers: [Double], _ expected: [Double]) -> Bool {
    numbers.count == expected.count
      && zip(numbers, expected).allSatisfy { ($0 - $1).magnitude <= 1e-9 * $1 }
  }

  private func numbers(
    printedBy arguments: [String], _ input: [UInt8]? = nil
  ) -> [Double] {
    focal(arguments, input).split(separator: UInt8(ascii: "\n")).map { line in
      NumberParser().number(String(decoding: line, as: UTF8.self)) ?? .nan
    }
  }

  private func focal(_ arguments: [String], _ input: [UInt8]? = nil) -> [UInt8] {
    let streams = Streams(
      input: ByteSource(bytes: input ?? csv, name: "memory"), isInputTerminal: false,
      output: ByteSink(),
      diagnostics: ByteSink())
    _ = Program.run(["--threads", "1"] + arguments, streams)
    return streams.output.bytes
  }
}
