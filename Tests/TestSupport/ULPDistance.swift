/// How many doubles lie between two doubles; 0 for equal ones, and for 0 and −0.
///
/// A difference in sign, or NaN on one side only, is as far as can be: `UInt64.max`.
public func ulpDistance(_ a: Double, _ b: Double) -> UInt64 {
  if a == b || a.isNaN && b.isNaN { return 0 }
  guard !a.isNaN, !b.isNaN, a.sign == b.sign else { return .max }
  let x = a.magnitude.bitPattern
  let y = b.magnitude.bitPattern
  return x > y ? x - y : y - x
}

/// Whether two numbers agree to a relative error, or to an absolute one where that is larger.
public func isClose(
  _ a: Double, _ b: Double, relative: Double, absolute: Double = 0
) -> Bool {
  a == b || (a - b).magnitude <= max(relative * b.magnitude, absolute)
}
