extension Int {
  /// The least whole number that is not below a number, without the system's function.
  ///
  /// - Parameter number: at least 0, and in the range of whole numbers.
  init(roundingUp number: Double) {
    let whole = Int(number)
    self = Double(whole) < number ? whole + 1 : whole
  }
}
