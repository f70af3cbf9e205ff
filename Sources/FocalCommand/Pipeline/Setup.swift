import FocalInput
import FocalLoss

/// What the first file decides for all: the meaning of the columns, and what is computed of them.
struct Setup {
  let file: String
  let binding: ColumnBinding
  let convention: Convention

  /// The delimiter of all files: one worker decodes them, and one stream takes their rows.
  let delimiter: UInt8
  let writer: (any SampleWriter)?
  private let evaluator: LossEvaluator

  init(
    _ settings: Settings, _ file: String, _ header: Header, _ dialect: CSVDialect
  ) throws(CommandError) {
    self.file = file
    delimiter = dialect.delimiter
    do throws(BindingError) {
      binding = try ColumnBinder(settings, header).binding()
    } catch {
      throw .binding(error, file: file)
    }
    do throws(ConventionError) {
      convention = try ConventionResolver(settings, binding).convention()
    } catch {
      throw .convention(error, file: file)
    }
    do throws(ParameterError) {
      evaluator = try LossEvaluator(convention, predictionCount: binding.predictions.count)
    } catch {
      throw .convention(.parameter(error), file: file)
    }
    writer = Self.writer(settings, binding, dialect)
  }

  /// A worker for chunks of a dialect.
  func worker(_ settings: Settings, _ dialect: CSVDialect) -> ChunkWorker {
    ChunkWorker(
      SampleBinder(binding, convention, settings), evaluator, delimiter: dialect.delimiter,
      writer: writer)
  }

  /// What writes the samples, where they are wanted one by one.
  private static func writer(
    _ settings: Settings, _ binding: ColumnBinding, _ dialect: CSVDialect
  ) -> (any SampleWriter)? {
    guard settings.isPerSample else { return nil }
    let numberText = NumberText(digits: settings.digits)
    if settings.isBare { return BareWriter(numberText: numberText) }
    let hasDerivatives = settings.isGradientWanted
    let appended = AppendedColumns(binding, hasDerivatives: hasDerivatives)
    let tab = UInt8(ascii: "\t")
    func delimited(_ outputDelimiter: UInt8) -> DelimitedWriter {
      DelimitedWriter(
        appended: appended, numberText: numberText, needsDerivatives: hasDerivatives,
        inputDelimiter: dialect.delimiter, outputDelimiter: outputDelimiter)
    }
    switch settings.format {
    case .json: return SampleListWriter(numberText: numberText, needsDerivatives: hasDerivatives)
    case .ndjson:
      return ObjectWriter(
        appended: appended, numberText: numberText, needsDerivatives: hasDerivatives,
        inputDelimiter: dialect.delimiter)
    case .tsv: return delimited(tab)
    case .csv: return delimited(dialect.delimiter == tab ? UInt8(ascii: ",") : dialect.delimiter)
    case nil, .table, .markdown: return delimited(dialect.delimiter)
    }
  }
}
