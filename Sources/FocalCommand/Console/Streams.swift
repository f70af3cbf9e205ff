import Dispatch
package import FocalInput
package import FocalOutput

/// What a process reads from and writes to.
package struct Streams {
  /// Standard input.
  package let input: ByteSource

  /// Whether somebody would have to type the input.
  package let isInputTerminal: Bool

  /// Standard output: data only.
  package let output: ByteSink

  /// Standard error: messages only.
  package let diagnostics: ByteSink

  /// Whether somebody looks at the output as it is written.
  package let isOutputTerminal: Bool

  /// The columns of the terminal that the output goes to; nil where it goes elsewhere.
  package let outputWidth: Int?

  /// Whether somebody looks at the messages as they are written.
  package let isDiagnosticsTerminal: Bool

  /// Whether nobody has asked all programs for text without color.
  package let allowsColor: Bool

  /// The seconds since some time in the past.
  let now: () -> Double

  /// The streams of a process.
  package init(
    input: ByteSource, isInputTerminal: Bool, output: ByteSink, diagnostics: ByteSink,
    isOutputTerminal: Bool = false, outputWidth: Int? = nil, isDiagnosticsTerminal: Bool = false,
    allowsColor: Bool = true, now: @escaping () -> Double = Self.uptime
  ) {
    self.input = input
    self.isInputTerminal = isInputTerminal
    self.output = output
    self.diagnostics = diagnostics
    self.isOutputTerminal = isOutputTerminal
    self.outputWidth = outputWidth
    self.isDiagnosticsTerminal = isDiagnosticsTerminal
    self.allowsColor = allowsColor
    self.now = now
  }

  /// The streams of a process, by their descriptors.
  package init(
    inputDescriptor: Int32, isInputTerminal: Bool, outputDescriptor: Int32,
    isOutputTerminal: Bool, diagnosticsDescriptor: Int32, isDiagnosticsTerminal: Bool,
    allowsColor: Bool
  ) {
    self.init(
      input: ByteSource(descriptor: inputDescriptor, name: "<stdin>"),
      isInputTerminal: isInputTerminal,
      output: ByteSink(descriptor: outputDescriptor, name: "<stdout>", isClosedAtEnd: true),
      diagnostics: ByteSink(descriptor: diagnosticsDescriptor, name: "<stderr>"),
      isOutputTerminal: isOutputTerminal,
      outputWidth: isOutputTerminal ? OutputDescriptor.terminalWidth(of: outputDescriptor) : nil,
      isDiagnosticsTerminal: isDiagnosticsTerminal, allowsColor: allowsColor)
  }

  /// The seconds that the system has been up.
  package static func uptime() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}
