import FocalInput
import FocalLoss
import FocalOutput

/// Writes something for every sample, and says what it needs for that.
///
/// The one place that knows batches and the writer: it says which bytes and numbers of a batch go into
/// which slots of a row.
struct SampleWriter: Sendable {
  /// What comes before the first row.
  let header: [UInt8]

  /// What of the rows is to be kept where it stands.
  let plan: ColumnPlan

  /// Whether rows are numbered, so that those before must be known.
  let needsRowNumbers: Bool

  private let hasDerivatives: Bool
  private let posterior: FocalPosterior?
  private let text: RowText
  private let hasRows: Bool
  private let hasLabels: Bool

  /// The writer of a run; nil where only a report is wanted.
  ///
  /// - Parameters:
  ///   - settings: what is asked for.
  ///   - binding: the meaning of the columns.
  ///   - table: the table that the rows come from.
  ///   - posterior: recovers class probabilities; nil where they are not wanted.
  /// - Throws: ``BindingError`` where a column that is appended is there already.
  init?(
    _ settings: Settings, _ binding: ColumnBinding, _ table: TableReader,
    _ posterior: FocalPosterior?
  ) throws(BindingError) {
    guard settings.loss.isPerSample else { return nil }
    let isList = !settings.output.isBare && settings.output.format == .json
    hasDerivatives = settings.output.isGradientWanted && !settings.output.isBare
    self.posterior = posterior
    var appended: [AppendedNumber] = hasDerivatives ? [.gradient, .hessian] : []
    if posterior != nil { appended.append(.posterior) }
    let form = try Form(settings, binding, table, appended)
    header = form.header
    // The row of a sample without an id is wrong, whether the id is written or not.
    let keptFields =
      form.fieldCount > 0 ? Array(0..<form.fieldCount) : binding.id.map { [$0] } ?? []
    var plan = ColumnPlan()
    plan.keptFields = keptFields
    plan.keepsValues = form.template.passesValues
    plan.appendedNames = form.appendedNames
    self.plan = plan
    needsRowNumbers = isList
    hasLabels = isList
    hasRows = !settings.output.isBare
    let format = table.format
    let isJSON = if case .json = format { true } else { false }
    text = RowText(
      form.template,
      RowInput(escape: isJSON ? .backslash : .quote) { bytes, field in
        ColumnBatch.Text(ofField: field, in: bytes, isJSON: isJSON).bytes(in: bytes)
      },
      delimiter: form.delimiter, NumberText(digits: settings.output.digits),
      // A list is of samples, so it has no place for rows left out.
      leftOutRow: isList ? .nothing : .withoutNumbers, fieldCount: keptFields.count)
  }

  /// Writes the samples of a batch, and the rows left out where they pass through.
  ///
  /// - Parameters:
  ///   - batch: the samples, and the rows that they come from.
  ///   - firstRow: the number of the first row; any where no row numbers are needed.
  ///   - output: takes the bytes.
  func write(_ batch: EvaluatedBatch, firstRow: Int, to output: inout [UInt8]) {
    var rows = RowBatch(
      batch.chunk.bytes, end: batch.chunk.rows.upperBound, rows: hasRows ? batch.columns.rows : [],
      rowCount: batch.selection.rowCount, samples: batch.selection.kept, firstRow: firstRow,
      numbers: numbers(of: batch))
    rows.fields = batch.columns.fields
    if hasLabels { addLabels(of: batch, to: &rows) }
    text.append(rows, to: &output)
  }

  /// The numbers that are appended, sample by sample.
  private func numbers(of batch: EvaluatedBatch) -> [Double] {
    let losses = batch.evaluator.losses(of: batch.losses)
    var lists: [[Double]] = []
    if hasDerivatives {
      let derivatives = batch.evaluator.derivatives(ofChecked: batch.samples, batch.losses)
      lists += [derivatives.gradients, derivatives.hessians]
    }
    if let posterior { lists.append(posterior.values(of: batch.samples)) }
    guard !lists.isEmpty else { return losses }
    let width = batch.binder.binding.predictions.count
    var numbers: [Double] = []
    numbers.reserveCapacity(losses.count * (1 + lists.count * width))
    for sample in losses.indices {
      numbers.append(losses[sample])
      for list in lists { numbers += list[sample * width..<(sample + 1) * width] }
    }
    return numbers
  }

  /// Adds the labels as JSON, each text that has a code once.
  private func addLabels(of batch: EvaluatedBatch, to rows: inout RowBatch) {
    let binder = batch.binder
    let columns = binder.binding.labels.indices
    let codes = columns.map { binder.labelCodes(batch.columns, $0) }
    var known: [[Range<Int>?]] = codes.map { codes in
      Array(repeating: nil, count: 1 + Int(codes?.max() ?? 0))
    }
    rows.texts.reserveCapacity(rows.rowCount * columns.count)
    for row in 0..<rows.rowCount {
      for column in columns {
        let code = codes[column].map { Int($0[row]) }
        if let code, let text = known[column][code] {
          rows.texts.append(text)
          continue
        }
        let label = binder.labelText(batch.columns, batch.chunk, batch.categories, row, column)
        let start = rows.textBytes.count
        rows.textBytes += Array(JSONText.field(label ?? "").utf8)
        rows.texts.append(start..<rows.textBytes.count)
        if let code { known[column][code] = start..<rows.textBytes.count }
      }
    }
  }
}
