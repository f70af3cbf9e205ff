/// What is wrong with the JSON in a buffer, and at which index of it.
///
/// Lines and columns are counted only once an error leaves the module's stages.
struct JSONFault: Error, Equatable {
  var problem: InputError.Problem
  var index: Int

  /// The field of the row, where it is a wanted one that is wrong.
  var field: Int?

  init(_ problem: InputError.Problem, at index: Int, field: Int? = nil) {
    self.problem = problem
    self.index = index
    self.field = field
  }

  init(_ problem: JSONProblem, at index: Int, field: Int? = nil) {
    self.init(.json(problem), at: index, field: field)
  }
}
