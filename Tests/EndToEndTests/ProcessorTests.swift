#if os(Linux)
import Testing

/// The same bits on every processor: the system's mathematics, which chooses its code by the
/// processor's features, has no part in them.
@Suite struct ProcessorTests {
  /// A hundred powers a line, and a binary and a softmax file.
  private static let lines: [String] =
    [
      "--logits", "--logits --epsilon 1e-3", "--logits --epsilon-rule add-all --epsilon 1e-3",
      "--logits --soft-labels mixture --label-smoothing 0.1",
      "--logits --soft-labels exp-ce --label-smoothing 0.07",
      "--logits --soft-labels margin --label-smoothing 0.07",
      "--logits --modulator poly1:epsilon=0.7",
      "--logits --modulator fl-star:beta=0.5",
      "--logits --modulator reduced-continuous:threshold=0.3",
      "--logits --modulator normalized",
    ].map { "sweep --format csv --gamma 0.1:10:0.1 \($0)" }
    + ["0.1", "2.2", "7.3"].flatMap { gamma in
      ["", " --gradient"].map { "--per-sample --format csv --logits --gamma \(gamma)\($0)" }
    }

  private static let binary =
    "label,logit\n" + (0..<400).map { "\($0 % 2),\(Double($0 * 37 % 401 - 200) / 17.3)\n" }.joined()

  private static let classes =
    "label,z0,z1,z2\n"
    + (0..<400).map { row in
      "\(row % 3),"
        + (1...3).map { "\(Double(row * $0 * 53 % 397 - 200) / 19.1)" }.joined(
          separator: ",") + "\n"
    }.joined()

  @Test("a thousand conventions have the same bytes without AVX2 and FMA", arguments: lines)
  func features(line: String) throws {
    let arguments = line.split(separator: " ").map(String.init)
    let isElementwise = line.contains("margin") || line.contains("fl-star")
    for input in isElementwise ? [Self.binary] : [Self.binary, Self.classes] {
      let here = try Focal(arguments, input: input)
      let there = try Focal(
        arguments, input: input,
        environment: ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F"])
      #expect(here.status == 0, "\(here.diagnostics)")
      #expect(here.output == there.output)
      #expect(here.output.count > 4000)
    }
  }

  @Test("log-probabilities too", arguments: ["0.1", "2", "7.3"])
  func logProbabilities(gamma: String) throws {
    let input =
      "label,l\n" + (1..<400).map { "\($0 % 2),\(-Double($0 * 37 % 401) / 23.7)\n" }.joined()
    let arguments = ["--per-sample", "--log-probabilities", "--gamma", gamma]
    let there = try Focal(
      arguments, input: input, environment: ["GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA"])
    #expect(try Focal(arguments, input: input).output == there.output)
  }
}
#endif
