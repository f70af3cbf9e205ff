import FocalInput
import FocalLoss

/// Predictions that say in every row which class they are of.
extension SampleBinder {
  /// Puts the predictions of each row into the order of the classes.
  ///
  /// - Parameters:
  ///   - samples: the predictions of all rows.
  ///   - batch: the classes, as categories.
  ///   - categories: the texts of the categories.
  ///   - rowCount: the rows to look at.
  /// - Returns: what is wrong with the first row that has other classes.
  func orderClasses(
    _ samples: inout SampleBatch, _ batch: ColumnBatch, _ categories: [CategoryTable],
    to rowCount: Int
  ) -> SampleError? {
    guard !classCategories.isEmpty, let classes = binding.found.classes else { return nil }
    let width = classes.count
    let texts = classCategories.map { column in
      (0..<Int32(categories[column].count)).map {
        String(decoding: categories[column].bytes(of: $0), as: UTF8.self)
      }
    }
    let places = texts.map { $0.map { classes.firstIndex(of: $0) } }
    var ordered = Array(repeating: 0.0, count: width)
    for row in 0..<rowCount {
      var isMet = Array(repeating: false, count: width)
      for element in 0..<width {
        let code = Int(batch.categories[classCategories[element]][row])
        guard let place = places[element][code], !isMet[place] else {
          return SampleError(
            problem: .otherClasses(found: texts[element][code], expected: classes), row: row,
            field: binding.found.classFields[element])
        }
        isMet[place] = true
        ordered[place] = samples.predictions[row * width + element]
      }
      for place in 0..<width { samples.predictions[row * width + place] = ordered[place] }
    }
    return nil
  }

  /// Notes the first sample whose label is not the class of the largest prediction.
  func noteDisagreement(
    _ samples: SampleBatch, _ selection: RowSelection, _ tally: inout WarningTally
  ) {
    let width = binding.predictions.count
    let sample = (0..<selection.sampleCount).first { sample in
      let predictions = samples.predictions[sample * width..<(sample + 1) * width]
      switch samples.targets {
      case .classes(let classes):
        let target = Int(classes[sample])
        return target < 0 || predictions[predictions.startIndex + target] != predictions.max()
      case .values(let values):
        guard width == 1, let prediction = predictions.first else { return true }
        let isPositive = values[sample] > 0.5
        return isPositive ? prediction < evenPrediction : prediction > evenPrediction
      }
    }
    if let sample { tally.disagreements.note(row: selection.row(ofSample: sample)) }
  }

  /// The prediction at which both classes of a binary problem are as likely.
  private var evenPrediction: Double {
    switch convention.input {
    case .probabilities: 0.5
    case .logits: 0
    case .logProbabilities: -0.6931471805599453
    }
  }
}
