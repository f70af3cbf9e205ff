/// The first bytes of a file, whose whole rows tell how the file is written.
enum FirstBytes {
  /// How many they are: the same for any size of chunks, so that a file is always read alike.
  static let count = 1 << 16
}
