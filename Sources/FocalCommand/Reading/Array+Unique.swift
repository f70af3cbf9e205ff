extension Array where Element: Hashable {
  /// The elements without those that came before.
  var unique: [Element] {
    var met: Set<Element> = []
    return filter { met.insert($0).inserted }
  }
}
