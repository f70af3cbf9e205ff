extension Collection<Int> {
  /// The indices, those with equal keys one after another, in the order of the first of each.
  func sorted<Key: Equatable>(by keys: [Key]) -> [Int] {
    var groups: [[Int]] = []
    for index in self {
      if let group = groups.firstIndex(where: { keys[$0[0]] == keys[index] }) {
        groups[group].append(index)
      } else {
        groups.append([index])
      }
    }
    return groups.flatMap(\.self)
  }
}
