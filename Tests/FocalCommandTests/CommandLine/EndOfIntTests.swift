import Testing

@testable import FocalCommand

/// Names, labels and options at the ends of what an integer holds.
@Suite struct EndOfIntTests {
  private static let ends = [
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
    "18446744073709551616",
  ]

  @Test("ranges and numbers of columns", arguments: ends)
  func columns(end: String) {
    for selector in [end, "\(end):2", "2:\(end)", "\(end):\(end)", "1:\(end)", "\(end):label"] {
      for option in ["--label", "--prediction", "--weight", "--id", "--group-by"] {
        let run = focal([option, selector], input: Array("label,p0,p1\n1,.5,.5\n".utf8))
        #expect(run.status == .usage, "\(option) \(selector)")
      }
    }
  }

  @Test("names of families, and labels with either base", arguments: ends)
  func labels(end: String) {
    for header in ["g\(end),g\(end)", "g1,g\(end)", "g0,g1,g\(end)", "\(end),\(end.dropLast())"] {
      for base in ["0", "1"] {
        let predictions = header.split(separator: ",").map { _ in ".5" }.joined(separator: ",")
        let input = "label,\(header)\n\(end),\(predictions)\n"
        let run = focal("--label-base \(base)", input: input)
        #expect([.usage, .data, .done].contains(run.status))
      }
    }
    #expect(
      focal("--label-base 1", input: "label,p0,p1,p2\n\(end),.5,.2,.3\n").status == .data)
  }

  @Test("counts", arguments: ends)
  func counts(end: String) {
    let input = "label,prediction\n1,.5\n"
    for line in [
      "--top \(end)", "--threads \(end)", "--digits \(end)", "--label-base \(end)",
    ] {
      #expect(focal(line, input: input).status == .usage, "\(line)")
    }
    let run = focal("explain --row \(end)", input: input)
    #expect(run.status == (end == "9223372036854775807" ? .data : .usage))
    for line in [
      "--gamma \(end)", "--alpha \(end)", "--epsilon \(end)", "--fail-above \(end)",
      "sweep --gamma \(end):\(end):1", "sweep --gamma 0:\(end):\(end)",
      "sweep --alpha \(end)", "identify --observed \(end)", "curve --gamma \(end)",
      "--class-weights \(end),\(end)", "--class-weights effective:beta=0.5,counts=\(end)+\(end)",
    ] {
      #expect([.usage, .done, .exceeded].contains(focal(line, input: input).status), "\(line)")
    }
  }

  @Test("a file of predictions in which everything is something else has none")
  func nothingLeft() throws {
    let folder = try TemporaryFolder()
    let labels = try folder.file("labels.csv", "1\n")
    for option in ["--id", "--weight"] {
      #expect(
        focal("--labels \(labels) --header no \(option) 1", input: "0.5\n")
          == .failed(
            .usage,
            "<stdin>: no prediction column found among 1 column without names; name it with --prediction"
          ))
    }
  }
}
