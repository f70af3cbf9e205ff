import Foundation
import Testing

@testable import FocalCommand

/// `focal compare` on set M of the catalogue of conventions, whose values other programs computed.
@Suite struct CompareCommandTests {
  private static let setM = "label,z0,z1,z2\n0,2,.5,-1\n2,.1,.2,.3\n1,-1,3,.5\n0,0,0,4\n"

  private static func entries(_ arguments: [String], _ input: String) throws -> [String: Double] {
    let run = focal(["compare", "--json"] + arguments, input: Array(input.utf8))
    #expect(run.status == .done, "\(run.diagnostics)")
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let exact = try #require(report?["exact"] as? [String: Any])
    let presets = try #require(report?["presets"] as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: (presets + [exact]).compactMap { entry in
        guard let name = entry["preset"] as? String, let loss = entry["loss"] as? NSNumber else {
          return nil
        }
        return (name, loss.doubleValue)
      })
  }

  @Test("the values of set M stand side by side")
  func setM() throws {
    let losses = try Self.entries(["--logits"], Self.setM)
    // Mean over rows of the softmax loss, and of torchvision's on one-hot labels: as measured.
    #expect(abs(try #require(losses["exact"]) - 1.076941118478617) < 1e-14)
    #expect(abs(try #require(losses["torchvision"]) - 1.0099963135) < 1e-10)
    // The mean of the rows .00045089, .02509832, 2.7321e-5 and .04332170.
    #expect(abs(try #require(losses["tf-onehot"]) - 0.01722456) < 1e-8)
  }

  @Test("rows of the background are compared by the presets that have one")
  func background() throws {
    let losses = try Self.entries(
      ["--task", "one-vs-all", "--background", "nothing"],
      "label,p0,p1\n0,0.2,0.7\nnothing,0.5,0.3\n")
    #expect(losses["artemmavrin-sparse"] == nil && losses["keras-categorical"] == nil)
    #expect(losses["smp"] != nil)
  }

  @Test(
    "set M's values under each library's defaults are those of the catalogue",
    arguments: [
      ("kornia", 0.3589803728), ("monai-softmax", 0.3589803728), ("monai", 0.4641979680),
      ("smp", 0.4641979680), ("mmdet", 0.3366654378), ("mmcv", 1.0099963135),
      ("paddle", 4.0399852539), ("ultralytics", 1.4857154122),
    ])
  func catalogue(preset: String, value: Double) throws {
    let losses = try Self.entries(["--logits"], Self.setM)
    // The catalogue has ten digits.
    #expect(abs(try #require(losses[preset]) - value) < 1e-10)
  }

  @Test("only presets for the task and the kind of prediction are there")
  func applicable() throws {
    let probabilities = try Self.entries([], "label,prob\n1,.9\n0,.2\n")
    #expect(probabilities["tf-clip"] != nil)
    #expect(probabilities["torchvision"] == nil)
    let logits = try Self.entries(["--logits"], "label,logit\n1,2\n0,-3\n")
    #expect(logits["tf-clip"] == nil)
    #expect(logits["torchvision"] != nil)
  }

  @Test("options hold for every convention, and named presets are the only ones")
  func options() throws {
    let input = "label,logit\n1,0\n0,0\n"
    let losses = try Self.entries(
      ["--logits", "--gamma", "1", "--alpha", "0.5", "--preset", "torchvision,torch-bce"], input)
    #expect(losses.count == 3)
    // At z = 0 the loss is alpha · 0.5 · ln 2 for every sample.
    for (name, loss) in losses {
      #expect(abs(loss - 0.25 * 0.6931471805599453) < 1e-15, "\(name)")
    }
  }

  @Test("each entry says where it differs, and its signature computes its loss again")
  func differences() throws {
    let run = focal("compare --logits --format csv", input: Self.setM)
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "preset,loss,ratio,differences,signature")
    let torchvision = try #require(lines.first { $0.hasPrefix("torchvision,") })
    #expect(torchvision.contains("task one-vs-all; alpha balanced 0.25"))
    let signature = torchvision.split(separator: "\"")[1]
    let again = focal("--bare --signature \(signature)", input: Self.setM)
    #expect(torchvision.contains(",\(again.output.dropLast()),"))
  }

  @Test(
    "what is for one convention at a time is refused",
    arguments: [
      ["--bare"], ["--per-sample"], ["--fail-above", "1"],
      [
        "--signature",
        "focal:0.1.0,task:binary,input:logits,alpha:none,gamma:2,epsilon:none,soft:none,smoothing:0,reduction:mean",
      ],
    ])
  func refused(_ arguments: [String]) {
    let run = focal(["compare"] + arguments, input: Array("label,prob\n1,.9\n".utf8))
    #expect(run.status == .usage)
    #expect(run.output == "")
    #expect(run.diagnostics.hasPrefix("focal: \(arguments[0]) is for "))
    #expect(run.diagnostics.contains("focal compare does not use it"))
  }

  @Test("several presets are for compare only")
  func several() {
    let run = focal("--preset tf-clip,torch-bce", input: "label,prob\n1,.9\n")
    #expect(run.status == .usage)
    #expect(run.diagnostics.contains("several presets are for focal compare"))
  }
}
