/// What the class weights multiply.
public enum ClassWeightRule: String, CaseIterable, Sendable {
  /// The losses of samples, all elements of them, by their true class; in multilabel by column.
  case trueClass = "true-class"
  /// The losses of elements, by their column, whatever is true; in one-vs-all and multilabel.
  ///
  /// Source: segmentation-models-pytorch.
  case column
}
