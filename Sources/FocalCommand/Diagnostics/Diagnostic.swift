import FocalInput
import FocalLoss
import FocalOutput

/// Makes one sentence of an error: where, what was found, what was expected, what to do.
struct Diagnostic: Equatable {
  /// The sentence, on one line.
  let text: String

  /// The line of the input that it is about; nil where it is about something else.
  private(set) var excerpt: Excerpt?

  let status: ExitStatus

  init(_ error: CommandError) {
    switch error {
    case .usage(let error): self.init(Self.sentence(error), .usage)
    case .convention(let error): self.init(Self.sentence(error), .usage)
    case .binding(let error, let file):
      let status: ExitStatus = if case .ofRows = error { .data } else { .usage }
      self.init("\(file): \(Self.sentence(error))", status)
    case .input(let error, let file, let binding, let term):
      self.init(
        Self.place(file, error.position) + Self.sentence(error, binding, term),
        Self.status(error))
    case .sample(let error, let file, let position, let binding):
      self.init(Self.place(file, position) + Self.sentence(error, binding), .data)
    case .labelCount(let file, let found, let expected):
      self.init(
        "\(file): has \(Self.counted(found, "label")) for \(Self.counted(expected, "prediction")); "
          + "expected as many, or an --id column in both files", .data)
    case .repeatedID(let id, let file):
      self.init(
        "\(file): the id \(Self.quoted(id)) stands twice; expected one label for each, "
          + "or labels in the order of predictions and no --id", .data)
    case .unclearLabelHeader(let found, let position, let file):
      self.init(
        Self.place(file, position) + Self.eitherNamesOrData(found)
          + "; if it is data, say where the labels are with --label and a number; "
          + "else call their column 'label'", .data)
    case .unseenPositive(let positive, let labels, let file):
      self.init(
        "\(file): no label is \(Self.quoted(positive)), which --positive names; the labels met are "
          + Self.list(labels.map(Self.quoted))
          + (Suggestion.nearest(positive, in: labels).map {
            "; did you mean \(Self.quoted($0))?"
          } ?? ""), .data)
    case .otherHeader(let file, let found, let first, let expected):
      self.init(
        "\(file): its columns are \(found.list), but those of \(first) are \(expected.list); "
          + "several files must have the same columns", .data)
    case .noData(let file):
      self.init("\(file): there is a header but no row of data", .data)
    case .noSuchRow(let row, let rowCount):
      self.init(
        "--row \(row): there are \(Self.counted(rowCount, "row")); expected a row from 1 to \(rowCount)",
        .data)
    case .noSuchSample(let id, let rowCount):
      self.init(
        "--sample \(Self.quoted(id)): none of \(Self.counted(rowCount, "row")) has this id; "
          + "expected one, in the column of --id", .data)
    case .repeatedSample(let id, let rows):
      self.init(
        "--sample \(Self.quoted(id)): rows \(Self.list(rows.map(String.init))) have this id; "
          + "say which with --row", .data)
    case .noSamples(let file, let rowCount):
      self.init("\(file): all \(rowCount) rows were left out; expected samples", .data)
    case .merge(let error, let place): self.init("\(place): \(Self.sentence(error))", .data)
    case .shardCount(let found, let expected):
      let missing = expected - found
      self.init(
        missing > 0
          ? "--expect \(expected): \(missing) of \(Self.counted(expected, "shard")) "
            + "\(missing == 1 ? "is" : "are") missing"
          : "--expect \(expected): there are \(Self.counted(found, "shard"))", .data)
    case .shardNames(let missing, let unexpected):
      let parts = [(missing, "missing"), (unexpected, "not expected")].compactMap { names, what in
        names.isEmpty
          ? nil
          : "\(what): \(Self.list(names.prefix(20).map(Self.quoted)))"
            + (names.count > 20 ? " and \(names.count - 20) more" : "")
      }
      self.init("--expect: of the shards \(parts.joined(separator: "; "))", .data)
    case .undefinedLoss:
      self.init("--fail-above: the loss is not defined, as 0/0 is not; expected a number", .data)
    case .strict(let warning): self.init("--strict: \(warning.text)", .data)
    case .shown(let error, let excerpt):
      self.init(error)
      self.excerpt = excerpt
    case .output(.readerGone): self.init("", .done)
    case .output(.cannotWrite(let name, let reason)):
      self.init("\(name): cannot write: \(reason)", .noOutput)
    }
  }

  private init(_ text: String, _ status: ExitStatus) {
    self.text = "focal: \(text.escapingControls)"
    self.status = status
  }

  /// The sentence, and on a terminal the line that it is about.
  ///
  /// - Parameter width: the columns of the terminal; nil where nobody looks.
  /// - Returns: whole lines.
  func lines(width: Int?) -> String {
    guard let excerpt, let width else { return text + "\n" }
    return ([text] + CaretLines.text(excerpt, width: width)).map { $0 + "\n" }.joined()
  }

  private static func status(_ error: InputError) -> ExitStatus {
    switch error.problem {
    case .cannotOpen, .cannotRead, .fileShrank, .isDirectory, .noDecompressor, .compressedTwice,
      .decompression:
      .noInput
    default: .data
    }
  }

  /// The file, the line, and the byte of the line or the field of the row.
  private static func place(_ file: String, _ position: RowPosition?) -> String {
    let numbers = [position?.line, position?.column ?? position?.fieldOfRow ?? position?.field]
    return ([file] + numbers.compactMap { $0.map(String.init) }).joined(separator: ":") + ": "
  }

  /// A text from the input in quotes, on one line and not too long.
  static func quoted(_ text: String) -> String {
    let limit = 40
    let shown = String(text.unicodeScalars.prefix(limit)).escapingControls
    return "'\(shown)\(text.unicodeScalars.count > limit ? "…" : "")'"
  }

  /// A count and what is counted.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  static func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
