import Foundation

/// A JSON value of a fixture, whose numbers are the doubles nearest to their decimals.
///
/// `JSONSerialization` of Foundation on Linux rounds most 17-digit decimals to a neighbour.
struct JSONFixtureValue: Decodable {
  /// A dictionary, array, string, Boolean, double or `NSNull`.
  let value: Any

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = NSNull()
    } else if let bool = try? container.decode(Bool.self) {
      value = bool
    } else if let number = try? container.decode(Double.self) {
      value = number
    } else if let text = try? container.decode(String.self) {
      value = text
    } else if let array = try? container.decode([JSONFixtureValue].self) {
      value = array.map(\.value)
    } else {
      value = try container.decode([String: JSONFixtureValue].self).mapValues(\.value)
    }
  }

  /// The object that a JSON text is; empty for any other value.
  static func object(_ text: Data) throws -> [String: Any] {
    try JSONDecoder().decode(JSONFixtureValue.self, from: text).value as? [String: Any] ?? [:]
  }
}
