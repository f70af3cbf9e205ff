import FocalInput
import FocalLoss
import FocalOutput

/// What the command line asks for, typed and checked one by one, with nothing decided yet.
struct Settings: Equatable, Sendable {
  /// The command that the options are for.
  var command = Command.compute

  /// How losses are computed.
  var loss = LossSettings()

  /// What is read, and how.
  var input = InputSettings()

  /// What is written, where and how.
  var output = OutputSettings()

  /// The number whose convention is sought.
  var observed: ObservedNumber?

  var threadCount: Int?

  /// How much help is wanted; nil for none.
  var help: HelpLength?
  var isVersionWanted = false

  /// The options given, in the order in which they were typed.
  var given: [GivenOption] = []

  /// The text given to an option; nil where it is not given, and the last where it is given twice.
  func text(of flag: String) -> String? { given.last { $0.flag == flag }?.text }
}

/// An option as it was typed.
struct GivenOption: Equatable, Sendable {
  /// The option, by its long name with dashes.
  let flag: String

  /// What follows it; empty for a switch.
  let text: String
}

/// What the command line says of the loss.
struct LossSettings: Equatable, Sendable {
  var alpha: AlphaRequest?
  var alphaRule: Alpha.Rule?
  var gamma: Double?
  var modulator: Modulator?
  var epsilon: Double?
  var epsilonRule: Epsilon.Rule?

  /// What the predictions are.
  var input: PredictionKind?
  var task: ClassificationTask?
  var reduction: Reduction?
  var classWeights: [Double]?
  var classWeightRule: ClassWeightRule?
  var labelSmoothing: Double?
  var smoothingRule: SmoothingRule?
  var softTargets: SoftTargetRule?

  /// The values to try, where several may be named.
  var grid = GridAxes()

  /// The settings of every cell of the grid.
  var cells: GridCells { GridCells(self) }

  /// The preset, where one is named.
  var preset: Preset?

  /// The presets to compare, where several may be named.
  var presets: [Preset] = []
  var signature: Signature?

  /// The values to try that the signature names.
  var signatureGrid = GridAxes()

  /// The values of α, or that there is to be none.
  enum AlphaRequest: Equatable, Sendable {
    case none
    case values([Double])
  }
}

/// What the command line says of the input.
struct InputSettings: Equatable, Sendable {
  var files: [SystemText] = []
  var format: InputFormat?
  var labels: [ColumnSelector]?
  var predictions: [ColumnSelector]?
  var weight: ColumnSelector?

  /// The qualities of positives.
  var quality: ColumnSelector?
  var id: ColumnSelector?
  var groupColumns: [ColumnSelector]?

  /// The columns that are shown with samples that are listed.
  var shownColumns: [ColumnSelector]?

  /// The names of the classes, in the order of the predictions.
  var classes: [String]?
  var labelsFile: SystemText?
  var labelBase: Int?
  var ignoredLabel: String?
  var skipsMissing = false

  /// The row to explain, from 1, or the id of the sample.
  var row: Int?
  var sample: String?

  /// Whether a row of a file is to be explained, rather than values.
  var seeksRow: Bool { row != nil || sample != nil }
  var positive: String?
  var background: String?
  var delimiter: UInt8?
  var header: CSVDialect.Header?
}

extension InputSettings {
  /// The files to read; none is standard input.
  ///
  /// Spark writes an empty file `_SUCCESS` beside its part files, which a glob finds too.
  var paths: [SystemText] {
    guard !files.isEmpty else { return ["-"] }
    guard files.count > 1 else { return files }
    let paths = files.filter { $0 != "_SUCCESS" && !$0.text.hasSuffix("/_SUCCESS") }
    return paths.isEmpty ? files : paths
  }
}

/// What the command line says of the output.
struct OutputSettings: Equatable, Sendable {
  var format: OutputFormat?

  /// The file to write; nil is standard output.
  var path: SystemText?
  var isGradientWanted = false
  var breakdowns: [Breakdown]?
  var topCount: Int?
  var isConcentrationWanted = false
  var isBaselineWanted = false

  /// Whether each file is a run of its own.
  var isPerFile = false

  /// The probability with which intervals hold the truth; nil where none are wanted.
  var confidence: Double?

  /// The file of the picture.
  var plotPath: SystemText?
  var isBare = false
  var digits: Int?
  var failureThreshold: Double?

  /// What the run is called as a part of a larger one; nil for the names of its files.
  var shard: String?

  /// The parts that must be there.
  var expectedShards: ExpectedShards?

  /// Whether warnings are errors.
  var isStrict = false
  var progress: Occasion?
  var color: Occasion?
}

/// When to do what only a terminal can show.
enum Occasion: String, CaseIterable, Sendable {
  /// Where there is a terminal.
  case automatic = "auto"
  case always
  case never
}

/// What the loss may be broken down by, beside columns of the input.
enum Breakdown: String, CaseIterable, Sendable {
  /// By class; where samples have several elements, by positive and negative elements too.
  case byClass = "class"
  /// By tenth of p_t.
  case byDecile = "decile"
}

/// The shards that `--expect` asks for.
enum ExpectedShards: Equatable, Sendable {
  case count(Int)
  /// Those whose names are the lines of a file.
  case names(file: SystemText)
}

/// How much help is wanted: a screen for `-h`, all of it for `--help`.
enum HelpLength: Sendable {
  case short
  case long
}
