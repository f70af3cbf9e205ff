/// What became of an input.
enum FuzzVerdict {
  case accepted
  case refused
  /// A law is broken; the text says which.
  case broken(String)
}
