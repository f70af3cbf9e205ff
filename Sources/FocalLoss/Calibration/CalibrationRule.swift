/// Which calibration error is computed: people's differ as their focal losses do.
package struct CalibrationRule: Hashable, Sendable {
  /// Which predictions are judged.
  package enum Subject: String, CaseIterable, Sendable {
    /// The probabilities of positives; several columns are pooled.
    case positive
    /// The largest probability of a sample, and whether its class is the true one.
    case top
    /// Every class or column by itself; the error is the mean of theirs.
    case classwise
  }

  /// How predictions are put into bins.
  package enum Binning: String, CaseIterable, Sendable {
    /// Bins of equal width, with edges at the doubles nearest to k/B.
    case width
    /// Bins of equally many predictions; equal ones share a bin.
    case mass
  }

  /// How the gaps of bins become one number.
  package enum Norm: String, CaseIterable, Sendable {
    /// Σ(W_b/W)·gap.
    case l1 = "1"
    /// √Σ(W_b/W)·gap².
    case l2 = "2"
    /// The largest gap.
    case max
  }

  /// Which of two bins holds their edge.
  package enum Edges: String, CaseIterable, Sendable {
    /// The lower bin; the first holds 0 too.
    case right
    /// The upper bin; the last holds 1 too.
    case left
  }

  /// Which predictions are judged; nil for top in multiclass and positive elsewhere.
  package var subject: Subject?

  /// The bins, at least 1.
  package var binCount = 15
  package var binning = Binning.width
  package var norm = Norm.l1

  /// Which bin holds an edge, of bins of equal width.
  package var edges = Edges.right

  /// The usual calibration error.
  package init() {}

  /// Which predictions are judged in a task.
  package func subject(in task: ClassificationTask) -> Subject {
    subject ?? (task == .multiclass ? .top : .positive)
  }

  /// Whether the predictions of the subject exist in a task: a softmax has no positive, and several labels
  /// have no top.
  package func isMeaningful(in task: ClassificationTask) -> Bool {
    switch subject {
    case .positive: task != .multiclass
    case .top: task != .multilabel
    case .classwise, nil: true
    }
  }

  /// The fragment that says which error it is, such as `ece:positive:15:width:l1`.
  ///
  /// Edges other than the usual ones are said at the end.
  package func fragment(in task: ClassificationTask) -> String {
    let norm = self.norm == .max ? "max" : "l\(self.norm.rawValue)"
    return "ece:\(subject(in: task).rawValue):\(binCount):\(binning.rawValue):\(norm)"
      + (edges == .left ? ":left" : "")
  }

  /// The bin of equal width that holds a prediction.
  ///
  /// - Parameter p: the prediction, in [0, 1].
  /// - Returns: its index.
  func bin(of p: Double) -> Int {
    let count = Double(binCount)
    // The product may be rounded over an edge, so that its neighbours are asked too.
    var bin = min(binCount - 1, Int(max(0, min(p, 1)) * count))
    switch edges {
    case .right:
      while bin > 0, p <= Double(bin) / count { bin -= 1 }
      while bin < binCount - 1, p > Double(bin + 1) / count { bin += 1 }
    case .left:
      while bin > 0, p < Double(bin) / count { bin -= 1 }
      while bin < binCount - 1, p >= Double(bin + 1) / count { bin += 1 }
    }
    return bin
  }
}
