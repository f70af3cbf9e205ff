/// The fields of the rows, as the first rows have them.
package struct JSONHeader: Equatable, Sendable {
  /// The paths of the fields, such as `label`, `output.logits`, or `probs.0` for an element.
  ///
  /// An array of one scalar has the path of the scalar, `p` for `[0.9]`; a vector of Spark that of its
  /// values; of pairs each class has a field, `probs.cat`. Where the rows are arrays without names,
  /// paths begin with the number of the element, from 0.
  package let paths: [String]

  /// Whether the columns have names.
  package let hasNames: Bool

  /// The columns of the file that were passed over because nobody wants them.
  package internal(set) var otherNames: [String] = []

  /// The arrays whose elements are columns.
  package let arrays: [ArrayField]

  /// The arrays of objects that each hold a class and its prediction.
  package let pairs: [PairsField]

  /// The paths of the members that have fields within them, as bytes.
  let members: Set<[UInt8]>

  /// Whether a member is a single field because it is long and nobody wants it.
  let hasWholes: Bool

  /// The fields that are arrays of any length.
  let listFields: Set<Int>

  let shape: JSONShape

  /// The header of a file that ends after the names of its columns.
  init(columnNames: [String]) {
    paths = columnNames
    hasNames = true
    arrays = []
    pairs = []
    members = []
    hasWholes = false
    listFields = []
    let fields = columnNames.indices
    shape = JSONShape(
      nodes: [JSONShape.Node(kind: .array, children: fields.map { $0 + 1 })]
        + fields.map { JSONShape.Node(kind: .field($0)) })
  }

  /// The header that rows make.
  ///
  /// - Parameters:
  ///   - survey: what the rows have; one has been added.
  ///   - columnNames: the names of the columns, where they are known already.
  ///   - listPaths: the paths of arrays that are fields, whatever their length.
  /// - Throws: ``JSONProblem`` where the paths are too long.
  init(
    of survey: JSONSurvey, columnNames: [String]?, listPaths: Set<[UInt8]> = []
  ) throws(JSONProblem) {
    let root = survey.nodes[0]
    let builder = try JSONShapeBuilder(survey, columnNames: columnNames, listPaths: listPaths)
    paths = builder.paths
    shape = builder.shape
    arrays = builder.arrays
    pairs = builder.pairs
    members = builder.members
    hasWholes = survey.hasWholes
    listFields = builder.listFields
    hasNames = root.kind == .object || columnNames != nil
  }
}

extension ArrayField {
  init(path: String, _ node: JSONSurvey.Node) {
    self.init(
      path: path, elementCount: node.children.count, hasOnlyBits: node.array.hasOnlyBits,
      hasOneLength: node.array.hasOneLength)
  }
}
