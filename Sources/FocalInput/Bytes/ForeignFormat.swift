/// Files that hold tables, but not as text or arrays: known by their first bytes, and read by others.
package enum ForeignFormat: String, CaseIterable, Sendable {
  case parquet
  case arrow
  case arrowStream
  case feather
  case orc
  case avro
  case excel
  case excel97
  case pickle
  case torch
  case safetensors
  case hdf5
  case sqlite
  case rds
  case rdata
  case matlab
  case stata
  case sas
  case spss
  case zip
  case sevenZip
  case tar
  case compress
  case lz4
  case lzip
  case webPage

  /// The format of a file; nil where it is none of these.
  ///
  /// Zip archives are told by their members, which stand elsewhere.
  ///
  /// - Parameter bytes: its first bytes, 512 where there are so many.
  init?(_ bytes: [UInt8]) {
    let found = Self.allCases.first { format in
      format.beginnings.contains { bytes.dropFirst(format.offset).starts(with: $0) }
        && format.isPossible(bytes)
    }
    guard let found else { return nil }
    self = found
  }

  /// The format of an archive; nil where it may be that of arrays.
  ///
  /// - Parameter members: the names of the files in it.
  init?(zipMembers members: [String]) {
    if members.contains(where: { $0.hasPrefix("xl/") }) {
      self = .excel
    } else if members.contains(where: { $0.hasSuffix("/data.pkl") || $0 == "data.pkl" }) {
      self = .torch
    } else if !members.contains(where: { $0.hasSuffix(".npy") }) {
      self = .zip
    } else {
      return nil
    }
  }

  /// The bytes that such files begin with; none where more has to be known.
  private var beginnings: [[UInt8]] {
    switch self {
    case .parquet: ["PAR1", "PARE"].map { Array($0.utf8) }
    case .arrow: [Array("ARROW1\0\0".utf8)]
    case .arrowStream: [[0xff, 0xff, 0xff, 0xff]]
    case .feather: [Array("FEA1".utf8)]
    case .orc: [Array("ORC".utf8)]
    case .avro: [Array("Obj\u{1}".utf8)]
    case .excel97: [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]]
    case .pickle: (2...5).map { [0x80, $0] }
    case .safetensors: [[0, 0, 0, UInt8(ascii: "{")]]
    case .hdf5: [[0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]]
    case .sqlite: [Array("SQLite format 3\0".utf8)]
    case .rds: [Array("X\n\0\0\0".utf8)]
    case .rdata: ["RDX2\nX\n", "RDX3\nX\n"].map { Array($0.utf8) }
    case .matlab: [Array("MATLAB 5.0 MAT-file".utf8)]
    case .stata: [Array("<stata_dta>".utf8), [0x72, 0x02, 0x01, 0x00], [0x73, 0x02, 0x01, 0x00]]
    case .sas: [[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xc2, 0xea, 0x81, 0x60]]
    case .spss: ["$FL2@(#)", "$FL3@(#)"].map { Array($0.utf8) }
    case .sevenZip: [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]]
    case .tar: [Array("ustar".utf8)]
    case .compress: [[0x1f, 0x9d]]
    case .lz4: [[0x04, 0x22, 0x4d, 0x18]]
    case .lzip: [Array("LZIP\u{1}".utf8)]
    case .webPage:
      ["<!DOCTYPE html", "<!doctype html", "<!DOCTYPE HTML", "<html", "<HTML"].map {
        Array($0.utf8)
      }
    case .excel, .torch, .zip: []
    }
  }

  /// Where the bytes stand that tell the format.
  private var offset: Int {
    switch self {
    case .tar: 257
    case .safetensors: 5
    default: 0
    }
  }

  /// Whether bytes that begin like the format may be of it; letters alone could be names of columns.
  private func isPossible(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .parquet, .feather, .orc:
      bytes.dropFirst(beginnings[0].count).prefix(16).contains { $0 < 0x20 && !(9...13 ~= $0) }
    case .tar: bytes.prefix(257).contains(0)
    default: true
    }
  }

  /// What the format is called.
  package var title: String {
    switch self {
    case .parquet: "Parquet"
    case .arrow: "Arrow (Feather)"
    case .arrowStream: "an Arrow stream"
    case .feather: "Feather"
    case .orc: "ORC"
    case .avro: "Avro"
    case .excel: "an Excel workbook"
    case .excel97: "an Excel workbook of the old kind"
    case .pickle: "a Python pickle"
    case .torch: "a PyTorch file"
    case .safetensors: "safetensors"
    case .hdf5: "HDF5"
    case .sqlite: "an SQLite database"
    case .rds: "an R object"
    case .rdata: "an R workspace"
    case .matlab: "a MATLAB file"
    case .stata: "Stata data"
    case .sas: "SAS data"
    case .spss: "SPSS data"
    case .zip: "a zip archive"
    case .sevenZip: "a 7z archive"
    case .tar: "a tar archive"
    case .compress: "compressed by compress"
    case .lz4: "compressed by lz4"
    case .lzip: "compressed by lzip"
    case .webPage: "a web page"
    }
  }
}
