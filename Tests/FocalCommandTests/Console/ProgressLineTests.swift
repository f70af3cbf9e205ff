import Testing

@testable import FocalCommand

/// What the line of a long run says.
@Suite struct ProgressLineTests {
  static func line(
    _ byteCount: Int, of total: Int?, rows: Int, seconds: Double
  ) -> String {
    var line = ProgressLine(totalByteCount: total)
    line.byteCount = byteCount
    line.rowCount = rows
    line.seconds = seconds
    return line.text
  }

  @Test("the line has the part, the bytes, the rows a second and the time left")
  func whole() {
    #expect(
      Self.line(412_000_000, of: 1_100_000_000, rows: 18_000_000, seconds: 1.5)
        == "focal: 37 %, 412 MB of 1.10 GB, 12.0 M rows/s, 3 s left")
    #expect(
      Self.line(1000, of: 1000, rows: 1, seconds: 2)
        == "focal: 100 %, 1.00 kB of 1.00 kB, 0 rows/s, 0 s left")
  }

  @Test("of a pipe nobody knows the part and the time left")
  func pipe() {
    #expect(
      Self.line(5_000_000, of: nil, rows: 200_000, seconds: 2)
        == "focal: 5.00 MB, 100 k rows/s")
  }

  @Test("a file that has grown is at its end, and not beyond")
  func grown() {
    #expect(
      Self.line(300, of: 200, rows: 10, seconds: 1)
        == "focal: 100 %, 300 B of 200 B, 10 rows/s, 0 s left")
  }

  @Test(
    "a count has three digits and a prefix, and never four",
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.00 kB"), (9994, "9.99 kB"), (9996, "10.0 kB"),
      (99_940, "99.9 kB"), (99_960, "100 kB"), (999_499, "999 kB"), (999_500, "1.00 MB"),
      (1_006_000_000, "1.01 GB"), (.max, "9223 PB"),
    ])
  func sizes(_ count: Int, _ text: String) {
    #expect(ProgressLine.size(count, unit: "B") == text)
  }

  @Test(
    "a time is in seconds, minutes or hours, and never an overflow",
    arguments: [
      (0, "0 s"), (0.1, "1 s"), (59, "59 s"), (59.5, "1:00"), (125, "2:05"), (3725, "1:02:05"),
      (1e300, "99:59:59"), (.infinity, "99:59:59"),
    ])
  func durations(_ seconds: Double, _ text: String) {
    #expect(ProgressLine.duration(seconds) == text)
  }

  @Test("the line fits a terminal of 79 columns")
  func width() {
    let line = Self.line(
      999_000_000_000_000, of: 999_000_000_000_000_000, rows: 999_000_000_000, seconds: 1e9)
    #expect(line.count < 79)
  }
}
