/// What is wrong with the JSON in a buffer, and at which index of it.
///
/// Lines and columns are counted only once an error leaves the module's stages.
struct JSONFault: Error, Equatable {
  var problem: InputError.Problem
  var index: Int

  init(_ problem: InputError.Problem, at index: Int) {
    self.problem = problem
    self.index = index
  }

  init(_ problem: JSONProblem, at index: Int) {
    self.init(.json(problem), at: index)
  }
}
