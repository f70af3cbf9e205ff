import Testing

@testable import FocalInput

@Suite("ForeignFormat")
struct ForeignFormatTests {
  static let beginnings: [(ForeignFormat, [UInt8])] = [
    (.parquet, Array("PAR1\u{15}\u{4}\u{15}".utf8)),
    (.arrow, Array("ARROW1\0\0".utf8)), (.arrowStream, [255, 255, 255, 255, 0x18, 1]),
    (.feather, Array("FEA1\0\0".utf8)), (.orc, Array("ORC\u{8}\u{2}".utf8)),
    (.avro, Array("Obj\u{1}\u{4}".utf8)),
    (.excel97, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    (.pickle, [0x80, 4, 0x95]), (.pickle, [0x80, 5]),
    (.safetensors, Array("H\u{1}\0\0\0\0\0\0{\"p\"".utf8)),
    (.hdf5, [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]),
    (.sqlite, Array("SQLite format 3\0".utf8)),
    (.rds, Array("X\n\0\0\0\u{3}".utf8)), (.rdata, Array("RDX3\nX\n".utf8)),
    (.matlab, Array("MATLAB 5.0 MAT-file, Platform".utf8)),
    (.stata, Array("<stata_dta><header>".utf8)), (.stata, [0x72, 2, 1, 0]),
    (.sas, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xc2, 0xea, 0x81, 0x60]),
    (.spss, Array("$FL2@(#) SPSS".utf8)), (.sevenZip, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]),
    (.tar, Array("a.csv\(String(repeating: "\0", count: 252))ustar  ".utf8)),
    (.compress, [0x1f, 0x9d, 0x90]), (.lz4, [4, 0x22, 0x4d, 0x18]),
    (.lzip, Array("LZIP\u{1}".utf8)),
    (.webPage, Array("<!DOCTYPE html>\n".utf8)), (.webPage, Array("<html><body>".utf8)),
  ]

  @Test("A file is known by its first bytes", arguments: beginnings)
  func beginning(_ format: ForeignFormat, _ bytes: [UInt8]) throws {
    #expect(ForeignFormat(bytes) == format)
    for readSize in [1, .max] {
      let source = ByteSource(bytes: bytes, name: "x", readSize: readSize)
      #expect(throws: InputError(.foreign(format, file: "x"))) {
        _ = try InputFormat(binary: source)
      }
    }
  }

  @Test("Every format but those of archives has a beginning here")
  func all() {
    let known = Set(Self.beginnings.map(\.0)).union([.excel, .torch, .zip])
    #expect(known == Set(ForeignFormat.allCases))
  }

  @Test(
    "Text that begins like one of them is text",
    arguments: [
      "PAR1,label,p\n1,1,.5\n", "PAR1\n", "ORC\t1\n", "ORCHID,p\n", "FEA1,FEA2\r\n", "Obj,p\n",
      "LZIP,p\n", "", "1", "label,p\n1,.5\n", "{\"label\":1}", "\u{feff}label,p",
      "\u{e9}\u{e8},p\n",
    ])
  func text(_ text: String) throws {
    #expect(try InputFormat(binary: ByteSource(bytes: Array(text.utf8), name: "x")) == nil)
  }

  @Test("An archive is known by its members")
  func archives() {
    #expect(ForeignFormat(zipMembers: ["[Content_Types].xml", "xl/workbook.xml"]) == .excel)
    #expect(ForeignFormat(zipMembers: ["archive/data.pkl", "archive/data/0"]) == .torch)
    #expect(ForeignFormat(zipMembers: ["preds.csv"]) == .zip)
    #expect(ForeignFormat(zipMembers: []) == .zip)
    #expect(ForeignFormat(zipMembers: ["y_true.npy", "y_prob.npy"]) == nil)
  }

  static func encoded(_ text: String, _ width: Int, isBig: Bool, hasMark: Bool) -> [UInt8] {
    ((hasMark ? "\u{feff}" : "") + text).unicodeScalars.flatMap { scalar -> [UInt8] in
      let bytes = (0..<width).map { UInt8(truncatingIfNeeded: scalar.value >> (8 * UInt32($0))) }
      return isBig ? bytes.reversed() : bytes
    }
  }

  @Test("Encodings of two and four bytes are known by their mark, or by their zeros")
  func encodings() {
    for text in ["label,p\n1,0.5\n", "1,0\n", "{\"p\":1}", "pr\u{e9}dit,p\n1,.5\n"] {
      for isBig in [false, true] {
        #expect(
          TextEncoding(Self.encoded(text, 2, isBig: isBig, hasMark: true)) == .utf16)
        #expect(
          TextEncoding(Self.encoded(text, 4, isBig: isBig, hasMark: true)) == .utf32)
        #expect(
          TextEncoding(Self.encoded(text, 2, isBig: isBig, hasMark: false))
            == (isBig ? .utf16BigEndian : .utf16LittleEndian))
      }
      #expect(TextEncoding(Array(text.utf8)) == nil)
      #expect(TextEncoding(Array("\u{feff}\(text)".utf8)) == nil)
    }
    #expect(TextEncoding([]) == nil && TextEncoding([0x31, 0]) == nil)
    #expect(TextEncoding([0, 0, 0, 0]) == nil && TextEncoding([0x31, 0, 0, 0x31]) == nil)
  }

  @Test(
    "Lines that end in carriage returns alone are told from others",
    arguments: [
      ("a,p\r1,.5\r", true), ("a,p\r1,.5", true), ("a,p\r\n1,.5\r\n", false), ("1,.5\r", false),
      ("a,p\n1,.5\n", false), ("1,.5", false), ("", false), ("\r", false), ("a\rb\n", false),
    ])
  func carriageReturns(_ text: String, _ expected: Bool) throws {
    try Self.expectCarriageReturns(text, expected)
  }

  @Test("So are those of long files")
  func manyCarriageReturns() throws {
    try Self.expectCarriageReturns(String(repeating: "1,.5\r", count: 20_000), true)
    try Self.expectCarriageReturns(String(repeating: "1,.5\r", count: 2000) + "\n", false)
  }

  private static func expectCarriageReturns(_ text: String, _ expected: Bool) throws {
    for readSize in [7, .max] {
      let source = ByteSource(bytes: Array(text.utf8), name: "x", readSize: readSize)
      #expect(try source.hasCarriageReturnLines() == expected)
    }
  }
}
