/// What a command has to say, stated once; ``ReportRendering``s make it what a reader gets.
package struct Report {
  /// The number that it is all about, where there is one.
  package var headline: Headline?

  /// Everything else, in the order of reading.
  package var items: [Item]

  /// The table that delimited formats are the rows of; nil where they are one row, of the facts that
  /// have a name.
  package var rows: Table?

  /// The table that the lines of NDJSON are the rows of; nil where it is one line, the whole object.
  package var lines: Table?

  /// The reports that it puts together, a file each; JSON has these and nothing else of it, NDJSON a line
  /// each, and `--bare` a number each.
  package var parts: [Part] = []

  /// An array that the JSON object has as its last member.
  package var writtenList: WrittenList?
  package var warnings: [Warning] = []

  /// Whether warnings are a member of the JSON object; otherwise it has no place for them.
  package var hasWarningsInJSON = true

  /// What was computed, in one line, at the foot of what people read; JSON has it among the facts.
  package var signature: String?

  /// The pictures that can be drawn of it.
  package var plots: () -> [Plot] = { [] }

  /// A report.
  package init(_ items: [Item]) { self.items = items }

  /// The report of one file among several.
  package struct Part {
    /// What the file is called.
    package let name: String
    package let report: Report

    /// A part.
    package init(name: String, report: Report) {
      self.name = name
      self.report = report
    }
  }

  /// The one number of a report: the first line for people, and all that `--bare` prints.
  package struct Headline: Sendable {
    package let title: String

    /// The number; it keeps all its digits.
    package let value: Double?

    /// Its standard error; nil where it has none.
    package let standardError: Double?

    /// What it is the number of.
    package let detail: String

    /// A headline.
    package init(
      _ title: String, _ value: Double?, standardError: Double? = nil, _ detail: String
    ) {
      self.title = title
      self.value = value
      self.standardError = standardError
      self.detail = detail
    }
  }

  /// A part of a report.
  package enum Item {
    /// Values with what they are called.
    case facts([Fact])
    case table(Table)

    /// What stands above a section; 1 is the highest level.
    case heading(String, level: Int)
    case paragraph(String)

    /// Points below one another.
    case list([Point], isNumbered: Bool)

    /// Lines to be copied as they stand.
    case verbatim([String])
  }

  /// A value with what it is called, by each kind of reader; nil where one does not get it.
  package struct Fact {
    package let title: String?
    package let key: String?
    package let name: String?
    package let value: Cell

    /// What people read after it.
    package let remark: String

    /// A fact.
    package init(
      _ title: String? = nil, key: String? = nil, name: String? = nil, _ value: Cell,
      remark: String = ""
    ) {
      self.title = title
      self.key = key
      self.name = name
      self.value = value
      self.remark = remark
    }
  }

  /// A point of a list.
  package struct Point {
    package let paragraphs: [String]

    /// Lines below it, to be copied as they stand.
    package let verbatim: [String]

    /// A point.
    package init(_ paragraphs: [String], verbatim: [String] = []) {
      self.paragraphs = paragraphs
      self.verbatim = verbatim
    }
  }

  /// An array whose elements are lines of JSON already, since there may be very many of them.
  package struct WrittenList {
    package let key: String

    /// The lines in parts; each line ends with a comma and a line feed.
    package let parts: [[UInt8]]

    /// A list of lines.
    package init(key: String, parts: [[UInt8]]) {
      self.key = key
      self.parts = parts
    }
  }
}

/// A format of reports: adding one is a new type that conforms to this.
package protocol ReportRendering {
  /// Whether the warnings of a report stand in what is written of it.
  func holdsWarnings(of report: Report) -> Bool

  /// Writes a report.
  ///
  /// - Parameters:
  ///   - report: the content.
  ///   - output: takes the bytes.
  /// - Throws: ``OutputError`` where they cannot be written.
  func write(_ report: Report, to output: ByteSink) throws(OutputError)
}
