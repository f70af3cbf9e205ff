import Testing

@testable import FocalInput

@Suite("A look at a source")
struct ByteSourcePeekTests {
  @Test("What was looked at is read afterwards, in pieces of any size", arguments: [1, 3, 100])
  func read(pieceCount: Int) throws {
    let bytes = Array("0123456789".utf8)
    let source = ByteSource(bytes: bytes, name: "test", readSize: 4)
    #expect(try source.peek(2).starts(with: bytes[..<2]))
    #expect(try source.peek(7).starts(with: bytes[..<7]))
    #expect(try source.peek(1).starts(with: bytes[..<1]))
    var read: [UInt8] = []
    var buffer = Array(repeating: UInt8(0), count: pieceCount)
    while case let count = try source.read(into: &buffer, 0..<pieceCount), count > 0 {
      read += buffer[..<count]
    }
    #expect(read == bytes)
  }

  @Test("A look beyond the end gives all there is")
  func end() throws {
    let source = ByteSource(bytes: [1, 2], name: "test")
    #expect(try source.peek(10) == [1, 2])
    #expect(try source.peek(20) == [1, 2])
  }
}
