import Foundation
import Testing

@testable import FocalCommand

/// Compressed files, which the system's programs read.
@Suite struct CompressedInputTests {
  static let text = "label,p\n1,.5\n0,.5\n"

  /// The text compressed by each program, in base64: `printf … | PROGRAM -c`.
  static let compressed = [
    ("gzip", "H4sIAAAAAAAAA8tJTErN0SngMtTRM+UyABEAqC0BgRIAAAA="),
    ("zstd", "KLUv/QRYkQAAbGFiZWwscAoxLC41CjAsLjUKXxcGOg=="),
    (
      "xz",
      "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQARbGFiZWwscAoxLC41CjAsLjUKAAAAOVwUACruXPUAASoSSwhUvB+2830BAAAAAARZWg=="
    ),
    ("bzip2", "QlpoOTFBWSZTWS96qwwAAAhZgAAQAAViADIEQAAgADEA000DUMeonpT6DEK1GfdGi7kinChIF71VhgA="),
  ]

  static func bytes(_ base64: String) -> [UInt8] {
    [UInt8](Data(base64Encoded: base64) ?? Data())
  }

  @Test("a compressed file is read as its content is, whatever its name", arguments: compressed)
  func files(_ program: String, _ base64: String) throws {
    let expected = Run.done("0.08664339756999316\n")
    let bytes = Self.bytes(base64)
    let folder = try TemporaryFolder()
    for name in ["a", "a.csv.gz", "a.csv"] {
      let path = folder.path(name)
      try Data(bytes).write(to: URL(filePath: path))
      #expect(focal(["--bare", path], input: []) == expected)
    }
    for readSize in [1, 3, .max] {
      #expect(focal(["--bare"], input: bytes, readSize: readSize) == expected)
      #expect(focal(["--bare", "--input-format", "csv"], input: bytes) == expected)
    }
    let rows = focal(["--per-sample", folder.path("a")], input: [])
    #expect(rows.output.hasPrefix("label,p,focal_loss\n1,.5,0.0"))
    let labels = try folder.file("p.csv", "p\n.5\n.5\n")
    #expect(focal(["--bare", "--labels", folder.path("a"), labels], input: []) == expected)
  }

  @Test("a file that is cut short is an error with the words of the program")
  func cutShort() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.gz")
    try Data(Self.bytes(Self.compressed[0].1).dropLast(9)).write(to: URL(filePath: path))
    #expect(
      focal([path], input: [])
        == .failed(
          .noInput, "\(path): cannot be decompressed: gzip: stdin: unexpected end of file"))
  }

  @Test("what follows the compressed data is an error of every program", arguments: compressed)
  func garbage(_ program: String, _ base64: String) {
    let run = focal(["--bare"], input: Self.bytes(base64) + Array("garbage\n".utf8))
    #expect(run.status == .noInput && run.output.isEmpty)
    #expect(run.diagnostics.contains("cannot be decompressed: "), "\(run.diagnostics)")
  }

  @Test("what is compressed twice is refused with the commands for it")
  func twice() throws {
    // printf … | gzip -nc | gzip -nc
    let bytes = Self.bytes(
      "H4sIAAAAAAAAA5Pv5mAAA+bTnj5eZy9qPjC6ctH4qRGDIMMKXcZGIaAkAKl3erkjAAAA")
    #expect(
      focal([], input: bytes)
        == .failed(
          .noInput, "<stdin>: is compressed twice; use 'gzip -dc FILE | gzip -dc | focal ...'"))
  }

  @Test("names that only begin like a compressed file are columns")
  func columns() {
    let input = "BZh9,label,p\nx,1,.5\nx,0,.5\n"
    #expect(focal("--bare", input: input) == .done("0.08664339756999316\n"))
  }
}
