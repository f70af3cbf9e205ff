extension Settings {
  /// The settings for a file that may lack columns which another has: weights and groups that it has not are
  /// not asked for.
  ///
  /// - Parameter header: the columns of the file.
  /// - Returns: the settings without those columns.
  func fitting(_ header: TableHeader) -> Settings {
    guard input.mayLackColumns else { return self }
    var settings = self
    if let weight = input.weight, weight.fields(in: header).isEmpty { settings.input.weight = nil }
    if let groups = input.groupColumns,
      groups.allSatisfy({ $0.fields(in: header).isEmpty })
    {
      settings.input.groupColumns = nil
    }
    return settings
  }
}
