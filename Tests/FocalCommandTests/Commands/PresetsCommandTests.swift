import FocalLoss
import Testing

@testable import FocalCommand

/// `focal presets`.
@Suite struct PresetsCommandTests {
  @Test("presets are listed with a line each, names aligned")
  func list() throws {
    let run = focal("presets")
    #expect(run.status == .done && run.diagnostics.isEmpty)
    #expect(run.lines.count == Preset.all.count)
    let width = try #require(Preset.all.map(\.name.count).max())
    for (line, preset) in zip(run.lines, Preset.all) {
      let padding = String(repeating: " ", count: width - preset.name.count + 2)
      #expect(line == preset.name + padding + preset.summary)
    }
    #expect(
      run.lines[0] == "tf-clip             TensorFlow, probabilities clipped to [1e-5, 1 - 1e-5]")
    #expect(run.lines.allSatisfy { $0.count <= 79 })
  }

  @Test(
    "one preset is described: notes, origin, tasks, signatures", arguments: Preset.all.map(\.name))
  func description(_ name: String) throws {
    let preset = try #require(Preset.named(name))
    let run = focal("presets \(preset.name)")
    #expect(run.status == .done && run.diagnostics.isEmpty)
    #expect(run.lines.first == "\(preset.name): \(preset.summary)")
    for note in preset.notes { #expect(run.lines.contains("- \(note)")) }
    #expect(run.lines.contains("Checked against \(preset.checkedAgainst)."))
    let signatures = run.lines.filter { $0.hasPrefix("focal:") }
    #expect(signatures.count == preset.variants.count)
    for signature in signatures {
      #expect(throws: Never.self) { try Signature(parsing: signature) }
    }
  }

  @Test("a description says where the library's default is no reduction")
  func reduction() {
    for name in ["tf-onehot", "torchvision"] {
      let run = focal("presets \(name)")
      #expect(run.output.contains("the reduction here is their mean"))
      #expect(run.output.contains("reduction:mean"))
    }
  }

  @Test("a name that no preset has, or one too many, is wrong usage")
  func wrong() {
    #expect(
      focal("presets torchvison")
        == .failed(.usage, "presets: 'torchvison' is unknown; did you mean torchvision?"))
    #expect(
      focal("presets tf-clip torch-bce")
        == .failed(.usage, "'torch-bce': 'focal presets' takes no such argument"))
  }

  @Test("presets is a command as the first argument only; elsewhere it is a file")
  func file() {
    let sentence = "presets: cannot open: No such file or directory"
    #expect(focal("--bare presets") == .failed(.noInput, sentence))
    #expect(focal("-- presets") == .failed(.noInput, sentence))
    #expect(focal("./presets") == .failed(.noInput, "./\(sentence)"))
  }

  @Test("help of the command is the help of all")
  func help() { #expect(focal("presets --help") == .done(HelpText.text)) }
}
