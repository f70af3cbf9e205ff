import FocalLoss
import TestSupport
import Testing

@Suite struct PresetTests {
  @Test("names are unique, in lower case, without what a shell touches, and found again")
  func names() {
    #expect(Set(Preset.all.map(\.name)).count == Preset.all.count)
    for preset in Preset.all {
      #expect(!preset.name.isEmpty)
      #expect(
        preset.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") },
        "\(preset.name)")
      #expect(Preset.named(preset.name)?.name == preset.name)
    }
    #expect(Preset.named("no-such-library") == nil)
    #expect(Preset.named("TorchVision") == nil)
    #expect(Preset.named("") == nil)
  }

  @Test(
    "summaries fit a line, and everything that is listed is there", arguments: Preset.all.indices)
  func texts(index: Int) {
    let preset = Preset.all[index]
    #expect((1...80).contains(preset.summary.count), "\(preset.name)")
    #expect(!preset.checkedAgainst.isEmpty)
    #expect(!preset.tasks.isEmpty && Set(preset.tasks).count == preset.tasks.count)
    #expect(!preset.variants.isEmpty)
    #expect(Set(preset.variants.map(\.input)).count == preset.variants.count)
  }

  @Test("every variant is valid in every task of its preset", arguments: Preset.all.indices)
  func valid(index: Int) throws {
    let preset = Preset.all[index]
    for task in preset.tasks {
      for variant in preset.variants {
        let convention = preset.convention(task: task, input: variant.input)
        try convention.validate(predictionCount: task == .binary ? 1 : 3)
        #expect(convention.task == task && convention.input == variant.input)
      }
    }
  }

  @Test("the default is the first variant; another input takes its variant, in the task asked for")
  func variants() throws {
    let preset = try #require(Preset.named("torch-bce"))
    #expect(preset.convention(task: .binary, input: nil) == preset.variants[0])
    #expect(preset.convention(task: .binary, input: .probabilities) == preset.variants[0])
    #expect(preset.convention(task: .binary, input: .logits) == preset.variants[1])
    var multilabel = preset.variants[1]
    multilabel.task = .multilabel
    #expect(preset.convention(task: .multilabel, input: .logits) == multilabel)
    // A kind the original does not take: its default, for that kind.
    var logProbabilities = preset.variants[0]
    logProbabilities.input = .logProbabilities
    #expect(preset.convention(task: .binary, input: .logProbabilities) == logProbabilities)
  }

  @Test("the founding three have their published defaults")
  func founding() throws {
    let clip = try #require(Preset.named("tf-clip")).convention(task: .binary, input: nil)
    #expect(clip.input == .probabilities && clip.alpha == .balanced(0.25) && clip.gamma == 2)
    #expect(clip.epsilon == .clip(1e-5) && clip.reduction == .mean)
    let bce = try #require(Preset.named("torch-bce")).convention(task: .binary, input: nil)
    #expect(bce.input == .probabilities && bce.alpha == Alpha(.scale, [1]) && bce.gamma == 2)
    #expect(bce.epsilon == Epsilon(.logFloor, 100))
    let onehot = try #require(Preset.named("tf-onehot")).convention(task: .oneVsAll, input: nil)
    #expect(onehot.input == .logits && onehot.epsilon == Epsilon(.add, 1e-8) && onehot.gamma == 2)
    // The four rows of set M, to the five digits recorded.
    let losses = try onehot.losses(SetM.logits, .classes(SetM.classes), predictionCount: 3)
    let recorded = [0.00045089, 0.02509832, 2.7321e-5, 0.04332170]
    for (loss, digits) in zip(losses, recorded) {
      #expect(isClose(loss, digits, relative: 5e-5))
    }
  }
}
