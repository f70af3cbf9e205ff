/// The first bytes of a file, whose whole rows tell how the file is written.
package enum FirstBytes {
  /// How many they are: the same for any size of chunks, so that a file is always read alike.
  package static let count = 1 << 16
}
