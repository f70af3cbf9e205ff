public import Foundation

/// A file of numbers beside the tests; its provenance stands in the README of its folder.
public struct Fixture {
  private let path: URL

  /// A file in the folder `Fixtures` beside a test file.
  ///
  /// - Parameters:
  ///   - name: the name of the file.
  ///   - testFile: the test file; the caller's own.
  public init(_ name: String, besides testFile: String = #filePath) {
    path = URL(filePath: testFile).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  }

  /// The bytes of the file.
  public func data() throws -> Data { try Data(contentsOf: path) }

  /// The lines of the file, without the empty ones.
  public func lines() throws -> [String] {
    String(decoding: try data(), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// The rows of a CSV file without quotes, by the names of its header.
  public func rows() throws -> [[String: String]] {
    let lines = try lines().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(lines[0], $0)) }
  }

  /// The objects of a JSON Lines file.
  public func objects() throws -> [[String: Any]] {
    try lines().map { try JSONFixtureValue.object(Data($0.utf8)) }
  }

  /// The object that a JSON file is.
  public func object() throws -> [String: Any] {
    try JSONFixtureValue.object(data())
  }
}

/// The number that a fixture writes, in decimal, as a C hexadecimal float or as `Infinity`.
///
/// - Parameter value: a JSON number or string.
/// - Returns: the number; NaN for nil, null and other texts, so that they equal nothing.
public func number(_ value: Any?) -> Double {
  switch value {
  case let text as String: Double(text) ?? .nan
  case let number as Double: number
  default: .nan
  }
}

/// The numbers of a JSON array.
///
/// - Parameter value: a JSON array.
/// - Returns: its numbers; none for anything else.
public func numbers(_ value: Any?) -> [Double] { (value as? [Any] ?? []).map(number) }
