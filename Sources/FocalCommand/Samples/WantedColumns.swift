/// Which columns may be wanted, before all of them are known.
///
/// Documents that hold their columns one after another must be held; only these columns of them are.
struct WantedColumns {
  private let selectors: [ColumnSelector]
  private let areLabelsNamed: Bool
  private let arePredictionsNamed: Bool

  init(_ settings: Settings) {
    selectors =
      (settings.input.labels ?? []) + (settings.input.predictions ?? [])
      + (settings.input.groupColumns ?? [])
      + [settings.input.weight, settings.input.id].compactMap(\.self)
    areLabelsNamed = settings.input.labels != nil
    arePredictionsNamed = settings.input.predictions != nil
  }

  /// Whether a column may be wanted.
  ///
  /// - Parameter name: its name; of columns within a member, that of the member.
  /// - Returns: true where only the other columns could tell.
  func contains(_ name: String) -> Bool {
    if !areLabelsNamed, UsualColumns.isLabel(name) { return true }
    if !arePredictionsNamed, UsualColumns.isPrediction(name) { return true }
    return selectors.contains { $0.mayMean(name) }
  }
}
