import FocalInput

/// The bytes of a chunk at most, unless a row needs more.
///
/// What a chunk takes in memory, in all stages, grows with its rows and its numbers more than with its
/// bytes, and a team has chunks for every member.
enum ChunkSize {
  /// The predictions of a row from which rows are wide, and the bytes of a chunk of them: a number is as
  /// short as a digit and a comma, and takes a hundred times as much in memory.
  private static var wideRowCount: Int { 1000 }
  private static var wideChunkByteCount: Int { 1 << 16 }

  /// The members of which each has chunks of the usual size, and the least size for more of them.
  private static var usualMemberCount: Int { 4 }
  private static var leastByteCount: Int { 1 << 15 }

  /// A row and a number take as much in memory as this many bytes of a chunk, however short they are.
  private static var leastRowByteCount: Int { 32 }
  private static var leastNumberByteCount: Int { 16 }

  /// The bytes of a chunk for a worker alone.
  ///
  /// - Parameters:
  ///   - usual: the bytes of the chunks of rows of usual width.
  ///   - predictionCount: the predictions of a row.
  /// - Returns: the bytes, not more than usual.
  static func ofWorker(usual: Int, predictionCount: Int) -> Int {
    predictionCount < wideRowCount ? usual : min(usual, wideChunkByteCount)
  }

  /// The bytes of a chunk for a member of a team.
  ///
  /// - Parameters:
  ///   - usual: the bytes of the chunks of a worker alone.
  ///   - memberCount: the members.
  ///   - rowByteCount: the bytes of a row, about.
  ///   - numberCount: the labels and predictions of a row.
  /// - Returns: the bytes, not more than usual.
  static func ofMember(
    usual: Int, memberCount: Int, rowByteCount: Int, numberCount: Int
  ) -> Int {
    let share = max(
      min(usual, leastByteCount), usual * usualMemberCount / max(usualMemberCount, memberCount))
    let memory = max(leastRowByteCount, numberCount * leastNumberByteCount)
    return share * min(memory, max(1, rowByteCount)) / memory
  }
}
