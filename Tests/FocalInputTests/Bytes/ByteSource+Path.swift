@testable import FocalInput

extension ByteSource {
  /// A file whose path is UTF-8, called by it.
  convenience init(path: String) throws(InputError) {
    try self.init(path: Array(path.utf8), name: path)
  }
}
