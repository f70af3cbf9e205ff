import Foundation
import TestSupport
import Testing

/// The files of the public JSON parsing test suite.
enum JSONTestSuite {
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// Whether it is JSON, or one of the numbers that Python, R and Spark write besides.
    var isValid: Bool { name.hasPrefix("y_") || Self.numbersOfPython.contains(name) }
    var testDescription: String { name }

    private static let numbersOfPython = [
      "n_number_NaN", "n_number_infinity", "n_number_minus_infinity",
    ]
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
