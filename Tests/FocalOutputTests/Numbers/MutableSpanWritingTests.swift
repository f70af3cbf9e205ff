import Testing

@testable import FocalOutput

@Suite struct MutableSpanWritingTests {
  @Test("bytes are copied from anywhere, the end of the buffer included", arguments: 0...40)
  func copy(count: Int) {
    let source = (0..<80).map { UInt8($0 + 1) }
    for start in 0...source.count - count {
      var room = Array(repeating: UInt8(0), count: 3 + count + 32)
      var offset = 3
      var bytes = room.mutableSpan
      bytes.copy(source.span, start..<start + count, to: &offset)
      #expect(offset == 3 + count)
      #expect(Array(room[3..<offset]) == Array(source[start..<start + count]))
      #expect(room[..<3] == [0, 0, 0])
    }
  }
}
