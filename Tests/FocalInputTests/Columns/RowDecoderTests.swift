import Testing

@testable import FocalInput

@Suite struct ColumnPlanTests {
  @Test("a field wanted twice as a number stops the process")
  func twiceAsNumber() async {
    await #expect(processExitsWith: .failure) {
      var plan = ColumnPlan()
      plan.numberBlocks = [[0], [0]]
      _ = CSVDecoder(plan, fieldCount: 1, delimiter: UInt8(ascii: ","))
    }
  }

  @Test("a field wanted twice as a category stops the process")
  func twiceAsCategory() async {
    await #expect(processExitsWith: .failure) {
      var plan = ColumnPlan()
      plan.categories = [0, 0]
      _ = CSVDecoder(plan, fieldCount: 1, delimiter: UInt8(ascii: ","))
    }
  }

  @Test("a field wanted twice as a text stops the process")
  func twiceAsText() async {
    await #expect(processExitsWith: .failure) {
      var plan = ColumnPlan()
      plan.texts = [0, 0]
      _ = CSVDecoder(plan, fieldCount: 1, delimiter: UInt8(ascii: ","))
    }
  }
}
