import FocalInput

/// Sentences about files that are no text, or text of another kind.
extension Diagnostic {
  static func sentence(_ format: ForeignFormat, file: String) -> String {
    "is \(format.title); use: \(command(format, shellName(file)))"
  }

  /// A file's name in a command: names that a shell would take apart, and standard input, are left to
  /// the reader.
  static func shellName(_ file: String) -> String {
    let isPlain = file.utf8.allSatisfy {
      "/._-+=,@%".utf8.contains($0) || 0x30...0x39 ~= $0 || 0x41...0x5a ~= $0 || 0x61...0x7a ~= $0
    }
    return isPlain && !file.hasPrefix("-") ? file : "FILE"
  }

  /// The command that makes such a file one that is read.
  private static func command(_ format: ForeignFormat, _ file: String) -> String {
    switch format {
    case .parquet:
      #"duckdb -c "COPY (FROM '\#(file)') TO '/dev/stdout' (FORMAT csv, HEADER)" | focal"#
    case .avro:
      #"duckdb -c "COPY (FROM read_avro('\#(file)')) TO '/dev/stdout' (FORMAT csv, HEADER)" | focal"#
    case .arrow, .feather: pandas("feather", file)
    case .orc: pandas("orc", file)
    case .excel, .excel97: pandas("excel", file)
    case .hdf5: pandas("hdf", file)
    case .stata: pandas("stata", file)
    case .sas: pandas("sas", file)
    case .spss: pandas("spss", file)
    // Reading one runs what it says.
    case .pickle: pandas("pickle", file) + " (if you trust who made it)"
    case .arrowStream:
      "python -c \"import pyarrow as pa, sys; "
        + "pa.ipc.open_stream('\(file)').read_pandas().to_csv(sys.stdout, index=False)\" | focal"
    case .torch:
      "python -c \"import numpy, torch; numpy.savez('FILE.npz', **torch.load('\(file)', weights_only=True))\", "
        + "and focal FILE.npz"
    case .safetensors:
      "python -c \"import numpy; from safetensors.numpy import load_file; "
        + "numpy.savez('FILE.npz', **load_file('\(file)'))\", and focal FILE.npz"
    case .matlab:
      "python -c \"import numpy; from scipy.io import loadmat; numpy.savez('FILE.npz', "
        + "**{k: v.squeeze() for k, v in loadmat('\(file)').items() if k[0] != '_'})\", "
        + "and focal FILE.npz"
    case .sqlite: "sqlite3 -csv -header \(file) 'SELECT * FROM TABLE' | focal"
    case .rds: "Rscript -e \"write.csv(readRDS('\(file)'), row.names = FALSE)\" | focal"
    case .rdata: "Rscript -e \"write.csv(get(load('\(file)')), row.names = FALSE)\" | focal"
    case .zip: "unzip -p \(file) | focal"
    case .sevenZip: "7z x -so \(file) | focal"
    case .tar: "tar -xOf \(file) MEMBER | focal"
    case .compress: "gzip -dc \(file) | focal"
    case .lz4: "lz4 -dc \(file) | focal"
    case .lzip: "lzip -dc \(file) | focal"
    case .webPage: "the address of the file itself, or a login; this is what a browser shows"
    }
  }

  private static func pandas(_ reader: String, _ file: String) -> String {
    "python -c \"import pandas, sys; "
      + "pandas.read_\(reader)('\(file)').to_csv(sys.stdout, index=False)\" | focal"
  }

  static func sentence(_ encoding: TextEncoding, file: String) -> String {
    let title = encoding == .utf32 ? "UTF-32" : "UTF-16"
    return "is text in \(title), not UTF-8; "
      + "use: iconv -f \(encoding.rawValue) -t UTF-8 \(shellName(file)) | focal"
  }

  static func sentence(_ problem: ZipProblem) -> String {
    switch problem {
    case .noDirectory: "the archive has no directory at its end; the file may be cut short"
    case .damagedDirectory: "the directory of the archive is damaged"
    case .damagedMember(let name): "member \(quoted(name)) of the archive is damaged"
    case .memberBeyondEnd(let name):
      "member \(quoted(name)) goes beyond the end of the archive; the file may be cut short"
    case .encrypted(let name): "member \(quoted(name)) is encrypted; expected one that is not"
    case .compressed(let name, _):
      "member \(quoted(name)) is compressed; "
        + "write the arrays with numpy.savez rather than savez_compressed"
    }
  }

  static func sentence(_ problem: ArrayProblem, member: String?) -> String {
    (member.map { "array \(quoted($0)) " } ?? "the array ") + sentence(problem)
  }

  private static func sentence(_ problem: ArrayProblem) -> String {
    switch problem {
    case .notAnArray: "is none of NumPy's, which begin with \\x93NUMPY"
    case .headerCutShort: "ends within its header; the file may be cut short"
    case .version(let major, let minor):
      "has format version \(major).\(minor); expected 1.0, 2.0 or 3.0"
    case .headerTooLong(let limit): "has a header longer than \(limit) bytes"
    case .malformedHeader(let found):
      "has a header that NumPy does not write, from \(quoted(found)) on"
    case .objects:
      "holds Python objects; expected numbers, as of array.astype(float)"
    case .records:
      "has records of several fields; write each field as an array with numpy.savez"
    case .elementType(let name) where name.contains { "USa".contains($0) }:
      "holds texts (\(quoted(name))); expected numbers, such as the indices of classes"
    case .elementType(let name):
      "has elements of type \(quoted(name)); "
        + "expected floats of 2, 4 or 8 bytes, integers or booleans, as of array.astype(float)"
    case .dimensions(let count):
      "has \(counted(count, "dimension")); expected 1, or 2 with a column a class"
    case .noColumns: "has rows without columns"
    case .rowTooLong(let limit): "has rows longer than \(limit) bytes"
    case .tooManyColumns(let limit): "has rows of more than \(limit) columns"
    case .tooLarge: "says it is larger than any file"
    case .cutShort(let count, let expected):
      "ends after \(counted(count, "row")) of \(expected); the file may be cut short"
    case .bytesAfterEnd: "is followed by other bytes; expected the end of the file"
    }
  }
}
