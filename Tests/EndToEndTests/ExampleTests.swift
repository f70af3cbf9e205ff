import TestSupport
import Testing

/// The scripts of the Examples run and say what they promise.
@Suite struct ExampleTests {
  @Test("the pipeline prints a mean and the three hardest samples, hardest first")
  func pipeline() throws {
    let lines = try Products.shell("Examples/pipeline.sh").split(separator: "\n")
    try #require(lines.count == 6)
    #expect(lines[0] == "mean of the uncertain samples:")
    let losses = lines[3...].compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
    #expect(losses.count == 3)
    #expect(losses == losses.sorted(by: >))
  }

  @Test("the sweep's row at gamma 2 and alpha 0.25 is the true mean of the file")
  func sweep() throws {
    let output = try Products.shell("Examples/sweep.sh Examples/Data/breast_cancer.csv")
    // The truth, from the reference that came with the data.
    #expect(output.hasPrefix("alpha,gamma,mean,skill\n"))
    #expect(output.contains("\n0.25,2,0.02352320423702966,"))
    #expect(output.split(separator: "\n").count == 13)
  }
}
