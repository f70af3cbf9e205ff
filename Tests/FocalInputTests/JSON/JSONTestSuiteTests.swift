import Foundation
import Testing

@testable import FocalInput

@Suite("The public JSON test suite")
struct JSONTestSuiteTests {
  /// The file whose text ends the row, and is wrong only after it.
  private static let endsRow = "n_structure_object_followed_by_closing_object"

  @Test("All files are there")
  func count() throws {
    let files = try JSONTestSuite.files()
    #expect(files.count { $0.isValid } == 98)
    #expect(files.count { !$0.isValid } == 186)
  }

  @Test(
    "The value of a member that nobody wants is checked", arguments: try JSONTestSuite.files())
  func unusedMember(file: JSONTestSuite.File) {
    let prefix = Array("{\"p\":1}\n{\"p\":2,\"x\":".utf8)
    let input = JSONInput(prefix + file.bytes + Array("}\n{\"p\":3}\n".utf8), numbers: ["p"])
    // Lines cannot hold a value on several of them, so that such files go into an array.
    let array = JSONInput(
      Array("[{\"p\":1},{\"p\":2,\"x\":".utf8) + file.bytes + Array("},{\"p\":3}]".utf8),
      numbers: ["p"])
    let inputs = file.bytes.contains(ASCII.lineFeed) ? [array] : [input, array]
    for input in inputs {
      let reading = JSONReading(input, chunkByteCount: 64)
      if file.isValid {
        #expect(reading.error == nil)
        #expect(reading.numbers == [[1], [2], [3]])
      } else {
        #expect(reading.error != nil)
        #expect(reading.error?.position != nil)
        let isAfterRow = file.name == Self.endsRow && reading.layout == .rows
        #expect(reading.numbers == (isAfterRow ? [[1], [2]] : [[1]]))
      }
    }
  }

  @Test("The scanner takes what a file holds as a document", arguments: try JSONTestSuite.files())
  func document(file: JSONTestSuite.File) {
    let scanner = JSONScanner(rowsAreLines: false)
    let bytes = file.bytes.span
    let isWhole: Bool
    do throws(JSONFault) {
      let end = try scanner.value(bytes, from: scanner.skipSpaces(bytes, from: 0))
      isWhole = scanner.skipSpaces(bytes, from: end) == bytes.count
    } catch {
      isWhole = false
    }
    #expect(isWhole == file.isValid)
  }
}
