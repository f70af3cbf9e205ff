import Testing

@testable import FocalInput

@Suite("InputFormat")
struct InputFormatTests {
  @Test(
    "The extension of a name tells the format",
    arguments: [
      ("a.csv", InputFormat.csv), ("A.CSV", .csv), ("x/y.tsv", .tsv), ("a.b.json", .json),
      ("a.ndjson", .ndjson), ("a.JSONL", .ndjson), ("a.txt", nil), ("a.npy", .npy), ("a.NPZ", .npz),
      ("a.tsv.gz", .tsv), ("a.json.ZST", .json),
      ("a.gz", nil), ("csv.xz", nil), ("csv", nil), ("-", nil),
      ("a.csv/data", nil), ("", nil), (".csv", .csv),
    ] as [(String, InputFormat?)])
  func names(name: String, format: InputFormat?) {
    #expect(InputFormat(fileName: name) == format)
  }

  @Test(
    "The first byte that is no white space tells the format, and nothing is lost",
    arguments: [
      ("", InputFormat.csv), ("a,b\n", .csv), ("{", .json), ("[", .json), (" \r\n\t[1]", .json),
      ("\u{feff}{}", .json), ("\u{feff}a", .csv), ("1\n", .csv), ("\"{\"", .csv),
      (String(repeating: " ", count: 10_000) + "[", .json),
    ])
  func bytes(text: String, format: InputFormat) throws {
    let bytes = Array(text.utf8)
    let source = ByteSource(bytes: bytes, name: "test", readSize: 7)
    #expect(try InputFormat(of: source) == format)
    #expect(try InputFormat(of: source) == format)
    var read = Array(repeating: UInt8(0), count: bytes.count + 1)
    var count = 0
    while case let more = try source.read(into: &read, count..<read.count), more > 0 {
      count += more
    }
    #expect(Array(read.prefix(count)) == bytes)
  }
}
