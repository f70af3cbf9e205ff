import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// Every sentence about reading stands in a test, word by word.
@Suite struct SentenceCoverageTests {
  /// What no test can bring about in its time, such as a pipe of gigabytes; and a set of letters,
  /// which is no sentence.
  static let exceptions = [
    "the pipe has more than", "GiB), which is the most",
    "of arrays that are read at several places",
    "the names of all members have", "/._-+=,@%",
  ]

  @Test(
    "no part of a sentence is in no test",
    arguments: ["Diagnostic", "Diagnostic+Data", "Diagnostic+Files", "Diagnostic+JSON"])
  func sentences(_ file: String) throws {
    let folder = Products.root.appending(path: "Sources/FocalCommand/Diagnostics")
    let source = try String(
      contentsOf: folder.appending(path: "\(file).swift"), encoding: .utf8)
    let fragments = Self.fragments(of: source).filter { $0.count >= 8 }
    #expect(fragments.count > 5)
    let tests = try Self.tests()
    for fragment in fragments where !Self.exceptions.contains(where: fragment.hasPrefix) {
      // Of a failure the whole of all tests would be printed.
      let isTested = tests.contains(fragment)
      #expect(isTested, "in no test: \(fragment)")
    }
  }

  @Test("the parts of literals are found between interpolations, however these are nested")
  func fragments() {
    let source = ##"""
      // "a comment"
      f("one \(g("two", h(1))) three " + "four") "\"five\" \(x)" #"six "\#(y)" seven"#
      """##
    #expect(
      Self.fragments(of: source) == [
        "one", "two", "three", "four", "\"five\"", "six \"", "\" seven",
      ])
  }

  /// All tests but this one, with the literals that `+` joins as one.
  private static func tests() throws -> String {
    let folder = Products.root.appending(path: "Tests")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    return try names.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("CoverageTests.swift") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }
      .joined()
      .replacing(/"\s*\+\s*#?"/, with: "").replacing(/\\\n\s*/, with: "")
      .replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
  }

  /// The parts of the literals of a source between their interpolations, without spaces around them.
  static func fragments(of source: String) -> [String] {
    /// Where a place of the source is.
    enum Part: Equatable {
      case text(isRaw: Bool)
      case code(depth: Int)
    }
    let lines = source.split(separator: "\n").filter {
      !$0.drop { $0 == " " }.hasPrefix("//")
    }
    let letters = Array(lines.joined(separator: "\n"))
    var parts: [Part] = [.code(depth: 0)]
    var fragments = [""]
    var index = 0
    func next(_ text: String) -> Bool { letters[index...].starts(with: text) }
    while index < letters.count {
      switch parts[parts.count - 1] {
      case .code(let depth):
        if next("#\"") || next("\"") {
          parts.append(.text(isRaw: next("#")))
          index += next("#") ? 2 : 1
          continue
        }
        if letters[index] == "(" { parts[parts.count - 1] = .code(depth: depth + 1) }
        if letters[index] == ")" {
          parts[parts.count - 1] = .code(depth: depth - 1)
          if depth == 1, parts.count > 1 { parts.removeLast() }
        }
        index += 1
      case .text(let isRaw):
        if next(isRaw ? "\\#(" : "\\(") {
          fragments.append("")
          parts.append(.code(depth: 1))
          index += isRaw ? 3 : 2
        } else if next(isRaw ? "\"#" : "\"") {
          fragments.append("")
          parts.removeLast()
          index += isRaw ? 2 : 1
        } else {
          if !isRaw, letters[index] == "\\" { index += 1 }
          fragments[fragments.count - 1].append(letters[index])
          index += 1
        }
      }
    }
    return fragments.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
