import FocalInput
import FocalLoss

/// What columns must not be together, or with an option.
extension ColumnBinder {
  /// Checks the options that are for some tasks only, now that the task is known.
  func checkOptions(
    of task: ClassificationTask, labelCount: Int
  ) throws(BindingError) {
    // One label column of multilabel has lists of classes.
    let areClasses =
      task == .multiclass || task == .oneVsAll || task == .multilabel && labelCount == 1
    if input.positive != nil, areClasses {
      throw .optionForTask(option: "--positive", task, advice: "its labels are classes")
    }
    if input.labelBase != nil, !areClasses {
      throw .optionForTask(
        option: "--label-base", task, advice: "only labels that are classes are counted")
    }
    if input.background != nil, task != .oneVsAll {
      throw .optionForTask(
        option: "--background", task, advice: "only one-vs-all has a background")
    }
    if input.classes != nil, task == .binary {
      throw .optionForTask(
        option: "--classes", task, advice: "--positive names the class of its only prediction")
    }
  }

  /// Checks that a label called `class` does not stand beside a probability or a logit: programs that
  /// write both mean the class that is predicted.
  func checkClass(_ labels: [Int], _ usual: UsualColumns) throws(BindingError) {
    guard labels.count == 1, UsualNames.isClass(header.names[labels[0]]) else { return }
    let prediction =
      usual.roles.firstIndex { $0?.kind != nil }
      ?? usual.numberedFamilies(except: []).first {
        UsualNames.role(of: $0.stem)?.kind != nil
      }?.fields[0]
    guard let prediction else { return }
    throw .classBesidePrediction(label: labels[0], prediction: prediction, header: header)
  }

  /// Checks that labels found by their name are not the classes that predictions beside them predict.
  func checkPredicted(
    _ labels: FoundLabels, beside found: FoundPredictions
  ) throws(BindingError) {
    guard labels.fields.count == 1 else { return }
    let (label, prediction) = (labels.fields[0], found.fields[0])
    let name = header.names[label]
    let error = BindingError.classBesidePrediction(
      label: label, prediction: prediction, header: header)
    switch found.reason {
    case .classNames(let prefix)
    where UsualNames.role(of: UsualColumns.stem(of: prefix))?.kind != nil:
      if UsualNames.isClass(name) || UsualNames.isResponse(name) { throw error }
    case .numberedFamily where found.kind != nil:
      if UsualNames.isResponse(name) { throw error }
    case .usualName(.probability) where UsualNames.isScore(header.names[prediction]):
      // Pipelines of Hugging Face write the class that is predicted, and the score of that class.
      let texts = rows.differentTexts(of: label)
      if texts.count > 1, texts.allSatisfy({ LabelMeaning.number($0) == nil }),
        rows.isNeverBelowHalf(prediction)
      {
        throw .ofRows(error)
      }
    default: break
    }
  }
}
