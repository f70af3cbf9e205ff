import Testing

@testable import FocalCommand

/// The habits of the shell.
@Suite struct ArgumentParserTests {
  static func settings(_ line: String) throws -> Settings {
    var parser = ArgumentParser(line.split(separator: " ").map(String.init))
    return try parser.settings()
  }

  @Test(
    "what is no option is a file",
    arguments: [
      ("a.csv b.csv", ["a.csv", "b.csv"]), ("-", ["-"]), ("- a -", ["-", "a", "-"]),
      ("a --bare b", ["a", "b"]), ("-- --bare -g -", ["--bare", "-g", "-"]),
      ("a -- -- b", ["a", "--", "b"]), ("--", []), ("./sweep", ["./sweep"]),
    ])
  func files(_ line: String, _ files: [String]) throws {
    #expect(try Self.settings(line).input.files.map(\.shown) == files)
  }

  @Test("after -- nothing is an option")
  func endOfOptions() throws {
    #expect(try Self.settings("--bare -- --json").output.format == nil)
    #expect(try Self.settings("--output -- x").output.path == "--")
  }

  @Test("a negative number is a value, in every form of an option")
  func negative() throws {
    for line in ["--gamma -2", "--gamma=-2", "-g -2", "-g-2", "-g=-2"] {
      #expect(try Self.settings(line).loss.gamma == -2, "\(line)")
    }
  }

  @Test("an option takes what follows for its value, whatever it looks like")
  func greedy() throws {
    #expect(try Self.settings("--label --gamma").input.labels?.map(\.text) == ["--gamma"])
    #expect(try Self.settings("--positive -- x").input.files == ["x"])
  }

  @Test("only the first = ends the name of an option")
  func equals() throws {
    #expect(try Self.settings("--label=a=b").input.labels?.map(\.text) == ["a=b"])
    #expect(try Self.settings("--background=").input.background == "")
  }

  @Test(
    "an option that does not exist is an error, with the nearest one where one is near",
    arguments: [
      ("--gama 2", "--gama: no such option; did you mean --gamma?"),
      ("--gama=2", "--gama: no such option; did you mean --gamma?"),
      ("--GAMMA 2", "--GAMMA: no such option; did you mean --gamma?"),
      ("--apha", "--apha: no such option; did you mean --alpha?"),
      ("--lable y", "--lable: no such option; did you mean --label?"),
      ("--persample", "--persample: no such option; did you mean --per-sample?"),
      ("--fail x", "--fail: no such option; did you mean --fail-above?"),
      ("--zzzzzz", "--zzzzzz: no such option; 'focal --help' lists them"),
      ("--=2", "--: no such option; 'focal --help' lists them"),
      ("-x", "-x: no such option; 'focal --help' lists them"),
      ("-bx", "-x: no such option; 'focal --help' lists them"),
      ("-2", "-2: no such option; 'focal --help' lists them"),
      // A long name with one dash.
      ("-logits", "-l: no such option; did you mean --logits?"),
      ("-json", "-j: no such option; did you mean --json?"),
      ("-label=y", "-l: no such option; did you mean --label?"),
      ("-digits 3", "-d: no such option; did you mean --digits?"),
    ])
  func unknown(_ line: String, _ sentence: String) {
    #expect(focal(line) == .failed(.usage, sentence))
  }

  @Test("a long name with one dash whose first letter is an option is read as its value")
  func oneDash() {
    #expect(
      focal("-gamma 2")
        == .failed(.usage, "--gamma: 'amma' cannot be used; expected a number, 0 or more"))
  }

  @Test("the first wrong argument is the one that is told")
  func first() {
    #expect(
      focal("--nope --gamma x")
        == .failed(.usage, "--nope: no such option; 'focal --help' lists them")
    )
  }

  @Test("help wins over what is missing, not over what is wrong")
  func help() {
    #expect(focal("--help --logits").status == .done)
    #expect(focal("--help --gamma x").status == .usage)
  }
}
