import Foundation
import TestSupport
import Testing

@testable import FocalCommand

/// The report as JSON: its keys and their order are a promise to programs.
@Suite struct JSONReportTests {
  static let input = "id,label,p\na,1,0.5\nb,0,0.5\nc,0,0.75\n"

  /// The names of the members of the outermost object, in order.
  static func keys(_ run: Run) -> [String] {
    run.lines.compactMap { $0.wholeMatch(of: #/  "([A-Za-z]+)": .*/#)?.1 }.map(String.init)
  }

  static let reportKeys = [
    "focal", "signature", "convention", "input", "loss", "standardError", "mean", "sum", "count",
    "elements",
    "positives",
    "weightSum", "crossEntropy", "clipped", "skipped", "ignored", "classes", "warnings",
  ]

  @Test("the keys are the promised ones, in their order")
  func keys() {
    #expect(Self.keys(focal("--json", input: Self.input)) == Self.reportKeys)
  }

  @Test("per sample there is no loss, and the samples come last")
  func samplesKey() {
    let keys = Self.reportKeys.filter { !["loss", "standardError"].contains($0) } + ["samples"]
    #expect(Self.keys(focal("--json --per-sample", input: Self.input)) == keys)
  }

  @Test("every value has its type and is right")
  func values() throws {
    let ln2 = 0.6931471805599453
    let report = focal("--json", input: Self.input)
    let object = try report.object()
    #expect(object["focal"] as? String == "0.1.0")
    #expect((object["signature"] as? String)?.hasPrefix("focal:0.1.0,task:binary,") == true)
    let sum = (0.0625 + 0.1875 + 0.84375) * ln2
    #expect(ulpDistance(report.number("loss"), sum / 3) <= 6)
    #expect(report.number("mean") == report.number("loss"))
    #expect(ulpDistance(report.number("sum"), sum) <= 6)
    #expect(ulpDistance(report.number("crossEntropy"), 4 * ln2 / 3) <= 6)
    for (key, value) in [
      ("count", 3), ("elements", 3), ("positives", 1), ("weightSum", 3), ("clipped", 0),
      ("skipped", 0), ("ignored", 0),
    ] {
      #expect(object[key] as? Int == value, "\(key)")
    }
    #expect((object["warnings"] as? [Any])?.isEmpty == true)
    let classes = try #require(object["classes"] as? [[String: Any]])
    #expect(classes.map { $0["label"] as? String } == ["0", "1"])
    #expect(classes.map { $0["count"] as? Int } == [2, 1])
    #expect(classes.map { $0["positives"] as? Int } == [0, 1])
    #expect(ulpDistance(number(classes[0]["mean"]), 0.515625 * ln2) <= 6)
    #expect(ulpDistance(number(classes[1]["sum"]), 0.0625 * ln2) <= 6)
    #expect(ulpDistance(number(classes[1]["share"]), 0.0625 / 1.09375) <= 6)
  }

  @Test("the convention has every axis, in order")
  func convention() {
    #expect(
      focal("--json", input: Self.input).output.contains(
        """
          "convention": { "preset": null, "task": "binary", "input": "probabilities", \
        "alpha": { "rule": "balanced", "values": [0.25] }, "gamma": 2, \
        "epsilon": { "rule": "clip", "value": 1e-07 }, "labelSmoothing": 0, "reduction": "mean" },
        """))
    #expect(
      focal("-p torch-bce -a none --class-weights 1,2.5 --json", input: Self.input).output.contains(
        """
          "convention": { "preset": "torch-bce", "task": "binary", "input": "probabilities", \
        "alpha": { "rule": "none", "values": [] }, "gamma": 2, \
        "epsilon": { "rule": "log-floor", "value": 100 }, "softLabels": "exp-ce", \
        "labelSmoothing": 0, "classWeights": [1, 2.5], "reduction": "mean" },
        """))
  }

  @Test("what is not finite is a string, what does not exist is null")
  func notFinite() throws {
    let infinite = try focal("--json -e 0", input: "label,p\n1,0\n0,0.5\n").object()
    for key in ["loss", "mean", "sum", "crossEntropy"] {
      #expect(infinite[key] as? String == "Infinity", "\(key)")
    }
    let classes = try #require(infinite["classes"] as? [[String: Any]])
    #expect(classes[0]["share"] as? Int == 0)
    #expect(classes[1]["share"] is NSNull)
    #expect(classes[1]["sum"] as? String == "Infinity")

    let zero = try focal("--json -e 0", input: "label,p\n1,1\n0,0\n").object()
    #expect(zero["loss"] as? Int == 0)
    #expect((zero["classes"] as? [[String: Any]])?.allSatisfy { $0["share"] is NSNull } == true)

    let weightless = try focal(
      "--json -r weighted-mean --weight w", input: "label,p,w\n1,0.5,0\n0,0.5,0\n"
    ).object()
    #expect(weightless["loss"] is NSNull && weightless["crossEntropy"] is NSNull)
    #expect(weightless["sum"] as? Int == 0 && weightless["weightSum"] as? Int == 0)
  }

  @Test("a class without samples has no mean")
  func emptyClass() throws {
    let object = try focal("--json", input: "label,p0,p1\n0,0.5,0.5\n").object()
    let classes = try #require(object["classes"] as? [[String: Any]])
    #expect(classes.map { $0["label"] as? String } == ["p0", "p1"])
    #expect(classes[1]["mean"] is NSNull && classes[1]["count"] as? Int == 0)
    #expect(classes[1]["share"] as? Int == 0)
  }

  @Test("NDJSON is the same object on one line")
  func ndjson() throws {
    for line in ["", "--per-sample --json"] {
      let page = try focal("--json \(line)", input: Self.input).object()
      let run = focal(line.isEmpty ? "-f ndjson" : line, input: Self.input)
      #expect(try run.object() as NSDictionary == page as NSDictionary)
      if line.isEmpty { #expect(run.output.split(separator: "\n").count == 1) }
    }
    #expect(focal("-f ndjson", input: Self.input).output.hasSuffix("}\n"))
  }

  @Test("--json is --format json")
  func short() {
    let run = focal("--json", input: Self.input)
    #expect(run == focal("-f json", input: Self.input))
    #expect(run.output.hasPrefix("{\n  \"focal\"") && run.output.hasSuffix("\n}\n"))
  }

  @Test("labels of classes are escaped")
  func escapes() throws {
    let input = "label,\"p\"\"\\\t\u{1}é\",q\n0,.5,.5\n1,.5,.5\n"
    let object = try focal("--json --prediction 2,3", input: input).object()
    let classes = try #require(object["classes"] as? [[String: Any]])
    #expect(classes.map { $0["label"] as? String } == ["p\"\\\t\u{1}é", "q"])
  }

  @Test("--digits shortens the results, never the convention")
  func digits() throws {
    let object = try focal("--json --digits 3 -g 1.23456", input: Self.input).object()
    let loss = try #require(object["loss"] as? NSNumber)
    #expect("\(loss)".count <= 5)
    #expect((object["convention"] as? [String: Any])?["gamma"] as? Double == 1.23456)
    #expect((object["signature"] as? String)?.contains("gamma:1.23456,") == true)
  }
}
