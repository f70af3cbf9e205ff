import FocalLoss

extension SoftTargetRule {
  /// The rules that say something about classes.
  static let ofClasses = allCases.filter { $0.isMeaningful(in: .multiclass) }
}
