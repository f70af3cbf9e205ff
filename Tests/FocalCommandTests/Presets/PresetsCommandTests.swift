import FocalLoss
import Testing

@testable import FocalCommand

/// `focal presets`.
@Suite struct PresetsCommandTests {
  @Test("presets are listed with a line each, names aligned")
  func list() throws {
    let run = focal("presets")
    #expect(run.status == .done && run.diagnostics.isEmpty)
    #expect(run.lines.count == Preset.all.count + 1)
    #expect(run.lines[0] == "preset              what it computes")
    let width = try #require(Preset.all.map(\.name.count).max())
    for (line, preset) in zip(run.lines.dropFirst(), Preset.all) {
      let padding = String(repeating: " ", count: width - preset.name.count + 2)
      #expect(line == preset.name + padding + preset.summary)
    }
    #expect(
      run.lines[1] == "tf-clip             TensorFlow, probabilities clipped to [1e-5, 1 - 1e-5]")
    #expect(run.lines.allSatisfy { $0.count <= 79 })
  }

  @Test(
    "one preset is described: notes, origin, tasks, signatures", arguments: Preset.all.map(\.name))
  func description(_ name: String) throws {
    let preset = try #require(Preset.named(name))
    let run = focal("presets \(preset.name)")
    #expect(run.status == .done && run.diagnostics.isEmpty)
    #expect(run.lines.first == preset.name)
    for note in preset.notes { #expect(run.words.contains(" - \(note) ")) }
    for option in preset.options {
      #expect(run.words.contains(" \(option.original) \(option.options) "), "\(option)")
    }
    #expect(
      run.words.contains(
        " \(preset.summary). "
          + (preset.isChecked
            ? "Checked against \(preset.checkedAgainst). " : "Read from source, not run. ")))
    #expect(run.lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("focal:") })
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
      #expect(run.words.contains("the reduction here is their mean"))
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

  @Test("every format has all presets, or the one asked for")
  func formats() throws {
    let all = try #require(try focal("presets --json").object()["presets"] as? [[String: Any]])
    #expect(all.map { $0["name"] as? String } == Preset.all.map(\.name))
    let keys: Set = [
      "name", "summary", "checkedAgainst", "tasks", "signatures", "options", "notes",
    ]
    for entry in all { #expect(Set(entry.keys) == keys) }
    let one = try focal("presets smp --format json").object()
    #expect(one["name"] as? String == "smp")
    let options = try #require(one["options"] as? [[String: String]])
    #expect(options.contains(["original": "from_logits=True", "options": "--logits"]))
    #expect(focal("presets -f ndjson").lines.count == Preset.all.count)
    let csv = focal("presets -f csv")
    #expect(csv.lines[0] == "name,summary,checked_against,tasks,signatures,notes")
    #expect(csv.lines.count == Preset.all.count + 1)
    #expect(focal("presets tfa -f markdown").lines[0] == "### tfa")
  }

  /// Data for a task, three classes in 3 columns.
  private static func input(_ task: String) -> String {
    switch task {
    case "binary": "label,prediction,w,q\n1,.75,1,.5\n0,.25,2,0\n"
    case "multilabel": "label,p0,p1,p2,w\n0;2,.5,.25,.75,1\n1,.5,.25,.25,2\n"
    default: "label,p0,p1,p2,w,q\n0,.5,.25,.25,1,.5\n2,.25,.25,.5,2,.75\n"
    }
  }

  @Test(
    "every correspondence is options that compute beside the preset",
    arguments: Preset.all.map(\.name))
  func correspondences(_ name: String) throws {
    let preset = try #require(Preset.named(name))
    #expect(!preset.options.isEmpty)
    for entry in preset.options {
      let words = entry.options.split(separator: " ").map(String.init)
      let asked = words.firstIndex(of: "--task").map { words[$0 + 1] }
      // Lists are for several columns.
      let task = asked ?? preset.tasks[0].rawValue
      let quality = preset.variants[0].modulator.kind.needsQuality ? "--quality q " : ""
      let run = focal(
        "--preset \(name) --task \(task) \(quality)\(entry.options)", input: Self.input(task))
      #expect(run.status == .done, "\(entry): \(run.diagnostics)")
    }
  }

  @Test("help of the command is the help of all")
  func help() { #expect(focal("presets --help") == .done(HelpText(of: .presets).long)) }
}
