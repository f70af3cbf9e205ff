import TestSupport
import Testing

/// The status that scripts ask for is told whoever reads the output.
@Suite struct GateTests {
  static let data = "Examples/Data/breast_cancer.csv"

  /// A line of shell with a folder `$d`.
  static func shell(_ line: String) throws -> String {
    try Products.shell("d=$(mktemp -d); trap 'rm -rf \"$d\"' EXIT\n\(line)")
  }

  @Test(
    "a loss that is too high, and a number that nothing gives, are status 1 without a reader",
    arguments: [
      ("--fail-above 0.0001 \(data)", "1"), ("--fail-above 0.0001 --json \(data)", "1"),
      ("-b --fail-above 0.0001 \(data)", "1"), ("identify --observed 12345.678 \(data)", "1"),
      ("--fail-above 1 \(data)", "0"), ("identify --observed 0.03382825 \(data)", "0"),
      ("--json \(data)", "0"), ("--per-sample \(data)", "0"),
    ])
  func reader(_ command: String, _ status: String) throws {
    let line =
      "{ sleep 0.3; focal \(command) 2> $d/words; echo $? > $d/status; } | true; cat $d/status"
    #expect(try Self.shell(line) == "\(status)\n")
  }

  @Test("nor does it matter that the message has no reader, or what is written no room")
  func messages() throws {
    for place in ["/dev/full", "&-"] {
      let line = "focal -b --fail-above 0 \(Self.data) 2> \(place)".replacing("> &", with: ">&")
      #expect(try Products.shellWithStatus(line) == "0.02352320423702966\nstatus 1\n")
    }
    let full = try Products.shellWithStatus("focal --fail-above 0 \(Self.data) > /dev/full")
    #expect(
      full
        == "focal: loss 0.02352320423702966 is above 0\n"
        + "focal: <stdout>: cannot write: No space left on device\nstatus 1\n")
    let below = try Products.shellWithStatus("focal --fail-above 1 \(Self.data) > /dev/full")
    #expect(below == "focal: <stdout>: cannot write: No space left on device\nstatus 74\n")
  }

  @Test("a bad row is told, though its reader has gone")
  func badRow() throws {
    let line = """
      printf 'id,label,p\\n1,1,.5\\n2,1,x\\n' > $d/bad.csv; cd $d
      { sleep 0.3; focal --per-sample bad.csv 2> words; echo $? > status; } | true
      cat words status
      """
    #expect(
      try Self.shell(line)
        == "focal: bad.csv:3:3: 'x' is not a number; expected a probability in column 'p'\n65\n")
  }
}
