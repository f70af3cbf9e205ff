import Foundation
import TestSupport
import Testing

@testable import FocalInput

@Suite("ArrayReader")
struct ArrayReaderTests {
  @Test(
    "A file is read as NumPy reads it, whatever the chunks", arguments: try ArrayFile.accepted())
  func numbers(file: ArrayFile) throws {
    for chunking in Chunking.all(of: file.bytes.count) {
      let source = ByteSource(bytes: file.bytes, name: file.name, readSize: chunking.readSize)
      let reading = ArrayReading(
        source, isArchive: file.isArchive, chunkByteCount: chunking.chunkByteCount)
      #expect(reading.error == nil, "\(chunking)")
      #expect(reading.names == file.names, "\(chunking)")
      #expect(reading.numbers.hasEqualBits(file.numbers), "\(chunking)")
    }
  }

  @Test("A pipe is read as a file is", arguments: try ArrayFile.all())
  func pipe(file: ArrayFile) throws {
    let whole = ArrayReading(
      ByteSource(bytes: file.bytes, name: "file"), isArchive: file.isArchive)
    let (source, pipe) = try ByteSource.pipe(file.bytes)
    var piped = ArrayReading(source, isArchive: file.isArchive)
    // Of a pipe the rows come before it is known that something follows the last.
    if piped.error == InputError(.array(.bytesAfterEnd, member: nil)) {
      #expect(piped.error == whole.error)
      piped = whole
    }
    #expect(piped == whole)
    withExtendedLifetime(pipe) {}
  }

  @Test("A file of another kind is refused for what it is", arguments: try ArrayFile.refused())
  func refused(file: ArrayFile) {
    let reading = ArrayReading(
      ByteSource(bytes: file.bytes, name: "file"), isArchive: file.isArchive)
    #expect("\(String(describing: reading.error))".contains(".\(file.names[0])"))
    #expect(reading.rowCount == 0)
  }

  @Test("A file that is cut short anywhere is refused, and gives no row that is not whole")
  func cutShort() throws {
    for file in try ArrayFile.accepted() where file.bytes.count < 1500 {
      for count in 0..<file.bytes.count {
        let cut = Array(file.bytes.prefix(count))
        let reading = ArrayReading(
          ByteSource(bytes: cut, name: "cut"), isArchive: file.isArchive)
        #expect(reading.error != nil, "\(file.name) cut to \(count)")
        #expect(reading.rowCount == 0)
        guard count % 7 == 0 else { continue }
        let (source, pipe) = try ByteSource.pipe(cut)
        let piped = ArrayReading(source, isArchive: file.isArchive)
        #expect(piped.error != nil, "\(file.name) cut to \(count)")
        let whole = Array(file.numbers.prefix(piped.numbers.count))
        #expect(piped.numbers.hasEqualBits(whole))
        withExtendedLifetime(pipe) {}
      }
    }
  }

  @Test("The rows that are there are counted where an array is cut short")
  func rowsOfCutShort() throws {
    let file = try ArrayFile.named("rows <f8.npy")
    // Five rows of three numbers; nine bytes of the last two rows are gone.
    let cut = Array(file.bytes.dropLast(25))
    let expected = InputError(.array(.cutShort(rowCount: 3, expected: 5), member: nil))
    #expect(
      ArrayReading(ByteSource(bytes: cut, name: "cut"), isArchive: false).error == expected)
    let (source, pipe) = try ByteSource.pipe(cut)
    let piped = ArrayReading(source, isArchive: false)
    #expect(piped.error == expected && piped.rowCount == 3)
    withExtendedLifetime(pipe) {}
  }

  @Test("One array of an archive is read where it is named")
  func member() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).npz")
    let file = try ArrayFile.named("classes F.npz")
    try Data(file.bytes).write(to: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path(percentEncoded: false)
    let labels = ArrayReading(try ByteSource(path: path + ":labels"), isArchive: true)
    #expect(labels.names == ["labels"] && labels.error == nil)
    #expect(labels.numbers == stride(from: 0, to: 28, by: 4).map { file.numbers[$0] })
    let predictions = ArrayReading(try ByteSource(path: path + ":preds"), isArchive: true)
    #expect(predictions.names == ["preds.0", "preds.1", "preds.2"])
    #expect(predictions.numbers == (0..<28).filter { $0 % 4 > 0 }.map { file.numbers[$0] })
    let missing = ArrayReading(try ByteSource(path: path + ":p"), isArchive: true)
    #expect(missing.error == InputError(.noSuchMember("p", members: ["labels", "preds"])))
    #expect(throws: InputError(.cannotOpen(reason: "No such file or directory"))) {
      _ = try ByteSource(path: path + "x:labels")
    }
  }

  @Test("Arrays that cannot be columns beside the others are an error only where they are wanted")
  func wanted() throws {
    let file = try ArrayFile.named("beside.npz")
    func error(_ wanted: [String]) -> InputError? {
      ArrayReading(
        ByteSource(bytes: file.bytes, name: "file"), isArchive: true, wanted: wanted
      ).error
    }
    #expect(error(["y_prob"]) == nil)
    #expect(
      error(["y_prob", "ids"]) == InputError(.array(.elementType(name: "<U1"), member: "ids")))
    #expect(error(["notes"]) == InputError(.array(.objects, member: "notes")))
    #expect(
      error(["threshold"]) == InputError(.array(.dimensions(count: 0), member: "threshold")))
    #expect(
      error(["y_true", "matrix"])
        == InputError(.memberRows("matrix", found: 2, first: "y_true", expected: 7)))
  }
}
