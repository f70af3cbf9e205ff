/// What was gathered, as values that can leave the process: a tree that says nothing of how it is written.
package enum StateValue: Equatable, Sendable {
  /// No value.
  case nothing
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  /// A text that may be no UTF-8.
  case bytes([UInt8])
  case list([StateValue])
  case object([Member])

  /// A member of an object.
  package struct Member: Equatable, Sendable {
    package let name: String
    package let value: StateValue

    package init(_ name: String, _ value: StateValue) {
      (self.name, self.value) = (name, value)
    }
  }

  /// The value of a member; nil where there is none, or this is no object.
  package subscript(name: String) -> StateValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

/// Why a state cannot be read.
package enum StateError: Error, Equatable, Sendable {
  /// A member is missing.
  case missing(String)
  /// A member is not what it should be, or out of range.
  case wrong(String)
}

/// Something that is written to a state and read from it.
package protocol StateCodable {
  /// Names the members, one after another, which the coder writes or reads.
  ///
  /// - Parameter coder: writes the members, or reads them into a value that has gathered nothing.
  /// - Throws: ``StateError`` where one cannot be read.
  mutating func code(_ coder: inout StateCoder) throws(StateError)
}

extension StateCodable {
  /// What was gathered.
  package var state: StateValue {
    var coder = StateCoder()
    var copy = self
    do throws(StateError) {
      try copy.code(&coder)
    } catch {
      preconditionFailure("writing needs nothing that could be missing")
    }
    return .object(coder.members)
  }

  /// Reads what was gathered elsewhere.
  ///
  /// - Parameters:
  ///   - state: a state of the same kind.
  ///   - limit: the largest count that there may be.
  /// - Throws: ``StateError`` where it is none.
  package mutating func read(_ state: StateValue, limit: Int) throws(StateError) {
    guard case .object(let members) = state else { throw .wrong("state") }
    var coder = StateCoder(reading: members, limit: limit)
    try code(&coder)
  }
}

/// Writes the members of something gathered, or reads them: one description serves both ways.
package struct StateCoder {
  /// The members written, or those to be read.
  package private(set) var members: [StateValue.Member] = []

  /// Whether members are read.
  package let isReading: Bool

  /// The largest count that there may be, so that sums of counts are in range.
  package let limit: Int

  /// A coder that writes.
  init() { (isReading, limit) = (false, .max) }

  /// A coder that reads.
  init(reading members: [StateValue.Member], limit: Int) {
    self.members = members
    (isReading, self.limit) = (true, limit)
  }

  /// Whether there is a member.
  package func has(_ name: String) -> Bool { members.contains { $0.name == name } }

  /// A value of any kind.
  ///
  /// - Parameters:
  ///   - name: the name of the member.
  ///   - value: what is written, or takes what is read.
  ///   - written: makes a state of it.
  ///   - read: makes it of a state; nil where the state is not right.
  /// - Throws: ``StateError`` where it cannot be read.
  package mutating func value<Value>(
    _ name: String, _ value: inout Value, _ written: (Value) -> StateValue,
    _ read: (StateValue) -> Value?
  ) throws(StateError) {
    guard isReading else {
      members.append(.init(name, written(value)))
      return
    }
    guard let member = members.first(where: { $0.name == name }) else { throw .missing(name) }
    guard let found = read(member.value) else { throw .wrong(name) }
    value = found
  }

  /// A number of things.
  package mutating func count(_ name: String, _ count: inout Int) throws(StateError) {
    let limit = limit
    try value(name, &count, StateValue.integer) { $0.count(to: limit) }
  }

  /// Numbers of things by index, of which most may be 0.
  mutating func counts(_ name: String, _ counts: inout [Int]) throws(StateError) {
    var list = SparseList(repeating: 0, count: counts.count)
    for (index, count) in counts.enumerated() where count != 0 { list[index] = count }
    try self.counts(name, &list, \.self)
    for index in counts.indices { counts[index] = list[index] }
  }

  /// Numbers of things by index, as members of values.
  mutating func counts<Item>(
    _ name: String, _ items: inout SparseList<Item>, _ path: WritableKeyPath<Item, Int>
  ) throws(StateError) {
    let (limit, indices) = (limit, 0..<items.count)
    try value(name, &items) { items in
      .list(
        items.usedIndices.sorted().filter { items[$0][keyPath: path] != 0 }.map { index in
          .list([.integer(index), .integer(items[index][keyPath: path])])
        })
    } _: { [items] state in
      var items = items
      let isRight = state.forEachEntry(in: indices) { index, value in
        guard let count = value.count(to: limit) else { return false }
        items[index][keyPath: path] = count
        return true
      }
      return isRight ? items : nil
    }
  }

  /// Whether something is so.
  package mutating func flag(_ name: String, _ flag: inout Bool) throws(StateError) {
    try value(name, &flag, StateValue.flag) { if case .flag(let flag) = $0 { flag } else { nil } }
  }

  /// An exact sum.
  package mutating func sum(_ name: String, _ sum: inout ExactSum) throws(StateError) {
    try value(name, &sum) {
      .text($0.text)
    } _: { state in
      if case .text(let text) = state { ExactSum(text) } else { nil }
    }
  }

  /// Exact sums by index, of which many may be empty.
  mutating func sums(_ name: String, _ sums: inout SparseSums) throws(StateError) {
    let indices = 0..<sums.count
    try value(name, &sums) { sums in
      .list(
        sums.usedIndices.sorted().compactMap { index in
          let sum = sums[index]
          return sum.isZero ? nil : .list([.integer(index), .text(sum.text)])
        })
    } _: { state in
      var sums = Array(repeating: ExactSum(), count: 0)
      var places: [Int] = []
      let isRight = state.forEachEntry(in: indices) { index, value in
        guard case .text(let text) = value, let sum = ExactSum(text) else { return false }
        sums.append(sum)
        places.append(index)
        return true
      }
      return isRight ? SparseSums(sums, at: places, count: indices.count) : nil
    }
  }

  /// Exact sums by index, likewise.
  mutating func sums(_ name: String, _ sums: inout ExactSums) throws(StateError) {
    var sparse = SparseSums(
      (0..<sums.count).map { sums[$0] }, at: Array(0..<sums.count), count: sums.count)
    try self.sums(name, &sparse)
    guard isReading else { return }
    sums = ExactSums()
    sums.grow(to: sparse.count)
    for index in 0..<sparse.count { sums.add(sparse[index], at: index) }
  }

  /// Something that has members of its own.
  package mutating func part(
    _ name: String, _ part: inout some StateCodable
  ) throws(StateError) {
    guard isReading else {
      members.append(.init(name, part.state))
      return
    }
    guard let member = members.first(where: { $0.name == name }) else { throw .missing(name) }
    try part.read(member.value, limit: limit)
  }

  /// Something that has members of its own, where there is to be such a thing.
  mutating func part(_ name: String, _ part: inout (some StateCodable)?) throws(StateError) {
    guard var own = part else { return }
    try self.part(name, &own)
    part = own
  }

  /// Several things that have members of their own, as many as there are here.
  package mutating func parts(
    _ name: String, _ parts: inout [some StateCodable]
  ) throws(StateError) {
    guard isReading else {
      members.append(.init(name, .list(parts.map(\.state))))
      return
    }
    guard let member = members.first(where: { $0.name == name }) else { throw .missing(name) }
    guard case .list(let states) = member.value, states.count == parts.count else {
      throw .wrong(name)
    }
    for index in parts.indices { try parts[index].read(states[index], limit: limit) }
  }
}

extension StateValue {
  /// A number of things up to a limit; nil where it is none.
  package func count(to limit: Int) -> Int? {
    guard case .integer(let count) = self, (0...limit).contains(count) else { return nil }
    return count
  }

  /// A double, which may be written as a whole number or as a word; nil where it is none, or NaN.
  package var number: Double? {
    switch self {
    case .integer(let integer): Double(exactly: integer)
    case .number(let number): number.isNaN ? nil : number
    case .text("Infinity"): .infinity
    case .text("-Infinity"): -.infinity
    default: nil
    }
  }

  /// Goes through a list of pairs of an index and a value, the indices ascending.
  ///
  /// - Parameters:
  ///   - indices: the indices that there may be.
  ///   - body: takes a pair; false where the value is not right.
  /// - Returns: whether all is right.
  package func forEachEntry(
    in indices: Range<Int>, _ body: (Int, StateValue) -> Bool
  ) -> Bool {
    guard case .list(let entries) = self else { return false }
    var next = indices.lowerBound
    for entry in entries {
      guard case .list(let pair) = entry, pair.count == 2, case .integer(let index) = pair[0],
        index >= next, index < indices.upperBound, body(index, pair[1])
      else { return false }
      next = index + 1
    }
    return true
  }
}
