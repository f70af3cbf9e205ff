import Testing

@testable import FocalInput

@Suite("ArrayHeader")
struct ArrayHeaderTests {
  /// The header of an array, with what stands before it.
  static func bytes(_ text: String, version: [UInt8] = [1, 0]) -> [UInt8] {
    let count = text.utf8.count
    let length = (0..<(version[0] == 1 ? 2 : 4)).map {
      UInt8(truncatingIfNeeded: count >> (8 * $0))
    }
    return ArrayHeader.magic + version + length + Array(text.utf8)
  }

  @Test(
    "A header says the type, the order and the shape, however its dictionary is spaced",
    arguments: [
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }   \n", "<f8", false, 3, 1),
      ("{'shape':(3,2),'fortran_order':True,'descr':'>i2'}", ">i2", true, 3, 2),
      ("{\"descr\": \"|b1\", 'fortran_order': True, 'shape': (3L, 1L)}", "|b1", false, 3, 1),
      ("{'descr': '|u1', 'fortran_order': False, 'shape': (0, 4)}", "|u1", false, 0, 4),
    ])
  func right(
    _ text: String, _ type: String, _ isColumnMajor: Bool, _ rowCount: Int, _ columnCount: Int
  ) throws {
    for version in [1, 2, 3] as [UInt8] {
      let header = try ArrayHeader(Self.bytes(text, version: [version, 0]))
      #expect(header.type == BinaryNumber(name: type))
      #expect(header.isColumnMajor == isColumnMajor)
      #expect(header.rowCount == rowCount && header.columnCount == columnCount)
      #expect(header.byteCount == text.utf8.count + (version == 1 ? 10 : 12))
    }
  }

  @Test(
    "Anything else is refused, from where it is not what NumPy writes",
    arguments: [
      ("", ""), ("{}", ""), ("[1]", "[1]"), ("{'descr': '<f8'", ""),
      ("{'descr': '<f8', 'fortran_order': False}", ""),
      ("{'descr': '<f8', 'descr': '<f8'}", "'descr': '<f8'}"),
      ("{'descr': '<f8', 'fortran_order': 0, 'shape': (3,)}", "0, 'shape': (3,)}"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (3)}", "3)}"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (-3,)}", "-3,)}"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (3.0,)}", "3.0,)}"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': [3]}", "[3]}"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,)} x", "x"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (3,), 'x': 1}", "'x': 1}"),
      ("{'descr': '<\\x66', 'fortran_order': False}", "'<\\x66', 'fortran_order': False}"),
      ("{'descr': '<f8, }", "'<f8, }"), ("{__import__('os')}", "__import__('os')}"),
    ])
  func malformed(_ text: String, _ found: String) {
    #expect(throws: ArrayProblem.malformedHeader(found: String(found.prefix(32)))) {
      _ = try ArrayHeader(Self.bytes(text))
    }
  }

  @Test("Types that are no numbers of a known size are refused by name")
  func types() {
    for name in ["<f16", "<c8", "<U3", "|S3", "<M8[s]", "f8", "<f3", "<i16", "<b1x", "|f8", "=f8"] {
      #expect(throws: ArrayProblem.elementType(name: name)) {
        _ = try ArrayHeader(
          Self.bytes("{'descr': '\(name)', 'fortran_order': False, 'shape': (3,)}"))
      }
    }
    #expect(throws: ArrayProblem.objects) {
      _ = try ArrayHeader(Self.bytes("{'descr': '|O', 'fortran_order': False, 'shape': (3,)}"))
    }
    for records in ["[('y', '<i4')]", "('<f8', (2,))"] {
      #expect(throws: ArrayProblem.records) {
        _ = try ArrayHeader(
          Self.bytes("{'descr': \(records), 'fortran_order': False, 'shape': (3,)}"))
      }
    }
  }

  @Test(
    "Shapes of another kind, and sizes that no file has, are refused",
    arguments: [
      ("()", ArrayProblem.dimensions(count: 0)), ("(1, 2, 3)", .dimensions(count: 3)),
      ("(3, 0)", .noColumns), ("(99999999999999999999,)", .tooLarge),
      ("(9223372036854775807,)", .tooLarge), ("(1152921504606846976,)", .tooLarge),
      ("(1152921504606846975,)", .tooLarge),
      ("(2, 9223372036854775807)", .rowTooLong(limit: 4 << 20)),
      ("(2, 524289)", .rowTooLong(limit: 4 << 20)), ("(70368744177664, 524288)", .tooLarge),
    ])
  func shapes(_ shape: String, _ problem: ArrayProblem) {
    #expect(throws: problem) {
      _ = try ArrayHeader(
        Self.bytes("{'descr': '<f8', 'fortran_order': False, 'shape': \(shape)}"))
    }
  }

  @Test("What stands before the dictionary is checked before anything is read")
  func prefix() {
    func problem(_ bytes: [UInt8]) -> ArrayProblem? {
      do throws(ArrayProblem) {
        _ = try ArrayHeader.byteCount(bytes)
        return nil
      } catch {
        return error
      }
    }
    let magic = ArrayHeader.magic
    #expect(problem([]) == .notAnArray)
    #expect(problem(Array("label,p\n1,.5".utf8)) == .notAnArray)
    #expect(problem(magic + [1, 0, 0]) == .headerCutShort)
    #expect(problem(magic + [4, 0, 0, 0, 0, 0]) == .version(major: 4, minor: 0))
    #expect(problem(magic + [0, 1, 0, 0, 0, 0]) == .version(major: 0, minor: 1))
    #expect(problem(magic + [1, 0, 0xf6, 0xff, 0, 0]) == nil)
    #expect(problem(magic + [1, 0, 0xf7, 0xff, 0, 0]) == .headerTooLong(limit: 1 << 16))
    #expect(problem(magic + [2, 0, 0xff, 0xff, 0xff, 0xff]) == .headerTooLong(limit: 1 << 16))
  }
}
