import FocalInput
import FocalLoss

/// Finds the prediction columns of a table: by their names, by the labels met in its first rows, or as the
/// only other column of numbers.
struct PredictionSearch {
  private let usual: UsualColumns
  private let rows: FirstRows
  private let taken: [Int]

  /// The kind of prediction that is asked for; nil where nothing is said.
  private let wanted: PredictionKind?

  /// The labels met in the first rows, which are read where names alone do not tell.
  private let labels: () -> [String]

  /// The arrays of objects, each a class with its prediction.
  private let pairs: [PairsField]

  private var header: TableHeader { usual.header }

  /// A search.
  ///
  /// - Parameters:
  ///   - usual: the columns.
  ///   - rows: the first rows.
  ///   - taken: the fields that are something else.
  ///   - wanted: the kind of prediction that is asked for.
  ///   - pairs: the arrays of objects that have a class and its prediction.
  ///   - labels: reads the labels of the first rows.
  init(
    _ usual: UsualColumns, _ rows: FirstRows, except taken: [Int], wanted: PredictionKind?,
    pairs: [PairsField] = [], labels: @escaping () -> [String]
  ) {
    self.usual = usual
    self.rows = rows
    self.taken = taken
    self.wanted = wanted
    self.labels = labels
    self.pairs = pairs
  }

  /// The prediction columns.
  ///
  /// - Returns: the first found in the order of ``Step``, where those of the kind asked for come before
  ///   all others.
  /// - Throws: ``BindingError`` where there are none, or several could be meant.
  func find() throws(BindingError) -> FoundPredictions {
    if let wanted {
      for step in Step.allCases {
        let candidates = try candidates(step).filter { candidate in
          candidate.kind == wanted || candidate.kind == nil && wanted == .probabilities
        }
        if let found = try choose(candidates) { return try checked(found) }
      }
    }
    for step in Step.allCases {
      if let found = try choose(try candidates(step)) { return try checked(found) }
    }
    throw .notFound(.prediction, header: header)
  }

  /// Where a prediction is sought, one after another.
  private enum Step: CaseIterable {
    case numberedFamily, classes, probability, logit, logProbability, prediction, otherFamily,
      onlyNumbers
  }

  private func candidates(_ step: Step) throws(BindingError) -> [FoundPredictions] {
    switch step {
    case .numberedFamily: return numberedFamilies { $0?.isPrediction == true }
    case .classes: return try ClassFamilies(usual, rows, except: taken, labels, pairs: pairs).all()
    case .probability: return single(.probability)
    case .logit: return single(.logit)
    case .logProbability: return single(.logProbability)
    case .prediction:
      let found = single(.prediction)
      if let confidence = usual.fields(of: .confidence, except: taken).first {
        throw .confidence(
          field: confidence, beside: found.first?.fields.first, header: header)
      }
      return found
    case .otherFamily:
      return numberedFamilies { $0 == nil }
    case .onlyNumbers:
      let taken = Set(taken)
      let others = usual.roles.indices.filter { field in
        usual.roles[field] == nil && !taken.contains(field)
          // pandas writes its index without a name.
          && !header.names[field].isEmpty && !FeatureNames.contains(header.names[field])
      }
      // Reading every feature of a wide table would tell nothing more.
      guard others.count <= Self.readColumnLimit else { return [] }
      let numbers = others.filter { rows.numbers(of: $0) != nil }
      return numbers.count == 1 && !usual.isOfNegatives(numbers[0])
        ? [FoundPredictions(numbers, kind: nil, .onlyNumbers)] : []
    }
  }

  /// The columns whose first rows are read to see whether they are numbers.
  static let readColumnLimit = 64

  private func single(_ role: ColumnRole) -> [FoundPredictions] {
    usual.fields(of: role, except: taken).filter { !usual.isOfNegatives($0) }.map { field in
      FoundPredictions([field], kind: role.kind, .usualName(role))
    }
  }

  private func numberedFamilies(_ isMeant: (ColumnRole?) -> Bool) -> [FoundPredictions] {
    usual.numberedFamilies(except: taken).compactMap { stem, fields in
      // A column called `class_0` is the prediction for that class.
      let role = UsualNames.isClass(stem) ? nil : UsualNames.role(of: stem)
      return isMeant(role) && (role != nil || !FeatureNames.isStem(stem))
        ? FoundPredictions(fields, kind: role?.kind, .numberedFamily(stem: stem)) : nil
    }
  }

  /// The predictions, where they are not the probability of the class that a column beside them predicts.
  private func checked(_ found: FoundPredictions) throws(BindingError) -> FoundPredictions {
    guard found.reason == .usualName(.probability) else { return found }
    let field = found.fields[0]
    let predicted = usual.fields(of: .predictedClass, except: taken)
    let error = BindingError.confidence(field: field, beside: nil, header: header)
    if UsualNames.isScore(header.names[field]), !predicted.isEmpty { throw error }
    let classes =
      predicted + usual.fields(of: .prediction, except: taken).filter(rows.haveClasses)
    // That of the positive class would be less where another one is predicted.
    let areSeveral = classes.contains { rows.differentTexts(of: $0).count > 1 }
    if areSeveral, rows.isNeverBelowHalf(field) { throw .ofRows(error) }
    return found
  }

  /// The candidate, of which those of probabilities come first; nil where there is none.
  private func choose(_ candidates: [FoundPredictions]) throws(BindingError) -> FoundPredictions? {
    guard candidates.count > 1 else { return candidates.first }
    for kind in [.probabilities, nil, .logits, .logProbabilities] as [PredictionKind?] {
      let own = candidates.filter { $0.kind == kind }
      if own.count == 1 { return own[0] }
      if own.count > 1 { throw .ambiguous(.prediction, candidates: own.map { $0.title(header) }) }
    }
    return nil
  }
}

/// Prediction columns, and what was told of them by their names.
struct FoundPredictions: Equatable, Sendable {
  /// The fields, in the order of the classes.
  let fields: [Int]

  /// The kind that the names say; nil where they say none.
  let kind: PredictionKind?
  let reason: ChoiceReason

  /// What the classes are called, where that is not what the columns are.
  let classes: [String]?

  init(
    _ fields: [Int], kind: PredictionKind?, _ reason: ChoiceReason, classes: [String]? = nil
  ) {
    self.fields = fields
    self.kind = kind
    self.reason = reason
    self.classes = classes
  }

  /// What messages call them.
  func title(_ header: TableHeader) -> String {
    fields.count == 1
      ? header.names[fields[0]]
      : "\(header.names[fields[0]]) ... \(header.names[fields[fields.count - 1]])"
  }
}

/// Why columns have the meaning that they have.
enum ChoiceReason: Equatable, Sendable {
  /// The command line names them.
  case option(String)
  /// The name is usual.
  case usualName(ColumnRole)
  /// The names differ in a number.
  case numberedFamily(stem: String)
  /// The names are those of classes, which are labels of the first rows.
  case classNames(prefix: String)
  /// Each element of an array is a class with its prediction.
  case pairs(path: String)
  /// No other column has numbers.
  case onlyNumbers
  /// Two columns without names are label and prediction.
  case order
  /// All columns that are nothing else.
  case rest
}

extension FirstRows {
  /// Whether a column has classes: texts, or 0 and 1 alone.
  func haveClasses(_ field: Int) -> Bool {
    guard let numbers = numbers(of: field) else { return true }
    return numbers.allSatisfy { $0 == nil || $0 == 0 || $0 == 1 }
  }

  /// Whether a column has numbers that are all a half or more.
  func isNeverBelowHalf(_ field: Int) -> Bool {
    numbers(of: field)?.allSatisfy { $0.map { $0 >= 0.5 } ?? true } == true
  }
}
