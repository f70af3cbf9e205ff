import Foundation
import TestSupport
import Testing

/// The README cannot rot: its commands are run, its program is the one that is built.
@Suite struct ReadmeTests {
  /// A command of the README, with the output that the README shows.
  struct Transcript: Sendable, CustomTestStringConvertible {
    let command: String
    var output = ""
    var testDescription: String { command }
  }

  static let transcripts: [Transcript] = blocks("console").flatMap { block in
    var transcripts: [Transcript] = []
    for line in block.dropLast().split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        transcripts.append(Transcript(command: String(line.dropFirst(2))))
      } else if !transcripts.isEmpty {
        transcripts[transcripts.count - 1].output += line + "\n"
      }
    }
    return transcripts
  }

  @Test("a command of the README prints what the README shows", arguments: transcripts)
  func transcript(_ transcript: Transcript) throws {
    #expect(try Products.shell(transcript.command) == transcript.output)
  }

  @Test("the README has the commands that the test is to find")
  func count() {
    #expect(Self.transcripts.count == 11)
  }

  @Test("the Swift program of the README is the example that is built and run")
  func program() throws {
    let source = try String(
      contentsOf: Products.root.appending(path: "Examples/LossOfABatch/main.swift"),
      encoding: .utf8)
    #expect(Self.blocks("swift") == [source])
  }

  @Test("the README names every option")
  func options() throws {
    let readme = try Self.readme()
    for word in try Products.shell("focal --help").split(whereSeparator: {
      !$0.isLetter && $0 != "-"
    })
    where word.hasPrefix("--") {
      #expect(readme.contains("`\(word)`"), "\(word)")
    }
  }

  @Test("the README is short enough to be read")
  func length() throws {
    #expect(try Self.readme().split(separator: "\n", omittingEmptySubsequences: false).count <= 225)
  }

  private static func readme() throws -> String {
    try String(contentsOf: Products.root.appending(path: "README.md"), encoding: .utf8)
  }

  /// The texts of the fenced blocks of a language.
  private static func blocks(_ language: String) -> [String] {
    let readme = (try? readme()) ?? ""
    return readme.components(separatedBy: "```\(language)\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
  }
}
