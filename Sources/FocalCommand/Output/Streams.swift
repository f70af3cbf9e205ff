public import FocalInput

/// What a process reads from and writes to.
public struct Streams {
  /// Standard input.
  public let input: ByteSource

  /// Whether somebody would have to type the input.
  public let isInputTerminal: Bool

  /// Standard output: data only.
  public let output: ByteSink

  /// Standard error: messages only.
  public let diagnostics: ByteSink

  /// The streams of a process.
  public init(
    input: ByteSource, isInputTerminal: Bool, output: ByteSink, diagnostics: ByteSink
  ) {
    self.input = input
    self.isInputTerminal = isInputTerminal
    self.output = output
    self.diagnostics = diagnostics
  }

  /// The streams of a process, by their descriptors.
  public init(
    inputDescriptor: Int32, isInputTerminal: Bool, outputDescriptor: Int32,
    diagnosticsDescriptor: Int32
  ) {
    self.init(
      input: ByteSource(descriptor: inputDescriptor, name: "<stdin>"),
      isInputTerminal: isInputTerminal,
      output: ByteSink(descriptor: outputDescriptor, name: "<stdout>"),
      diagnostics: ByteSink(descriptor: diagnosticsDescriptor, name: "<stderr>"))
  }
}
