import Foundation
import TestSupport
import Testing

/// What only the real process can show: descriptors, signals, exit statuses.
@Suite struct ProcessTests {
  static let data = "Examples/Data/breast_cancer.csv"

  @Test("data goes to standard output, messages to standard error, the status to the parent")
  func streams() throws {
    let input = "label,p\n1,0.5\n0,0.5\n"
    let done = try Focal(["--bare"], input: input)
    // ½ (¼ + ¾) · ¼ · ln 2
    #expect(done.output == "0.08664339756999316\n" && done.diagnostics.isEmpty && done.status == 0)
    let warned = try Focal(["-b", "--logits"], input: input)
    #expect(warned.status == 0 && warned.diagnostics.hasPrefix("focal: warning: all logits are"))
  }

  @Test(
    "every kind of failure has its status",
    arguments: [
      (["-b", "--fail-above", "0"], 1, "focal: loss 0.08664339756999316 is above 0\n"),
      (["--nope"], 64, "focal: --nope: no such option; 'focal --help' lists them\n"),
      (
        ["--label", "z"], 64,
        "focal: <stdin>: --label 'z' is no column of 'label', 'p'\n"
      ),
      (
        ["--positive", "1", "--weight", "label"], 64,
        "focal: <stdin>: column 'label' cannot be both label and weight; use --label or --weight\n"
      ),
      (
        ["--log-probabilities"], 65,
        "focal: <stdin>:2:2: 0.5 is no log-probability; expected 0 or less in column 'p'\n"
      ),
      (
        ["/nonexistent.csv"], 66,
        "focal: /nonexistent.csv: cannot open: No such file or directory\n"
      ),
      (["/"], 66, "focal: /: is a directory; expected a file\n"),
      (
        ["-o", "/nonexistent/out"], 74,
        "focal: /nonexistent/out: cannot write: No such file or directory\n"
      ),
    ])
  func statuses(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let run = try Focal(arguments, input: "label,p\n1,0.5\n0,0.5\n")
    #expect(run.status == status)
    #expect(run.diagnostics == message)
    #expect(run.output.isEmpty || status == 1)
  }

  @Test("a reader that goes away is no error")
  func closedPipe() throws {
    // More than any pipe holds, so that writing fails while rows are left.
    let files = Array(repeating: "Examples/Data/digits.csv", count: 5).joined(separator: " ")
    let line = "{ focal --per-sample \(files); echo \"status $?\" >&2; } | head -n 1"
    let output = try Products.shell(line)
    #expect(output.contains("id,label,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,focal_loss\n"))
    #expect(output.hasSuffix("status 0\n"))
    #expect(!output.contains("focal:"))
  }

  @Test(
    "a full device is status 74", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func fullDevice() throws {
    let sentence = "cannot write: No space left on device\nstatus 74\n"
    for line in [
      "focal \(Self.data)", "focal --help", "focal presets", "focal --per-sample \(Self.data)",
    ] {
      #expect(try Products.shellWithStatus("\(line) > /dev/full") == "focal: <stdout>: \(sentence)")
    }
    #expect(
      try Products.shellWithStatus("focal -o /dev/full \(Self.data)")
        == "focal: /dev/full: \(sentence)")
  }

  @Test("beyond a limit of the size of files is status 74, and what keeps within it is written")
  func fileSizeLimit() throws {
    let file = "Examples/Data/digits.csv"
    let script = """
      folder=$(mktemp -d)
      focal --per-sample \(file) > "$folder/expected"
      for limit in 1000 200; do
        (ulimit -f $limit; focal --per-sample -o "$folder/out" \(file) 2>&1 | sed 's/.*: cannot/cannot/')
      done
      cmp "$folder/expected" "$folder/out" && ls "$folder"
      rm -r "$folder"
      """
    #expect(try Products.shell(script) == "cannot write: File too large\nexpected\nout\n")
  }

  @Test("a message that cannot be written does not change the status")
  func fullDiagnostics() throws {
    #expect(try Products.shellWithStatus("focal --nope 2>&-") == "status 64\n")
    #expect(
      try Products.shellWithStatus("focal -b --fail-above 0 \(Self.data) 2>&-").hasSuffix(
        "\nstatus 1\n"))
  }

  @Test("an output that is closed is status 74")
  func closedOutput() throws {
    #expect(
      try Products.shellWithStatus("focal \(Self.data) >&-")
        == "focal: <stdout>: cannot write: Bad file descriptor\nstatus 74\n")
  }

  @Test("standard input that is a directory, or closed, cannot be read")
  func badInput() throws {
    #expect(
      try Products.shellWithStatus("focal < .")
        == "focal: <stdin>: is a directory; expected a file\nstatus 66\n")
    #expect(
      try Products.shellWithStatus("focal - <&-")
        == "focal: <stdin>: cannot read: Bad file descriptor\nstatus 66\n")
  }

  @Test(
    "a terminal for standard input is short usage",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
  func terminal() throws {
    let output = try Products.shellWithStatus(
      "script -qec focal /dev/null < /dev/null | tr -d '\\r'")
    #expect(output.hasPrefix("focal: no input; usage: focal [OPTIONS] [FILE ...]"))
    #expect(
      try Products.shellWithStatus("script -qec focal /dev/null > /dev/null") == "status 64\n")
  }

  @Test(
    "a file that nobody may read cannot be read",
    .enabled(if: getuid() != 0, "root reads every file"))
  func unreadable() throws {
    let line = "d=$(mktemp -d); : > $d/a; chmod 0 $d/a; focal $d/a 2>&1; s=$?; rm -r $d; exit $s"
    let output = try Products.shellWithStatus("( \(line) )")
    #expect(output.hasSuffix("/a: cannot open: Permission denied\nstatus 66\n"))
  }
}
