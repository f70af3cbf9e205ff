import FocalInput
import FocalLoss

/// What the first file decides for all: the meaning of the columns, and what is computed of them.
struct Setup {
  let file: String
  let computation: Computation

  var binding: ColumnBinding { computation.binding }
  var convention: Convention { computation.convention }
  var evaluator: LossEvaluator { computation.evaluator }

  /// How all files are written: one worker decodes them, and one stream takes their rows.
  let format: TableReader.Format
  let writer: SampleWriter?

  /// Whether the first row of the first file names the columns, and why; nil where it is JSON.
  let headerDecision: HeaderDecision?

  /// The columns of a document that were passed over.
  let otherNames: [String]

  /// Whether they are JSON.
  var isJSON: Bool { computation.isJSON }

  /// The file that has the labels; nil where the input has them itself.
  let labelFile: LabelFile?
  private let binder: SampleBinder

  /// Decodes as the first file is written; another may have its members in another order.
  private let decoder: any RowDecoder

  init(
    _ settings: Settings, _ file: String, _ header: TableHeader, _ table: TableReader,
    input: ByteSource
  ) throws(CommandError) {
    self.file = file
    format = table.format
    headerDecision = table.headerDecision
    otherNames = table.otherNames
    let binder = ColumnBinder(
      settings.input, settings.loss, header, table.firstRows, pairs: table.pairs)
    labelFile = try settings.input.labelsFile.map { path throws(CommandError) in
      do throws(LabelFileError) {
        return try LabelFile(path, input: input, settings, predictions: header)
      } catch {
        throw CommandError(error)
      }
    }
    do throws(UsageError) {
      try settings.checkUse(of: table.format, labelsAreDelimited: labelFile?.isDelimited ?? false)
    } catch {
      throw .usage(error)
    }
    var binding: ColumnBinding
    do throws(BindingError) {
      binding = try binder.binding(labelFile)
      if settings.output.topCount != nil { binding.shown = try binder.shown(beside: binding) }
      if settings.input.sample != nil { binding.id = try binder.id(beside: binding) }
    } catch {
      throw .binding(error, file: file)
    }
    let isJSON = if case .json = table.format { true } else { false }
    computation = try Computation(settings, binding, isJSON: isJSON)
    do throws(BindingError) {
      writer = try SampleWriter(settings, binding, table)
    } catch {
      throw .binding(error, file: file)
    }
    self.binder = SampleBinder(
      binding, computation.convention, settings, plan: writer?.plan ?? ColumnPlan())
    decoder = table.decoder(self.binder.plan)
  }

  /// A worker, which has gathered nothing yet.
  func worker<Gathered>(_ gathered: Gathered) -> ChunkWorker<Gathered> {
    ChunkWorker(binder, evaluator, decoder, writer: writer, gathered)
  }
}

/// What is computed, and of which columns: all that reports need to know of it.
struct Computation {
  let binding: ColumnBinding
  let convention: Convention
  let evaluator: LossEvaluator

  /// Whether the input is JSON, where an id is a string or not.
  let isJSON: Bool

  /// What is computed of columns.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - binding: the columns.
  ///   - isJSON: whether they are JSON.
  /// - Throws: ``CommandError`` where the options make no convention for them.
  init(
    _ settings: Settings, _ binding: ColumnBinding, isJSON: Bool
  ) throws(CommandError) {
    self.binding = binding
    self.isJSON = isJSON
    do throws(ConventionError) {
      convention = try settings.loss.convention(
        task: binding.task, classNames: binding.classNames, named: binding.found.kind)
      try settings.check(convention)
    } catch {
      throw .convention(error)
    }
    do throws(ParameterError) {
      evaluator = try LossEvaluator(convention, predictionCount: binding.predictions.count)
    } catch {
      throw .convention(.parameter(error))
    }
  }
}

/// What is known of a table once it is open.
struct OpenedTable {
  let file: String
  let header: TableHeader
  let format: TableReader.Format
  let headerDecision: HeaderDecision?
  let firstRows: FirstRows

  init(_ file: String, _ header: TableHeader, _ table: TableReader) {
    self.file = file
    self.header = header
    format = table.format
    headerDecision = table.headerDecision
    firstRows = table.firstRows
  }
}

extension TableReader.Format {
  /// The format as `--input-format` calls it.
  var name: String {
    switch self {
    case .delimited(let dialect): dialect.delimiter == UInt8(ascii: "\t") ? "tsv" : "csv"
    case .json(let layout): layout == .lines ? "ndjson" : "json"
    case .arrays(let kind): kind.rawValue
    }
  }
}
