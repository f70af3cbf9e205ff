import TestSupport

/// The samples that all stages work on, as numbers and as they are written.
struct StageData {
  let rowCount: Int
  let labels: [Double]
  let probabilities: [Double]

  /// The numbers as text, each with a comma after it.
  let numberText: [UInt8]
  let csv: [UInt8]
  let ndjson: [UInt8]

  /// The same as an array of NumPy's.
  let npy: [UInt8]

  /// The logits of ten classes, row by row, and the true classes.
  let logits: [Double]
  let classes: [Int32]

  init(rowCount: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    self.rowCount = rowCount
    labels = (0..<rowCount).map { _ in Double.random(in: 0...1, using: &generator) < 0.3 ? 1 : 0 }
    // Not so near to 0 that a plain logarithm loses digits, which the answers are compared with.
    probabilities = (0..<rowCount).map { _ in Double.random(in: 0.001...0.999, using: &generator) }
    let texts = probabilities.map(\.description)
    numberText = Array(texts.map { $0 + "," }.joined().utf8)
    let rows = zip(labels, texts).map { "\(Int($0)),\($1)\n" }
    csv = Array(("label,prediction\n" + rows.joined()).utf8)
    let objects = zip(labels, texts).map { "{\"label\":\(Int($0)),\"prediction\":\($1)}\n" }
    ndjson = Array(objects.joined().utf8)
    npy = Self.npy(zip(labels, probabilities).map { [$0, $1] })
    logits = (0..<rowCount * 10).map { _ in Double.random(in: -8...8, using: &generator) }
    classes = (0..<rowCount).map { _ in Int32.random(in: 0..<10, using: &generator) }
  }

  private static func npy(_ rows: [[Double]]) -> [UInt8] {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(rows.count), 2)}\n"
    let elements = rows.joined().flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt64($0))) }
    }
    let prefix: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    return prefix + Array(header.utf8) + elements
  }
}
