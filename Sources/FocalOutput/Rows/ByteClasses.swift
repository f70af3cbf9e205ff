/// What must be known of the bytes of a text before it is copied: one look at each tells.
struct ByteClasses: Sendable {
  /// What was found of a text; nothing where it may be copied as it stands.
  struct Found: OptionSet {
    let rawValue: UInt8

    /// A byte for which the text needs quotes around it.
    static let quoted = Found(rawValue: 1)
    /// A byte that is written otherwise, or stands for another.
    static let escaped = Found(rawValue: 2)
    /// A byte of a character that is not ASCII.
    static let beyondASCII = Found(rawValue: 4)
    /// A byte with which a control character beyond ASCII may begin.
    static let maybeControl = Found(rawValue: 8)
  }

  // On the heap, since a writer that held the bytes themselves would be copied for every field.
  private var classes = Array(repeating: UInt8(0), count: 256)

  /// The bytes that matter to delimited fields.
  static func delimited(by delimiter: UInt8, _ escape: RowInput.Escape) -> ByteClasses {
    var bytes = ByteClasses()
    for byte in [delimiter, UInt8(ascii: "\n"), UInt8(ascii: "\r")] {
      bytes.classes[Int(byte)] |= Found.quoted.rawValue
    }
    // A tab is a blank too.
    if delimiter == DelimitedText.space {
      bytes.classes[Int(DelimitedText.tab)] |= Found.quoted.rawValue
    }
    bytes.classes[Int(UInt8(ascii: "\""))] |= Found.escaped.rawValue
    if escape == .backslash { bytes.classes[Int(UInt8(ascii: "\\"))] |= Found.escaped.rawValue }
    return bytes
  }

  /// The bytes that matter to JSON strings.
  static let json: ByteClasses = {
    var bytes = ByteClasses()
    for byte in 0..<0x20 { bytes.classes[byte] = Found.escaped.rawValue }
    for byte in 0x80...0xff { bytes.classes[byte] = Found.beyondASCII.rawValue }
    for byte in [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7f] {
      bytes.classes[Int(byte)] = Found.escaped.rawValue
    }
    // The lead bytes of those that `isControl` names.
    for byte in [0xc2, 0xd8, 0xe2] { bytes.classes[byte] |= Found.maybeControl.rawValue }
    return bytes
  }()

  /// The line breaks that may stand between the values of a JSON row.
  static let lineBreaks: ByteClasses = {
    var bytes = ByteClasses()
    for byte in [UInt8(ascii: "\n"), UInt8(ascii: "\r")] {
      bytes.classes[Int(byte)] = Found.escaped.rawValue
    }
    return bytes
  }()

  /// Everything that is found in a text.
  func found(in bytes: Span<UInt8>, _ text: Range<Int>) -> Found {
    let text = bytes.extracting(text)
    let classes = classes.span
    // Once here, so that it is not asked for every byte.
    guard classes.count == 256 else { preconditionFailure("a class for every byte") }
    var found: UInt8 = 0
    for index in text.indices { found |= classes[Int(text[index])] }
    return Found(rawValue: found)
  }
}
