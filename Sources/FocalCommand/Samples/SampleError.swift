import FocalInput

/// What is wrong with a sample whose fields can be read.
struct SampleError: Error, Equatable, Sendable {
  /// What is wrong.
  enum Problem: Equatable, Sendable {
    /// The file of labels has none for the id of the row.
    case noLabel(id: String, file: String)
    /// There is no label.
    case missingLabel(String)
    /// The label means nothing.
    case unknownLabel(String, LabelMeaning)
    /// The label is not UTF-8.
    case labelNotUTF8
    /// The label is a fraction, which class weights cannot weigh.
    case fractionWithClassWeights(Double)
    /// The labels of a multiclass row are not one 1 and zeros, or do not sum to 1.
    case notOneHot(sum: Double)
    /// A probability is outside [0, 1].
    case probabilityOutOfRange(Double)
    /// A log-probability is above 0.
    case logProbabilityOutOfRange(Double)
    /// A row of logits has no softmax.
    case undefinedSoftmax
    /// A weight is negative or infinite.
    case weightOutOfRange(Double)
  }

  let problem: Problem

  /// The row, counted from 0 in its batch.
  let row: Int

  /// The field, counted from 0; nil for the whole row.
  let field: Int?

  /// Whether the field is a label, which may be in a file of its own.
  var isOfLabel: Bool {
    switch problem {
    case .missingLabel, .unknownLabel, .labelNotUTF8, .fractionWithClassWeights, .notOneHot: true
    default: false
    }
  }

  /// Whether this is nearer to the beginning of the input than another error.
  func isBefore(_ other: SampleError) -> Bool {
    row != other.row ? row < other.row : (field ?? -1) < (other.field ?? -1)
  }
}
