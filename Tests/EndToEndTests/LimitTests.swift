#if os(Linux)
import Foundation
import TestSupport
import Testing

/// Limits of the system: the run goes on with what there is, and never waits for more.
@Suite struct LimitTests {
  /// A line of shell in a folder that everybody may use, with the program `./focal` and a file that is
  /// worth several threads.
  static func shell(_ line: String) throws -> String {
    try Products.shell(
      """
      d=$(mktemp -d); trap 'rm -rf "$d"' EXIT; chmod 755 "$d"
      cp "$(command -v focal)" "$d"; cd "$d"
      { printf 'label,p\\n'; yes '1,.50000
      0,.50000' | head -n 60000; } > large.csv
      bash -c '\(line)'
      """)
  }

  /// The kilobytes by which a program that is not optimized is larger.
  #if DEBUG
  private static let debugKilobytes = 10_000
  #else
  private static let debugKilobytes = 0
  #endif

  static let mean = "0.08664339756999316\n"

  @Test("where the system makes no threads, one does all", .timeLimit(.minutes(5)))
  func threads() throws {
    let asSomebody = getuid() == 0 ? "setpriv --reuid 65534 --regid 65534 --clear-groups" : ""
    let line = "ulimit -u 1; exec \(asSomebody) ./focal -b --threads 8 large.csv"
    #expect(try Self.shell(line) == Self.mean)
  }

  @Test(
    "nor does it wait where there is no memory for their stacks, or end where there is none beside",
    .timeLimit(.minutes(5)), arguments: [32_768, 40_000, 64_000])
  func memory(kilobytes: Int) throws {
    let limit = "ulimit -v \(kilobytes + Self.debugKilobytes);"
    #expect(try Self.shell("\(limit) ./focal -b --threads 4 large.csv") == Self.mean)
    let rows = "\(limit) ./focal --per-sample --threads 4 large.csv | tail -n 1"
    #expect(try Self.shell(rows) == "0,.50000,0.12996509635498973\n")
  }
}
#endif
