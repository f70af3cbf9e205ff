/// The arrays of a file that are columns of one table, and where their numbers stand.
struct ArrayTable: Equatable {
  /// An array, by the name of its member; a lone array has none.
  struct Part: Equatable {
    var name: String?
    var header: ArrayHeader

    /// Where its elements begin in the file.
    var offset: Int
  }

  /// Numbers that stand side by side, and where the first is.
  struct Strip: Equatable {
    var numbers: NumberStrip
    var offset: Int
  }

  let rowCount: Int

  /// The names of the columns; empty for a lone array, whose columns have none.
  let names: [String]

  /// The names of the arrays that have several columns, as bytes.
  let members: Set<[UInt8]>

  /// The strips, in the order of the columns.
  let strips: [Strip]

  /// The bytes of the numbers of a row.
  let rowByteCount: Int

  var columnCount: Int { strips.reduce(0) { $0 + $1.numbers.columnCount } }

  /// The table of some arrays.
  ///
  /// - Parameter parts: the arrays, all with as many rows; there is at least one.
  /// - Throws: ``InputError`` where the rows are too long, or have too many columns.
  init(_ parts: [Part]) throws(InputError) {
    rowCount = parts[0].header.rowCount
    // Asked before a name a column is made, of which a few bytes of file could want many millions.
    let byteCounts = parts.map(\.header.rowByteCount)
    var sum = 0
    for count in byteCounts { sum = min(InputLimits.rowByteCount + 1, sum + count) }
    let columnCount = parts.reduce(0) { $0 + $1.header.columnCount }
    guard sum <= InputLimits.rowByteCount, columnCount <= InputLimits.arrayColumnCount else {
      let problem: ArrayProblem =
        sum > InputLimits.rowByteCount
        ? .rowTooLong(limit: InputLimits.rowByteCount)
        : .tooManyColumns(limit: InputLimits.arrayColumnCount)
      throw InputError(.array(problem, member: nil))
    }
    rowByteCount = sum
    strips = parts.flatMap(\.strips)
    members = Set(parts.filter { $0.header.columnCount > 1 }.compactMap { $0.name?.bytes })
    names = parts.flatMap { part -> [String] in
      guard let name = part.name else { return [] }
      let count = part.header.columnCount
      return count == 1 ? [name] : (0..<count).map { "\(name).\($0)" }
    }
  }
}

extension ArrayTable.Part {
  /// One strip for all columns, or one for each where they stand one after another.
  fileprivate var strips: [ArrayTable.Strip] {
    guard header.isColumnMajor else {
      let numbers = NumberStrip(type: header.type, columnCount: header.columnCount)
      return [ArrayTable.Strip(numbers: numbers, offset: offset)]
    }
    let numbers = NumberStrip(type: header.type, columnCount: 1)
    return (0..<header.columnCount).map {
      ArrayTable.Strip(
        numbers: numbers, offset: offset + $0 * header.rowCount * header.type.byteCount)
    }
  }
}

extension ArrayTable {
  /// Reads where the numbers of an archive stand.
  ///
  /// Members that cannot be columns beside the others are left out, unless they may be wanted.
  ///
  /// - Parameters:
  ///   - source: the archive, which can be read at any place.
  ///   - isWanted: whether a member of a name may be wanted.
  /// - Throws: ``InputError`` where a wanted member cannot be read, or none can.
  init(
    archive source: ByteSource, isWanted: (String) -> Bool
  ) throws(InputError) {
    let directory = try ZipDirectory(of: source)
    let names = directory.members.map(\.name)
    if let foreign = ForeignFormat(zipMembers: names) {
      throw InputError(.foreign(foreign, file: source.name))
    }
    var parts: [Part] = []
    var firstError: InputError?
    for member in directory.members where member.name.hasSuffix(".npy") {
      let name = String(member.name.dropLast(4))
      guard source.member.map(name.hasBytes) ?? true else { continue }
      do throws(InputError) {
        parts.append(try Self.part(name, member, directory, source))
      } catch {
        if source.member != nil || isWanted(name) { throw error }
        firstError = firstError ?? error
      }
    }
    guard let first = parts.first(where: { isWanted($0.name ?? "") }) ?? parts.first else {
      if let firstError { throw firstError }
      let arrays = names.filter { $0.hasSuffix(".npy") }.map { String($0.dropLast(4)) }
      throw InputError(.noSuchMember(source.member ?? "", members: arrays))
    }
    let rowCount = first.header.rowCount
    let other = parts.first {
      $0.header.rowCount != rowCount && isWanted($0.name ?? "")
    }
    if let other {
      throw InputError(
        .memberRows(
          other.name ?? "", found: other.header.rowCount, first: first.name ?? "",
          expected: rowCount))
    }
    try self.init(parts.filter { $0.header.rowCount == rowCount })
  }

  private static func part(
    _ name: String, _ member: ZipDirectory.Member, _ directory: ZipDirectory, _ source: ByteSource
  ) throws(InputError) -> Part {
    let offset = try directory.contentOffset(of: member)
    var readError: InputError?
    do throws(ArrayProblem) {
      let header = try Self.header { count throws(ArrayProblem) in
        do throws(InputError) {
          return try source.bytes(at: offset, count: min(count, member.byteCount))
        } catch {
          readError = error
          return []
        }
      }
      try header.checkSize(member.byteCount)
      return Part(name: name, header: header, offset: offset + header.byteCount)
    } catch {
      throw readError ?? InputError(.array(error, member: name))
    }
  }

  /// Reads a header in two steps: how long it is, and what it says.
  ///
  /// - Parameter bytes: the first bytes, as many as are asked for or all there are.
  /// - Returns: the header.
  /// - Throws: ``ArrayProblem`` where it is none, or that of an array that is not read.
  static func header(
    _ bytes: (Int) throws(ArrayProblem) -> [UInt8]
  ) throws(ArrayProblem) -> ArrayHeader {
    let count = try ArrayHeader.byteCount(try bytes(ArrayHeader.prefixByteCount))
    let header = try bytes(count)
    guard header.count >= count else { throw .headerCutShort }
    return try ArrayHeader(Array(header.prefix(count)))
  }
}
