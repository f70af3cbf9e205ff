import FocalOutput

/// What the name of a file that is written says of its content.
enum FileEnding: Equatable {
  case format(OutputFormat)
  /// Compressed, which nothing is that focal writes.
  case compressed(by: String)
  case vectorPicture
  /// A picture that is none of ours.
  case otherPicture

  private static let formats: [String: OutputFormat] = [
    "json": .json, "ndjson": .ndjson, "jsonl": .ndjson, "csv": .csv, "tsv": .tsv, "md": .markdown,
    "state": .state,
  ]

  private static let compressions = [
    "gz": "gzip", "svgz": "gzip", "zst": "zstd", "xz": "xz", "bz2": "bzip2",
  ]

  private static let otherPictures: Set = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "tif", "tiff", "pdf", "ps", "eps",
  ]

  /// What a name says; nil where it says nothing that is known.
  init?(_ name: SystemText) {
    let file = name.text.split(separator: "/").last ?? ""
    let parts = file.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1, let ending = parts.last?.lowercased() else { return nil }
    if let format = Self.formats[ending] {
      self = .format(format)
    } else if let program = Self.compressions[ending] {
      self = .compressed(by: program)
    } else if ending == "svg" {
      self = .vectorPicture
    } else if Self.otherPictures.contains(ending) {
      self = .otherPicture
    } else {
      return nil
    }
  }
}

extension OutputSettings {
  /// The format that the name of the file says, where nothing else says one.
  var namedFormat: OutputFormat? {
    if !isBare, let path, case .format(let format) = FileEnding(path) { format } else { nil }
  }

  /// Checks that no file gets a name that says what is not in it.
  ///
  /// - Throws: ``UsageError`` where one does.
  func checkNames() throws(UsageError) {
    if let path {
      switch FileEnding(path) {
      case .compressed(let program):
        throw .badValue(
          option: "--output", value: path.shown,
          expected:
            "a file that is not compressed, or a pipe: focal ... | \(program) > \(path.shown)")
      case .vectorPicture, .otherPicture:
        throw .badValue(
          option: "--output", value: path.shown, expected: "a report, or --plot FILE.svg")
      case .format, nil: break
      }
    }
    if let plotPath, let ending = FileEnding(plotPath), ending != .vectorPicture {
      throw .badValue(
        option: "--plot", value: plotPath.shown,
        expected: "a name that ends in .svg, since pictures are SVG")
    }
  }
}
