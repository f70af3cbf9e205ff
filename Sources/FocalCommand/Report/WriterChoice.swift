import FocalInput
import FocalOutput

/// Which writer writes the samples, where they are wanted one by one.
struct WriterChoice {
  /// The writer; nil where only a report is wanted.
  let writer: (any SampleWriter)?

  /// Whether the writer needs all fields of the rows as text.
  let needsTexts: Bool

  init(_ settings: Settings, _ binding: ColumnBinding, _ table: TableReader) {
    let numberText = NumberText(digits: settings.output.digits)
    let hasDerivatives = settings.output.isGradientWanted
    let appended = AppendedColumns(binding, hasDerivatives: hasDerivatives)

    func delimited(_ fields: RowFields, by delimiter: UInt8) -> DelimitedWriter {
      DelimitedWriter(
        appended: appended, numberText: numberText, needsDerivatives: hasDerivatives,
        fields: fields, names: binding.header.names, delimiter: delimiter)
    }
    let isPerSample = settings.loss.isPerSample
    switch (table.format, settings.output.format) {
    case _ where !isPerSample: writer = nil
    case _ where settings.output.isBare: writer = BareWriter(numberText: numberText)
    case (.json, .json):
      writer = SampleListWriter(
        numberText: numberText, needsDerivatives: hasDerivatives, isJSON: true)
    case (_, .json):
      writer = SampleListWriter(
        numberText: numberText, needsDerivatives: hasDerivatives, isJSON: false)
    case (.json, .csv): writer = delimited(.texts, by: DelimitedText.comma)
    case (.json, .tsv): writer = delimited(.texts, by: DelimitedText.tab)
    case (.json, _):
      writer = JSONRowWriter(
        appended: appended, numberText: numberText, needsDerivatives: hasDerivatives,
        names: binding.header.names)
    case (.delimited(let dialect), .ndjson):
      writer = ObjectWriter(
        appended: appended, numberText: numberText, needsDerivatives: hasDerivatives,
        inputDelimiter: dialect.delimiter)
    case (.delimited(let dialect), .tsv) where dialect.delimiter != DelimitedText.tab:
      writer = delimited(.delimited(by: dialect.delimiter), by: DelimitedText.tab)
    case (.delimited(let dialect), .csv) where dialect.delimiter == DelimitedText.tab:
      writer = delimited(.delimited(by: DelimitedText.tab), by: DelimitedText.comma)
    case (.delimited(let dialect), _): writer = delimited(.asTheyAre, by: dialect.delimiter)
    }
    needsTexts =
      (writer as? DelimitedWriter)?.fields == .texts
      || writer is JSONRowWriter && table.hasArrayRows
  }
}
