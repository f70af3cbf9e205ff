import FocalInput
import Testing

@Suite struct InputErrorTests {
  @Test("an error is moved by lines, and keeps its field")
  func moved() {
    let error = InputError(.missingNumber(found: ""), at: RowPosition(line: 2, field: 3))
    #expect(
      error.moved(byLines: 5)
        == InputError(.missingNumber(found: ""), at: RowPosition(line: 7, field: 3)))
    #expect(error.moved(byLines: 0) == error)
  }

  @Test("an error of the whole file stays one")
  func wholeFile() {
    #expect(InputError(.noRows).moved(byLines: 5) == InputError(.noRows))
  }
}
