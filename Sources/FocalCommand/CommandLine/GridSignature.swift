import FocalLoss

/// The signature of a grid: that of a convention, with the values of an axis joined by a slash.
///
/// ```
/// focal:0.1.0,task:binary,input:probabilities,alpha:balanced:0.25,gamma:0/1/2,epsilon:none/clip:1e-07,…
/// ```
///
/// Each value is written as the signature of a cell has it, so that it is read as one too.
struct GridSignature: Equatable, Sendable {
  /// The axes that a grid may have.
  private static let axes: Set = ["alpha", "gamma", "epsilon", "smoothing"]

  /// A cell that says everything the axes do not.
  let signature: Signature

  /// The axes with several values.
  let axes: GridAxes

  /// The signature that a text is, of a grid or of one convention.
  ///
  /// - Throws: ``SignatureError`` where it is none.
  init(parsing text: String) throws(SignatureError) {
    let fields = text.split(separator: ",", omittingEmptySubsequences: false).map { field in
      field.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }
    let names = fields.map { String($0[0].prefix { $0 != ":" }) }
    // Without a rule there is another value that has one, and labels that are not smoothed have no rule.
    var base = zip(names, fields).map { name, values in
      name == "soft" || values.count == 1 || !values[0].hasSuffix(":none")
        ? values[0] : "\(name):\(values[1])"
    }
    if let soft = names.firstIndex(of: "soft"), fields[soft].count > 1 { base[soft] = "soft:none" }
    signature = try Signature(parsing: base.joined(separator: ","))
    var axes = GridAxes()
    for (place, values) in fields.enumerated() where values.count > 1 && names[place] != "soft" {
      guard Self.axes.contains(names[place]) else {
        throw .unknownValue(
          axis: names[place],
          value: String(values.joined(separator: "/").dropFirst(names[place].utf8.count + 1)))
      }
      var conventions: [Convention] = []
      for (index, value) in values.enumerated() {
        var cell = base
        cell[place] = index == 0 ? value : "\(names[place]):\(value)"
        conventions.append(try Signature(parsing: cell.joined(separator: ",")).convention)
      }
      switch names[place] {
      case "alpha":
        axes.alphas = conventions.map { $0.alpha.rule == .none ? .none : .values($0.alpha.values) }
      case "gamma": axes.gammas = conventions.map(\.gamma)
      case "epsilon":
        axes.epsilons = conventions.map { $0.epsilon.rule == .none ? 0 : $0.epsilon.value }
      default: axes.labelSmoothings = conventions.map(\.labelSmoothing)
      }
    }
    self.axes = axes
  }

  /// The text for the cells of a grid.
  ///
  /// - Parameter cells: the conventions, of which there is one.
  /// - Returns: the fields of their signatures, those that differ with all values that they have.
  static func text(of cells: [Convention]) -> String {
    var fields: [(name: String, values: [String], known: Set<String>)] = []
    for cell in cells {
      let own = Signature(cell).description.split(separator: ",")
      for (place, field) in own.enumerated() {
        let name = String(field.prefix { $0 != ":" })
        let value = String(field.dropFirst(name.count + 1))
        if place == fields.count { fields.append((name, [], [])) }
        if fields[place].known.insert(value).inserted { fields[place].values.append(value) }
      }
    }
    return fields.map { "\($0.name):\($0.values.joined(separator: "/"))" }.joined(separator: ",")
  }
}
