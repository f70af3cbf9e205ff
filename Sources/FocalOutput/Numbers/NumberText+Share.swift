extension NumberText {
  /// A share in tenths of a percent, for people; a dash where there is none.
  package static func percent(_ share: Double?) -> String {
    guard let share else { return "-" }
    let tenths = (share * 1000).rounded()
    // Sums of both signs have shares of any size.
    guard tenths.magnitude < 1e9 else { return "\(shortest(share * 100)) %" }
    let magnitude = Int(tenths.magnitude)
    return "\(tenths < 0 ? "-" : "")\(magnitude / 10).\(magnitude % 10) %"
  }
}
