import Testing

@testable import FocalInput

/// Arrays in fields, as NumPy and pandas write them.
@Suite struct CSVArrayTests {
  @Test(
    "the elements of an array, between blanks or commas",
    arguments: [
      ("[0.1 0.9]", ["0.1", "0.9"]), ("[0.1, 0.9]", ["0.1", "0.9"]), ("[0.1,0.9]", ["0.1", "0.9"]),
      (" [ 0.1\n  0.9 ] ", ["0.1", "0.9"]), ("[1]", ["1"]), ("[]", []), ("[ ]", []),
      ("[[0.1 0.9]]", ["0.1", "0.9"]), ("[[[1]]]", ["1"]), ("['a', 'b c']", ["a", "b c"]),
      ("[\"a\" \"b\"]", ["a", "b"]), ("[1. 2e-05 -3 nan]", ["1.", "2e-05", "-3", "nan"]),
      ("[0.1 ... 0.9]", ["0.1", "...", "0.9"]),
      (
        "[tensor(0.1), tensor(0.9, device='cuda:0')]",
        ["tensor(0.1)", "tensor(0.9, device='cuda:0')"]
      ),
      ("[0.1\r\n 0.9]", ["0.1", "0.9"]), ("[1\t2]", ["1", "2"]),
    ])
  func elements(text: String, elements: [String]) {
    let bytes = Array("x\(text)y".utf8)
    let array = CSVArrayText(bytes.span, 1..<bytes.count - 1)
    let found = array?.elements.map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect(found == elements)
  }

  @Test(
    "what is no array",
    arguments: [
      "", "[", "]", "0.1", "[0.1", "0.1]", "[0.1,]", "[,0.1]", "[0.1,,0.9]", "[0.1][0.9]",
      "[[0.1 0.9] [0.2 0.8]]", "[0.1 [0.9]]", "(0.1, 0.9)", "{0.1}",
    ])
  func noArray(text: String) {
    let bytes = Array(text.utf8)
    let isArray = CSVArrayText(bytes.span, 0..<bytes.count) != nil
    #expect(!isArray)
  }

  private struct Reading: Equatable {
    var names: [String] = []
    var arrays: [ArrayField] = []
    var numbers: [[Double]] = []
    var categories: [[String]] = []
    var fields: [[String]] = []
    var error: InputError?
  }

  /// Reads the columns of some names, and keeps all.
  private static func read(
    _ text: String, numbers: [String], categories: [String] = [], list: String? = nil,
    chunkByteCount: Int = 1 << 16, readsMissingAsNaN: Bool = false
  ) -> Reading {
    var reading = Reading()
    do throws(InputError) {
      var options = TableReader.Options()
      options.chunkByteCount = chunkByteCount
      let table = try TableReader(
        ByteSource(bytes: Array(text.utf8), name: "test"), options, like: nil
      ) { _ in true }
      if let list { try table.readAsList(list) }
      reading.names = table.names
      reading.arrays = table.arrays
      var plan = ColumnPlan()
      plan.numberBlocks = [numbers.compactMap(table.names.firstIndex)]
      plan.categories = categories.compactMap(table.names.firstIndex)
      plan.keepsRows = true
      plan.keptFields = Array(0..<table.fieldCount)
      plan.readsMissingAsNaN = readsMissingAsNaN
      var decoder = table.decoder(plan)
      var chunk = Chunk()
      var batch = ColumnBatch()
      while try table.next(&chunk) {
        decoder.decode(chunk, into: &batch)
        for row in 0..<batch.rowCount {
          let width = numbers.count
          reading.numbers.append(Array(batch.numbers[0][row * width..<(row + 1) * width]))
          reading.categories.append(
            zip(decoder.categories, batch.categories).map {
              String(decoding: $0.bytes(of: $1[row]), as: UTF8.self)
            })
          let kept = table.fieldCount
          reading.fields.append(
            batch.fields[row * kept..<(row + 1) * kept].map {
              String(decoding: chunk.bytes[$0], as: UTF8.self)
            })
        }
        if let error = batch.error { throw error }
      }
    } catch {
      reading.error = error
    }
    return reading
  }

  @Test("elements are columns, as in JSON", arguments: [1, 7, 1 << 16])
  func columns(chunkByteCount: Int) {
    let text = "id,probs,label\na,\"[0.1 0.9]\",1\nb,[0.8 0.2],0\nc,\"[0.5,\n 0.5]\",\"1\"\n"
    let reading = Self.read(
      text, numbers: ["probs.1", "probs.0"], categories: ["label", "id"],
      chunkByteCount: chunkByteCount)
    #expect(reading.names == ["id", "probs.0", "probs.1", "label"])
    #expect(
      reading.arrays == [
        ArrayField(path: "probs", elementCount: 2, hasOnlyBits: true, hasOneLength: true)
      ])
    #expect(reading.numbers == [[0.9, 0.1], [0.2, 0.8], [0.5, 0.5]])
    #expect(reading.categories == [["1", "a"], ["0", "b"], ["1", "c"]])
    #expect(
      reading.fields == [
        ["a", "0.1", "0.9", "1"], ["b", "0.8", "0.2", "0"], ["c", "0.5", "0.5", "1"],
      ])
    #expect(reading.error == nil)
  }

  @Test("an array of one element is the scalar")
  func single() {
    let reading = Self.read("label,p\n1,[0.9]\n0,[[0.2]]\n1,0.5\n", numbers: ["p"])
    #expect(reading.names == ["label", "p"])
    #expect(reading.numbers == [[0.9], [0.2], [0.5]])
  }

  @Test("an empty field is missing in every column")
  func missing() {
    let text = "label,probs\n1,[0.1 0.9]\n0,\n1,None\n"
    let error = Self.read(text, numbers: ["probs.0", "probs.1"]).error
    #expect(error == InputError(.missingNumber(found: ""), at: RowPosition(line: 2, field: 2)))
    let reading = Self.read(text, numbers: ["probs.0", "probs.1"], readsMissingAsNaN: true)
    #expect(reading.numbers.dropFirst().allSatisfy { $0.allSatisfy(\.isNaN) })
    #expect(reading.numbers.count == 3)
  }

  @Test("an array of another length, or another text, is an error in the first of its columns")
  func errors() {
    // Beyond the first 64 KiB, so that the columns are known.
    let rows = String(repeating: "1,[0.1 0.9]\n", count: 6000)
    for (row, problem) in [
      ("1,[0.1 0.2 0.7]", .json(.elementCount(found: 3, expected: 2))),
      ("1,[]", .json(.elementCount(found: 0, expected: 2))),
      ("1,0.9", .notAnArray(found: "0.9")),
      ("1,[0.1 x]", .notANumber(found: "x")),
      ("1,[0.1 ...]", .notANumber(found: "...")),
    ] as [(String, InputError.Problem)] {
      let reading = Self.read(
        "label,probs\n\(rows)\(row)\n", numbers: ["probs.0", "probs.1"])
      #expect(reading.error?.problem == problem)
      #expect(reading.numbers.count == 6000)
    }
  }

  @Test("an array is a list where that is asked, and a field with other texts none at all")
  func lists() {
    let list = Self.read(
      "p,labels\n0.5,\"[0, 3]\"\n0.5,[]\n0.5,[2]\n", numbers: ["p"], categories: ["labels"],
      list: "labels")
    #expect(list.names == ["p", "labels"])
    #expect(list.categories == [["0;3"], [""], ["2"]])
    let text = Self.read("p,t\n0.5,[a b]\n0.5,hello\n", numbers: ["p"], categories: ["t"])
    #expect(text.names == ["p", "t"])
    #expect(text.categories == [["[a b]"], ["hello"]])
    #expect(text.arrays.isEmpty)
  }

  @Test("the first rows say how long an array is, and whether every one is")
  func lengths() {
    let reading = Self.read("p,labels\n0.5,[0 1]\n0.5,[1 0 1]\n0.5,[5 0]\n", numbers: ["p"])
    #expect(
      reading.arrays == [
        ArrayField(path: "labels", elementCount: 2, hasOnlyBits: false, hasOneLength: false)
      ])
  }
}
