import FocalOutput
import Testing

@testable import FocalCommand

/// Names are bytes: they are kept, and shown so that one can tell what they are.
@Suite struct SystemTextTests {
  @Test(
    "a name is shown as it is where it is UTF-8, else with its wrong bytes written out",
    arguments: [
      ("a.csv", "a.csv"), (#"a\xff"#, #"a\xff"#), ("γ\u{1f600}", "γ\u{1f600}"), ("", ""),
    ])
  func text(_ text: String, _ shown: String) {
    #expect(SystemText(text).shown == shown)
    #expect(SystemText(text).bytes == Array(text.utf8))
  }

  @Test(
    "bytes that are no UTF-8 are hexadecimal, and a backslash beside them is two",
    arguments: [
      ([0x61, 0xff, 0x62], #"a\xffb"#), ([0xe9], #"\xe9"#), ([0x09, 0x80], "\t" + #"\x80"#),
      ([0x5c, 0xff], #"\\\xff"#), ([0xce, 0xb3, 0xce], #"γ\xce"#),
      // A surrogate, a number in more bytes than it needs, and one beyond the last.
      ([0xed, 0xa0, 0x80], #"\xed\xa0\x80"#), ([0xc0, 0x80], #"\xc0\x80"#),
      ([0xf4, 0x90, 0x80, 0x80], #"\xf4\x90\x80\x80"#),
      ([0x65, 0xcc, 0x81, 0xff], "e\u{301}" + #"\xff"#),
    ] as [([UInt8], String)])
  func bytes(_ bytes: [UInt8], _ shown: String) {
    #expect(SystemText(bytes: bytes).shown.unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test("two spellings of a letter are two names")
  func canonicalEquivalence() {
    #expect(SystemText("\u{e9}") != SystemText("e\u{301}"))
  }

  @Test("options keep the bytes of names, however they are typed")
  func options() throws {
    let name = Array("o".utf8) + [0xff] + Array("=x".utf8)
    for line in [
      [Array("--output=".utf8) + name], [Array("-bo".utf8) + name], [Array("-o=".utf8) + name],
      [Array("-o".utf8), name], [Array("--output".utf8), name],
    ] {
      var parser = ArgumentParser(line.map { SystemText(bytes: $0) })
      #expect(try parser.settings().output.path?.bytes == name)
    }
    var parser = ArgumentParser([SystemText("--"), SystemText(bytes: [0x2d, 0xff])])
    #expect(try parser.settings().input.files.map(\.bytes) == [[0x2d, 0xff]])
  }

  @Test("a command line that the system does not show is an error")
  func noCommandLine() {
    let streams = Streams.memory()
    #expect(Program.run(commandLine: [], streams) == .usage)
    #expect(
      String(decoding: streams.diagnostics.bytes, as: UTF8.self)
        == "focal: the arguments cannot be read; expected a system with /proc\n")
  }
}
