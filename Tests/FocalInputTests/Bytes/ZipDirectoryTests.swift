import Testing

@testable import FocalInput

@Suite("ZipDirectory")
struct ZipDirectoryTests {
  /// An archive of two arrays, with the places of the entry of the first and of the end.
  struct Archive {
    var bytes: [UInt8]
    let entry: Int
    let end: Int
  }

  /// The problem of an archive that a change makes wrong; nil where it is still read.
  static func problem(_ change: (inout Archive) -> Void) throws -> InputError.Problem? {
    let bytes = try ArrayFile.named("two.npz").bytes
    var archive = Archive(
      bytes: bytes,
      entry: try #require(bytes.firstRange(of: [0x50, 0x4b, 1, 2])).lowerBound,
      end: try #require(bytes.firstRange(of: [0x50, 0x4b, 5, 6])).lowerBound)
    change(&archive)
    let source = ByteSource(bytes: archive.bytes, name: "test")
    return ArrayReading(source, isArchive: true).error?.problem
  }

  @Test("What a directory says of a member must be so")
  func members() throws {
    #expect(try Self.problem { _ in } == nil)
    // Encrypted.
    #expect(try Self.problem { $0.bytes[$0.entry + 8] |= 1 } == .zip(.encrypted("y_true.npy")))
    // Compressed by deflate, and by another method.
    #expect(
      try Self.problem { $0.bytes[$0.entry + 10] = 8 } == .zip(.compressed("y_true.npy", method: 8))
    )
    #expect(
      try Self.problem { $0.bytes[$0.entry + 10] = 93 }
        == .zip(.compressed("y_true.npy", method: 93)))
    // Sizes that differ though nothing is compressed, and a place where no member begins.
    #expect(try Self.problem { $0.bytes[$0.entry + 20] ^= 1 } == .zip(.damagedMember("y_true.npy")))
    #expect(try Self.problem { $0.bytes[$0.entry + 42] = 1 } == .zip(.damagedMember("y_true.npy")))
    // A size, and a place, beyond the end of the archive.
    #expect(
      try Self.problem {
        $0.bytes[$0.entry + 22] = 1
        $0.bytes[$0.entry + 26] = 1
      } == .zip(.memberBeyondEnd("y_true.npy")))
    #expect(
      try Self.problem { $0.bytes[$0.entry + 44] = 1 } == .zip(.memberBeyondEnd("y_true.npy")))
    // A smaller size than that of the array.
    #expect(
      try Self.problem {
        $0.bytes[$0.entry + 20] -= 8
        $0.bytes[$0.entry + 24] -= 8
      } == .array(.cutShort(rowCount: 6, expected: 7), member: "y_true"))
    #expect(
      try Self.problem {
        $0.bytes[$0.entry + 20] += 1
        $0.bytes[$0.entry + 24] += 1
      } == .array(.bytesAfterEnd, member: "y_true"))
  }

  @Test("What the end of an archive says must be so")
  func end() throws {
    let damaged = InputError.Problem.zip(.damagedDirectory)
    #expect(try Self.problem { $0.bytes[$0.end + 10] = 3 } == damaged, "another member")
    #expect(try Self.problem { $0.bytes[$0.end + 11] = 255 } == damaged, "many members")
    #expect(try Self.problem { $0.bytes[$0.end + 14] = 1 } == damaged, "a larger directory")
    #expect(
      try Self.problem { $0.bytes[$0.end + 15] = 255 } == damaged, "a directory beyond any limit")
    #expect(try Self.problem { $0.bytes[$0.end + 16] ^= 1 } == damaged, "another place")
    #expect(try Self.problem { $0.bytes[$0.end + 19] = 1 } == damaged, "a place beyond the end")
    #expect(
      try Self.problem { $0.bytes[$0.entry + 28] = 255 } == damaged, "a name beyond the directory")
    #expect(
      try Self.problem { $0.bytes[$0.end + 20] = 1 } == .zip(.noDirectory),
      "a comment that is not there")
    #expect(try Self.problem { $0.bytes[$0.end] = 0 } == .zip(.noDirectory))
    #expect(try Self.problem { $0.bytes[$0.end + 10] = 0 } == .foreign(.zip, file: "test"))
    #expect(try Self.problem { $0.bytes = [] } == .notAnArchive)
    #expect(try Self.problem { $0.bytes[0] = 0 } == .notAnArchive)
  }

  @Test("A size that stands among the extra fields must be there")
  func zip64() throws {
    let whole = try ArrayFile.named("zip64.npz").bytes
    let entry = try #require(whole.firstRange(of: [0x50, 0x4b, 1, 2])).lowerBound
    let extra = entry + 46 + Int(whole[entry + 28])
    #expect(whole[extra] == 1, "the field of zip64")
    func problem(_ change: (inout [UInt8]) -> Void) -> InputError.Problem? {
      var bytes = whole
      change(&bytes)
      return ArrayReading(ByteSource(bytes: bytes, name: "test"), isArchive: true).error?.problem
    }
    #expect(problem { _ in } == nil)
    #expect(problem { $0[extra] = 2 } == .zip(.damagedDirectory), "another field")
    #expect(problem { $0[extra + 2] = 8 } == .zip(.damagedDirectory), "too few sizes")
    #expect(problem { $0[extra + 3] = 255 } == .zip(.damagedDirectory), "beyond the entry")
    #expect(problem { $0[extra + 11] = 255 } == .zip(.damagedDirectory), "beyond all integers")
    #expect(
      problem {
        $0[extra + 10] = 127
        $0[extra + 18] = 127
      } == .zip(.memberBeyondEnd("y_true.npy")))
    let locator = whole.count - 42
    #expect(whole[locator + 2] == 6 && whole[locator + 3] == 7)
    #expect(problem { $0[locator + 15] = 255 } == .zip(.damagedDirectory), "an end beyond the end")
    #expect(problem { $0[locator + 8] ^= 1 } == .zip(.damagedDirectory), "no end at the place")
  }
}
