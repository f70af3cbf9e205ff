import TestSupport
import Testing

@testable import FocalCommand

/// `--gradient`: the derivatives by the logit as columns.
@Suite struct GradientTests {
  @Test("binary appends a gradient and a Hessian")
  func binary() throws {
    let run = focal("--per-sample --gradient", input: "label,p\n1,0.5\n0,0.5\n")
    #expect(run.lines[0] == "label,p,focal_loss,focal_gradient,focal_hessian")
    let rows = run.lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    try #require(rows.count == 2 && rows.allSatisfy { $0.count == 5 })
    // ∓ α_t · ¼ · (ln 2 + ½), and its derivative α_t (ln 2 / 8 + 1/8 + 3/16), from mpmath.
    #expect(isClose(rows[0][3], -0.07457169878499658, relative: 1e-13))
    #expect(isClose(rows[1][3], 0.22371509635498973, relative: 1e-13))
    #expect(isClose(rows[1][4], 3 * rows[0][4], relative: 1e-13))
  }

  @Test("the gradient is the slope of the loss by the logit, by central differences")
  func slope() throws {
    let step = 1e-3
    for (logit, label) in [(-2.0, 0), (-0.5, 1), (1.5, 0), (3, 1)] {
      let rows = [-2.0, -1, 0, 1, 2].map { "\(label),\(logit + $0 * step)\n" }.joined()
      let run = focal("--per-sample --gradient --logits", input: "label,logit\n\(rows)")
      let fields = run.lines.dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
      try #require(fields.count == 5)
      let losses = fields.map { $0[2] }
      let slope = (losses[0] - 8 * losses[1] + 8 * losses[3] - losses[4]) / (12 * step)
      #expect(isClose(fields[2][3], slope, relative: 1e-9), "\(logit)")
      let gradients = fields.map { $0[3] }
      let bend =
        (gradients[0] - 8 * gradients[1] + 8 * gradients[3] - gradients[4]) / (12 * step)
      #expect(isClose(fields[2][4], bend, relative: 1e-9), "\(logit)")
    }
  }

  @Test("several predictions append a column each, called by their names")
  func multiclass() {
    let run = focal("--per-sample --gradient", input: "label,p_a,p_b\n0,0.5,0.5\n")
    #expect(run.status != .done)
    let named = focal(
      "--per-sample --gradient --prediction p_*", input: "label,p_a,\"p_b,\"\"c\"\"\"\n0,0.5,0.5\n")
    #expect(
      named.lines[0]
        == "label,p_a,\"p_b,\"\"c\"\"\",focal_loss,focal_gradient_p_a,"
        + "\"focal_gradient_p_b,\"\"c\"\"\",focal_hessian_p_a,\"focal_hessian_p_b,\"\"c\"\"\"")
  }

  @Test("the gradients of a softmax row sum to 0, and that of the true class is negative")
  func sum() throws {
    let run = focal(
      "--per-sample --gradient --logits",
      input: "label,logit_0,logit_1,logit_2\n2,0.1,0.2,0.3\n0,2,0.5,-1\n")
    for (line, label) in zip(run.lines.dropFirst(), [2, 0]) {
      let fields = line.split(separator: ",").compactMap { Double($0) }
      try #require(fields.count == 11)
      let gradients = fields[5..<8]
      #expect(gradients.reduce(0, +).magnitude <= 1e-16)
      #expect(gradients.firstIndex { $0 < 0 } == 5 + label)
    }
  }

  @Test("without names the columns are called by class")
  func headerless() {
    let run = focal(
      "--per-sample --gradient -f ndjson --label 1 --prediction 2,3 --digits 3",
      input: "0,0.5,0.5\n")
    #expect(
      run.output.hasPrefix(
        "{\"1\":0,\"2\":0.5,\"3\":0.5,\"focal_loss\":0.173,\"focal_gradient_0\":-0.298,"
          + "\"focal_gradient_1\":0.298,\"focal_hessian_0\":"))
    let rows = focal(
      "--per-sample --gradient --label 1 --prediction 2,3 --digits 2", input: "0,0.5,0.5\n")
    #expect(rows.lines.count == 1 && rows.lines[0].hasPrefix("0,0.5,0.5,0.17,-0.3,0.3,"))
  }

  @Test("where a probability is clipped the gradient is 0")
  func clipped() {
    let run = focal("--per-sample --gradient", input: "label,p\n1,0\n0,1\n")
    #expect(run.lines.dropFirst().allSatisfy { $0.hasSuffix(",0,0") })
  }
}
