import TestSupport

extension Fixture {
  /// A file in this module's folder `Fixtures`, from test files in any folder.
  static func focalLoss(_ name: String) -> Fixture { Fixture(name) }
}
