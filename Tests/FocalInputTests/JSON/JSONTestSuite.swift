import Foundation
import TestSupport
import Testing

/// The files of the public JSON parsing test suite.
enum JSONTestSuite {
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var isValid: Bool { name.hasPrefix("y_") }
    var testDescription: String { name }
  }

  static func files() throws -> [File] {
    try Fixture("json_test_suite.tsv").lines().filter { !$0.hasPrefix("#") }.map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let contents = [1, 3].map { index in
        index < parts.count ? [UInt8](Data(base64Encoded: parts[index]) ?? Data()) : []
      }
      let count = parts.count > 2 ? Int(parts[2]) ?? 1 : 1
      return File(
        name: parts[0],
        bytes: Array(repeatElement(contents[0], count: count).joined()) + contents[1])
    }
  }
}
