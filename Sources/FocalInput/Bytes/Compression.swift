/// The ways in which files are compressed, of which focal reads none: other programs do that better.
package enum Compression: String, CaseIterable, Sendable {
  case gzip
  case zstandard
  case bzip2
  case xz

  /// The program that writes the file's content to a pipe.
  package var reader: String {
    switch self {
    case .gzip: "zcat"
    case .zstandard: "zstdcat"
    case .bzip2: "bzcat"
    case .xz: "xzcat"
    }
  }

  /// The compression of a file, by its name.
  ///
  /// - Parameter name: the name of the file.
  package init?(fileName name: String) {
    let lower = name.lowercased()
    guard let found = Self.allCases.first(where: { lower.hasSuffix($0.suffix) }) else { return nil }
    self = found
  }

  /// The compression of a file, by its name or its first bytes.
  ///
  /// - Parameter source: the file, of which nothing has been read; nothing of it is lost.
  /// - Throws: ``InputError`` where it cannot be read.
  init?(of source: ByteSource) throws(InputError) {
    let bytes = try source.peek(8)
    guard
      let found = Self(fileName: source.name)
        ?? Self.allCases.first(where: { bytes.starts(with: $0.magic) })
    else { return nil }
    self = found
  }

  private var suffix: String {
    switch self {
    case .gzip: ".gz"
    case .zstandard: ".zst"
    case .bzip2: ".bz2"
    case .xz: ".xz"
    }
  }

  /// The bytes that every such file begins with.
  private var magic: [UInt8] {
    switch self {
    case .gzip: [0x1f, 0x8b]
    case .zstandard: [0x28, 0xb5, 0x2f, 0xfd]
    // With the usual block size; "BZh" alone could be the name of a column.
    case .bzip2: [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]
    case .xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]
    }
  }
}
