import Testing

@testable import FocalInput

extension CSVInput {
  /// Reads the file in every chunking, which must all agree with the reference.
  ///
  /// - Parameters:
  ///   - comment: what a failure says besides.
  ///   - sourceLocation: where the case stands.
  /// - Returns: what the file reads as.
  func read(
    _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) -> CSVReading {
    let expected = CSVReading(reference: self)
    for chunking in Chunking.all(of: bytes.count) {
      let reading = CSVReading(self, chunking)
      if reading != expected {
        let text = String(decoding: bytes, as: UTF8.self).debugDescription
        let message: Comment = "\(comment) \(text), \(chunking)"
        #expect(reading == expected, message, sourceLocation: sourceLocation)
        break
      }
    }
    return expected
  }
}
