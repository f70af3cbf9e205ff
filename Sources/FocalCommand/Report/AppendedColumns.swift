import FocalLoss

/// The columns that are appended to each row of the input.
struct AppendedColumns: Sendable {
  /// The names of the columns.
  let names: [String]

  private let predictionCount: Int
  private let hasDerivatives: Bool

  init(_ binding: ColumnBinding, hasDerivatives: Bool) {
    predictionCount = binding.predictions.count
    self.hasDerivatives = hasDerivatives
    var names = ["focal_loss"]
    if hasDerivatives {
      for kind in ["focal_gradient", "focal_hessian"] {
        names +=
          predictionCount == 1 ? [kind] : binding.classNames.map { "\(kind)_\($0)" }
      }
    }
    self.names = names
  }

  /// The numbers of the columns for a sample.
  func numbers(of sample: Int, _ batch: WrittenBatch) -> [Double] {
    guard hasDerivatives, let derivatives = batch.derivatives else {
      return [batch.losses[sample]]
    }
    let row = sample * predictionCount..<(sample + 1) * predictionCount
    return [batch.losses[sample]] + derivatives.gradients[row] + derivatives.hessians[row]
  }
}
