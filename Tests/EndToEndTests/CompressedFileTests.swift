import Foundation
import TestSupport
import Testing

/// Compressed files and the programs that read them, as the process finds them.
@Suite struct CompressedFileTests {
  /// A line of shell in a folder of its own, with a compressed file `a.gz` and a program `gzip` of
  /// somebody else that must not run.
  static func run(_ line: String) throws -> String {
    let focal = Products.folder.appending(path: "focal").path()
    return try Products.shellWithStatus(
      """
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      printf 'label,p\n1,.5\n0,.5\n' | gzip > a.gz
      printf '#!/bin/sh\necho ran > ran\n' > gzip; chmod +x gzip
      F='\(focal)'
      \(line)
      """)
  }

  @Test("a program is not taken from the folder that one stands in, even where PATH says so")
  func relative() throws {
    let sentence =
      "focal: a.gz: is compressed by gzip, but no folder of PATH has the program 'gzip'; "
      + "install it, or pipe the decompressed rows to focal\n"
    for path in ["", ".", ":", "./", "../$(basename \"$folder\")"] {
      let line = "PATH=\"\(path)\" \"$F\" a.gz; status=$?; ls; (exit $status)"
      #expect(try Self.run(line) == sentence + "a.gz\ngzip\nstatus 66\n", "\(path)")
    }
    #expect(try Self.run("PATH=.:$PATH \"$F\" -b a.gz") == "0.08664339756999316\nstatus 0\n")
  }

  @Test("standard input is decompressed, be it a file or a pipe")
  func standardInput() throws {
    for line in ["\"$F\" -b < a.gz", "cat a.gz | \"$F\" -b", "\"$F\" -b - < a.gz"] {
      #expect(try Self.run(line) == "0.08664339756999316\nstatus 0\n")
    }
  }

  @Test("a file that is cut short is an error even where the end of children is ignored")
  func ignoredChildren() throws {
    let line =
      "head -c 30 a.gz > b.gz; perl -e '$SIG{CHLD} = \"IGNORE\"; exec @ARGV' \"$F\" -b b.gz"
    let sentence =
      "focal: b.gz: cannot be decompressed: gzip: stdin: unexpected end of file\nstatus 66\n"
    #expect(try Self.run(line) == sentence)
  }

  @Test("a run that needs only the first row ends the program")
  func early() throws {
    let line =
      "(printf 'label,p\\n'; yes 1,.5 | head -n 3000000) | gzip -1 > b.gz; "
      + "\"$F\" explain --row 1 b.gz | head -n 1; ps -ef | grep -c '[g]zip -dc'"
    #expect(
      try Self.run(line)
        == "focal loss  0.04332169878499658  (row 1, label 1)\n0\nstatus 1\n")
  }
}
