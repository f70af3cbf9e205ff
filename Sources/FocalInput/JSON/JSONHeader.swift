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
  package let arrays: [JSONArrayField]

  /// The arrays of objects that each hold a class and its prediction.
  package let pairs: [JSONPairsField]

  /// The fields that are arrays of any length.
  let listFields: Set<Int>

  let shape: JSONShape

  /// The header of a file that ends after the names of its columns.
  init(columnNames: [String]) {
    paths = columnNames
    hasNames = true
    arrays = []
    pairs = []
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
    of survey: JSONSurvey, columnNames: [String]?, listPaths: Set<String> = []
  ) throws(JSONProblem) {
    let root = survey.nodes[0]
    let builder = try JSONShapeBuilder(survey, columnNames: columnNames, listPaths: listPaths)
    paths = builder.paths
    shape = builder.shape
    arrays = builder.arrays
    pairs = builder.pairs
    listFields = builder.listFields
    hasNames = root.kind == .object || columnNames != nil
  }
}

/// An array in the rows of a JSON table, as the first rows have it.
///
/// Its elements are columns, unless the table is told to read it as a list.
package struct JSONArrayField: Equatable, Sendable {
  /// The path of the array, such as `labels`.
  package let path: String

  /// The elements; the path of a single scalar is that of the array.
  package let elementCount: Int

  /// Whether every element is 0, 1, false or true.
  package let hasOnlyBits: Bool

  /// Whether the array has as many elements in each of the first rows.
  package let hasOneLength: Bool
}

/// An array of objects that each hold a class and its prediction.
package struct JSONPairsField: Equatable, Sendable {
  /// The path of the array, such as `predicted_label_probs`.
  package let path: String

  /// The classes of the first rows, in the order in which they are met.
  package let classes: [String]

  /// The field of every class.
  package let fields: Range<Int>
}

extension JSONArrayField {
  init(path: String, _ node: JSONSurvey.Node) {
    self.init(
      path: path, elementCount: node.children.count, hasOnlyBits: node.array.hasOnlyBits,
      hasOneLength: node.array.hasOneLength)
  }
}
