import Foundation
import Testing

@testable import FocalCommand

/// What is said of files that are no text, or no arrays that can be read.
@Suite struct BinarySentenceTests {
  typealias Arrays = ArrayInputTests

  static let magic: [UInt8] = Array(Arrays.npy([[1]]).prefix(6))

  /// An array whose header has a text in place of another.
  static func npy(_ old: String, _ new: String) -> [UInt8] {
    let whole = Arrays.npy([[1, 0.5], [0, 0.25]])
    let header = String(decoding: whole[10...].prefix { $0 != 10 }, as: UTF8.self)
    let changed = Array((header.replacing(old, with: new) + "\n").utf8)
    let prefix = Array(whole[..<8]) + [UInt8(changed.count), 0]
    return prefix + changed + Array(whole.suffix(32))
  }

  static let wrongArrays: [([UInt8], String)] = [
    (
      npy("<f8", "|O"),
      "the array holds Python objects; expected numbers, as of array.astype(float)"
    ),
    (
      npy("'<f8'", "[('y', '<f8')]"),
      "the array has records of several fields; write each field as an array with numpy.savez"
    ),
    (
      npy("<f8", "<U4"),
      "the array holds texts ('<U4'); expected numbers, such as the indices of classes"
    ),
    (
      npy("<f8", "<c8"),
      "the array has elements of type '<c8'; expected floats of 2, 4 or 8 bytes, integers or booleans, as of array.astype(float)"
    ),
    (npy("(2, 2)", "()"), "the array has 0 dimensions; expected 1, or 2 with a column a class"),
    (
      npy("(2, 2)", "(2, 2, 1)"),
      "the array has 3 dimensions; expected 1, or 2 with a column a class"
    ),
    (npy("(2, 2)", "(2, 0)"), "the array has rows without columns"),
    (npy("(2, 2)", "(2, 600000)"), "the array has rows longer than 4194304 bytes"),
    (npy("(2, 2)", "(1152921504606846976, 2)"), "the array says it is larger than any file"),
    (npy("(2, 2)", "(9, 2)"), "the array ends after 2 rows of 9; the file may be cut short"),
    (npy("(2, 2)", "(1, 2)"), "the array is followed by other bytes; expected the end of the file"),
    (
      npy("'shape'", "shape"),
      "the array has a header that NumPy does not write, from 'shape: (2, 2)}\\n' on"
    ),
    (
      Array(Arrays.npy([[1]]).prefix(40)),
      "the array ends within its header; the file may be cut short"
    ),
    (magic + [9, 1, 0, 0, 0, 0], "the array has format version 9.1; expected 1.0, 2.0 or 3.0"),
    (
      magic + [2, 0, 0, 0, 1, 0],
      "the array has a header longer than 65536 bytes"
    ),
  ]

  @Test("every array that cannot be read has its sentence", arguments: wrongArrays)
  func arrays(_ bytes: [UInt8], _ sentence: String) {
    #expect(
      focal(["--input-format", "npy"], input: bytes) == .failed(.data, "<stdin>: \(sentence)"))
  }

  static let wrongArchives: [([UInt8], String)] = [
    (
      Arrays.npz([]),
      "is a zip archive; use: unzip -p FILE | focal"
    ),
    (
      Array(Arrays.npz([("y", Arrays.npy([[1]]))]).dropLast()),
      "the archive has no directory at its end; the file may be cut short"
    ),
    (
      Arrays.npz([("label", Arrays.npy([[1]])), ("p", Arrays.npy([[0.5], [0.5]]))]),
      "array 'p' has 2 rows, but 'label' has 1; name the arrays with --label and --prediction"
    ),
    (
      Arrays.npz([("label", npy("<f8", "|O"))]),
      "array 'label' holds Python objects; expected numbers, as of array.astype(float)"
    ),
  ]

  @Test("every archive that cannot be read has its sentence", arguments: wrongArchives)
  func archives(_ bytes: [UInt8], _ sentence: String) {
    #expect(focal([], input: bytes) == .failed(.data, "<stdin>: \(sentence)"))
  }

  @Test(
    "what a directory says wrong has its sentence",
    arguments: [
      (8, 1, "member 'label.npy' is encrypted; expected one that is not"),
      (
        10, 8,
        "member 'label.npy' is compressed; write the arrays with numpy.savez rather than savez_compressed"
      ),
      (20, 1, "member 'label.npy' of the archive is damaged"),
      (45, 1, "member 'label.npy' goes beyond the end of the archive; the file may be cut short"),
      (29, 1, "the directory of the archive is damaged"),
    ])
  func directories(_ offset: Int, _ value: UInt8, _ sentence: String) throws {
    var bytes = Arrays.npz([("label", Arrays.npy([[1]])), ("p", Arrays.npy([[0.5]]))])
    let entry = try #require(bytes.firstRange(of: [0x50, 0x4b, 1, 2])).lowerBound
    bytes[entry + offset] = value
    #expect(focal([], input: bytes) == .failed(.data, "<stdin>: \(sentence)"))
  }

  @Test("an array that is named must be in the archive, and the file an archive")
  func members() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.npz")
    try Data(Arrays.npz([("y", Arrays.npy([[1]])), ("p", Arrays.npy([[0.5]]))])).write(
      to: URL(filePath: path))
    #expect(
      focal(["\(path):q"], input: [])
        == .failed(.data, "\(path):q: the archive has no array 'q'; expected one of 'y', 'p'"))
    let other = folder.path("b.npz")
    try Data(Arrays.npy([[1, 0.5]])).write(to: URL(filePath: other))
    let sentence = "is no .npz file; expected an archive of numpy.savez"
    #expect(focal(["\(other):q"], input: []) == .failed(.data, "\(other):q: \(sentence)"))
    let text = try folder.file("c.npz", "label,p\n1,.5\n")
    for path in [text, "\(text):label"] {
      #expect(focal([path], input: []) == .failed(.data, "\(path): \(sentence)"))
    }
    let array = try folder.file("c.npy", "label,p\n1,.5\n")
    #expect(
      focal([array], input: [])
        == .failed(
          .data, "\(array): the array is none of NumPy's, which begin with \\x93NUMPY"))
  }

  @Test("files of other programs are named, with the command that makes them readable")
  func foreign() throws {
    let folder = try TemporaryFolder()
    let files: [(String, [UInt8], String)] = [
      (
        "x.parquet", Array("PAR1\u{15}\u{4}".utf8),
        #"is Parquet; use: duckdb -c "COPY (FROM 'FILE') TO '/dev/stdout' (FORMAT csv, HEADER)" | focal"#
      ),
      (
        "x.feather", Array("ARROW1\0\0".utf8),
        #"is Arrow (Feather); use: python -c "import pandas, sys; pandas.read_feather('FILE').to_csv(sys.stdout, index=False)" | focal"#
      ),
      (
        "x.pkl", [0x80, 4],
        #"is a Python pickle; use: python -c "import pandas, sys; pandas.read_pickle('FILE').to_csv(sys.stdout, index=False)" | focal (if you trust who made it)"#
      ),
      (
        "x.db", Array("SQLite format 3\0".utf8),
        "is an SQLite database; use: sqlite3 -csv -header FILE 'SELECT * FROM TABLE' | focal"
      ),
      ("x.lz4", [4, 0x22, 0x4d, 0x18], "is compressed by lz4; use: lz4 -dc FILE | focal"),
    ]
    for (name, bytes, sentence) in files {
      #expect(focal([], input: bytes) == .failed(.data, "<stdin>: \(sentence)"))
      let path = folder.path(name)
      try Data(bytes).write(to: URL(filePath: path))
      #expect(
        focal(["--input-format", "csv", path], input: [])
          == .failed(.data, "\(path): \(sentence.replacing("FILE", with: path))"))
      // A name that a shell would take apart is not put into a command.
      let odd = folder.path("x; rm y")
      try Data(bytes).write(to: URL(filePath: odd))
      #expect(focal([odd], input: []) == .failed(.data, "\(odd): \(sentence)"))
    }
  }

  @Test(
    "text of another encoding, and lines that end otherwise, have the command that changes them")
  func text() {
    let utf16: [UInt8] = [0xff, 0xfe] + "label,p\n".utf8.flatMap { [$0, 0] }
    #expect(
      focal([], input: utf16)
        == .failed(
          .data,
          "<stdin>: is text in UTF-16, not UTF-8; use: iconv -f UTF-16 -t UTF-8 FILE | focal"))
    #expect(
      focal([], input: Array(utf16.dropFirst(2)))
        == .failed(
          .data,
          "<stdin>: is text in UTF-16, not UTF-8; use: iconv -f UTF-16LE -t UTF-8 FILE | focal"))
    let utf32 = utf16.prefix(2) + [0, 0] + utf16.dropFirst(2)
    #expect(
      focal([], input: Array(utf32))
        == .failed(
          .data,
          "<stdin>: is text in UTF-32, not UTF-8; use: iconv -f UTF-32 -t UTF-8 FILE | focal"))
    #expect(
      focal("", input: "label,p\r1,.5\r")
        == .failed(
          .data,
          "<stdin>: its lines end in a carriage return alone; use: tr '\\r' '\\n' < FILE | focal"))
  }

  @Test("a lone column says that labels are missing")
  func noLabels() {
    #expect(
      focal([], input: Arrays.npy([[0.5], [0.25]]))
        == .failed(
          .usage, "<stdin>: a single column has no labels beside it; add --labels FILE"))
  }
}
