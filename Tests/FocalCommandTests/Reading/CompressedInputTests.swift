import Foundation
import Testing

@testable import FocalCommand

/// Compressed files: an error that names the pipeline to use.
@Suite struct CompressedInputTests {
  @Test(
    "a compressed file is told by its name",
    arguments: [
      ("a.csv.gz", "gzip", "zcat"), ("a.json.GZ", "gzip", "zcat"),
      ("a.zst", "zstandard", "zstdcat"),
      ("a.csv.bz2", "bzip2", "bzcat"), ("a.csv.xz", "xz", "xzcat"),
    ])
  func names(_ name: String, _ compression: String, _ reader: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(name, "label,p\n1,.5\n")
    let expected = Run.failed(
      .noInput, "\(path): is compressed by \(compression); use '\(reader) FILE | focal ...'")
    #expect(focal(path) == expected)
    #expect(focal("--input-format csv --per-sample \(path)") == expected)
    #expect(focal("--labels \(path)", input: "p\n.5\n") == expected)
  }

  @Test(
    "a compressed file is told by its first bytes",
    arguments: [
      ([0x1f, 0x8b, 0x08, 0x00, 0x00], "gzip", "zcat"),
      ([0x28, 0xb5, 0x2f, 0xfd, 0x24], "zstandard", "zstdcat"),
      ([0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26], "bzip2", "bzcat"),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00], "xz", "xzcat"),
    ] as [([UInt8], String, String)])
  func bytes(_ bytes: [UInt8], _ compression: String, _ reader: String) throws {
    let sentence = "is compressed by \(compression); use '\(reader) FILE | focal ...'"
    for size in [1, 3, .max] {
      for line in [[], ["--input-format", "ndjson"], ["--bare", "-"]] {
        #expect(
          focal(line, input: bytes + [10], readSize: size)
            == .failed(.noInput, "<stdin>: \(sentence)"))
      }
    }
    let folder = try TemporaryFolder()
    let path = folder.path("a.csv")
    try Data(bytes).write(to: URL(filePath: path))
    #expect(focal(path) == .failed(.noInput, "\(path): \(sentence)"))
  }

  @Test("names that only begin like a compressed file are columns")
  func columns() {
    let input = "BZh9,label,p\nx,1,.5\nx,0,.5\n"
    #expect(focal("--bare", input: input) == .done("0.08664339756999316\n"))
  }
}
