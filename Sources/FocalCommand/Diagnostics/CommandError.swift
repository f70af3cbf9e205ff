import FocalInput
import FocalOutput

/// Why a command did not do what was asked: the errors of all modules, with what a sentence needs.
enum CommandError: Error {
  case usage(UsageError)
  /// The options make no convention for this input.
  case convention(ConventionError)
  /// The columns of the input cannot be given their meaning.
  case binding(BindingError, file: String)
  /// The input is wrong; the binding is known once the header is read.
  case input(InputError, file: String, ColumnBinding?, PredictionTerm?)
  /// A sample is wrong.
  case sample(SampleError, file: String, RowPosition, ColumnBinding)
  /// The file of labels has another number of rows than the predictions.
  case labelCount(file: String, found: Int, expected: Int)
  /// The first row of the file of labels could be names of columns or data.
  case unclearLabelHeader([String], RowPosition?, file: String)
  /// The file of labels has an id twice.
  case repeatedID(String, file: String)
  /// No row has the label that is named as positive.
  case unseenPositive(String, labels: [String], file: String)
  /// A file has other columns than the first one.
  case otherHeader(file: String, found: TableHeader, first: String, expected: TableHeader)
  /// No file has a row of data.
  case noData(file: String)
  /// The row to explain is beyond the last.
  case noSuchRow(Int, rowCount: Int)
  /// No row has the id of the sample to explain.
  case noSuchSample(String, rowCount: Int)
  /// Several rows have the id of the sample to explain.
  case repeatedSample(String, rows: [Int])
  /// All rows were left out.
  case noSamples(file: String, rowCount: Int)
  /// A state cannot be merged.
  case merge(MergeError, place: String)
  /// Another number of shards is there than is expected.
  case shardCount(found: Int, expected: Int)
  /// Other shards are there than are expected.
  case shardNames(missing: [String], unexpected: [String])
  /// The loss to be compared with a threshold does not exist.
  case undefinedLoss
  /// There is a warning, and warnings are errors.
  case strict(Warning)
  case output(OutputError)
  /// An error with the line of the input that it is about.
  indirect case shown(CommandError, Excerpt)

  /// The error of a file of labels.
  init(_ error: LabelFileError) {
    switch error {
    case .input(let error, let file): self = .input(error, file: file, nil, nil)
    case .unclearHeader(let found, let position, let file):
      self = .unclearLabelHeader(found, position, file: file)
    case .binding(let error, let file): self = .binding(error, file: file)
    case .repeatedID(let id, let file): self = .repeatedID(id, file: file)
    }
  }
}

/// What a process says by its exit status; the numbers above 1 are those of `sysexits.h`.
package enum ExitStatus: Int32, Sendable {
  /// Done; also where the reader of the output went away.
  case done = 0
  /// The loss is above `--fail-above`.
  case exceeded = 1
  /// The command line is wrong, or the data's header contradicts it.
  case usage = 64
  /// The data is wrong.
  case data = 65
  /// The input cannot be read.
  case noInput = 66
  /// The output cannot be written.
  case noOutput = 74

  /// No convention gives the number that `focal identify` was asked for: the same status.
  static var noMatch: ExitStatus { .exceeded }
}
