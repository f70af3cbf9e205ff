import FocalInput
import Testing

@testable import FocalCommand

struct ChunkSizeTests {
  private static let usual = InputLimits.chunkByteCount

  /// What the numbers of a chunk take at most as columns, where each is a digit and a comma.
  private static func numberCount(ofBytes count: Int) -> Int { count / 2 }

  @Test("rows of usual width have usual chunks, up to four threads")
  func usualRows() {
    #expect(ChunkSize.ofWorker(usual: Self.usual, predictionCount: 1) == Self.usual)
    #expect(ChunkSize.ofWorker(usual: Self.usual, predictionCount: 100) == Self.usual)
    for memberCount in 2...4 {
      #expect(
        ChunkSize.ofMember(
          usual: Self.usual, memberCount: memberCount, rowByteCount: 40, numberCount: 2)
          == Self.usual)
    }
  }

  @Test(
    "the numbers of all chunks of a team are bounded, however short they are",
    arguments: [2, 11, 101, 1001, 10_001], [2, 4, 8])
  func shortNumbers(numberCount: Int, memberCount: Int) {
    let usual = ChunkSize.ofWorker(usual: Self.usual, predictionCount: numberCount - 1)
    let size = ChunkSize.ofMember(
      usual: usual, memberCount: memberCount, rowByteCount: 2 * numberCount,
      numberCount: numberCount)
    // Four chunks of numbers of sixteen bytes.
    #expect(memberCount * Self.numberCount(ofBytes: size) <= 4 * Self.usual / 16)
    #expect(size > 0)
  }

  @Test("many threads have smaller chunks, down to 32 KiB")
  func manyThreads() {
    let sizes = [8, 32, 128].map {
      ChunkSize.ofMember(usual: Self.usual, memberCount: $0, rowByteCount: 40, numberCount: 2)
    }
    #expect(sizes == [1 << 17, 1 << 15, 1 << 15])
  }
}
