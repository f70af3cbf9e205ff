/// The ways in which files are compressed, of which focal reads none: the system's programs do that.
package enum Compression: String, CaseIterable, Sendable {
  case gzip
  case zstandard
  case bzip2
  case xz

  /// The program that reads it, as the system's package is called too.
  package var program: String {
    switch self {
    case .gzip: "gzip"
    case .zstandard: "zstd"
    case .bzip2: "bzip2"
    case .xz: "xz"
    }
  }

  /// The compression of a file, by its first bytes: a name may be wrong.
  ///
  /// - Parameter source: the file, of which nothing has been read; nothing of it is lost.
  /// - Throws: ``InputError`` where it cannot be read.
  package init?(of source: ByteSource) throws(InputError) {
    let bytes = try source.peek(8)
    guard let found = Self.allCases.first(where: { bytes.starts(with: $0.magic) }) else {
      return nil
    }
    self = found
  }

  /// The name of a file without the ending that says how it is compressed.
  static func withoutSuffix(_ name: String) -> String {
    let suffix = allCases.map(\.suffix).first { name.lowercased().hasSuffix($0) }
    return String(name.dropLast(suffix?.count ?? 0))
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

extension ByteSource {
  /// The content of a compressed source, or the source itself where it is not compressed.
  ///
  /// What is compressed twice is refused: there are files that hold themselves, compressed.
  ///
  /// - Throws: ``InputError`` where it cannot be read, or the program for it is not found.
  func decompressed() throws(InputError) -> ByteSource {
    guard let compression = try Compression(of: self) else { return self }
    guard let path = ChildProcess.path(of: compression.program) else {
      throw InputError(.noDecompressor(compression))
    }
    let content = try contentRead(by: path, ["-dc"])
    if let inner = try Compression(of: content) {
      throw InputError(.compressedTwice(compression, inner))
    }
    return content
  }
}
