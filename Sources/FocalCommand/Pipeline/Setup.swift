import FocalInput
import FocalLoss

/// What the first file decides for all: the meaning of the columns, and what is computed of them.
struct Setup {
  let file: String
  let binding: ColumnBinding
  let convention: Convention

  /// How all files are written: one worker decodes them, and one stream takes their rows.
  let format: TableReader.Format
  let writer: (any SampleWriter)?
  private let evaluator: LossEvaluator
  private let binder: SampleBinder

  init(
    _ settings: Settings, _ file: String, _ header: Header, _ table: TableReader
  ) throws(CommandError) {
    self.file = file
    format = table.format
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
    let choice = WriterChoice(settings, binding, table)
    writer = choice.writer
    binder = SampleBinder(
      binding, convention, settings, passesTexts: choice.needsTexts)
  }

  /// A worker for the chunks of a table.
  func worker(_ table: TableReader) -> ChunkWorker {
    ChunkWorker(binder, evaluator, table.decoder(binder.plan), writer: writer)
  }
}
