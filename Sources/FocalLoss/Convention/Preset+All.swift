extension Preset {
  /// Every preset, in the order in which they are listed.
  ///
  /// A preset stands in the list of its family, in the folder `Presets`, and nowhere else.
  public static let all: [Preset] = founding + torch + keras + detection + others
}
