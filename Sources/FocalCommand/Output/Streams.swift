import Dispatch
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

  /// Whether somebody looks at the output as it is written.
  public let isOutputTerminal: Bool

  /// Whether somebody looks at the messages as they are written.
  public let isDiagnosticsTerminal: Bool

  /// Whether nobody has asked all programs for text without color.
  public let allowsColor: Bool

  /// The seconds since some time in the past.
  let now: () -> Double

  /// The streams of a process.
  public init(
    input: ByteSource, isInputTerminal: Bool, output: ByteSink, diagnostics: ByteSink,
    isOutputTerminal: Bool = false, isDiagnosticsTerminal: Bool = false, allowsColor: Bool = true,
    now: @escaping () -> Double = Self.uptime
  ) {
    self.input = input
    self.isInputTerminal = isInputTerminal
    self.output = output
    self.diagnostics = diagnostics
    self.isOutputTerminal = isOutputTerminal
    self.isDiagnosticsTerminal = isDiagnosticsTerminal
    self.allowsColor = allowsColor
    self.now = now
  }

  /// The streams of a process, by their descriptors.
  public init(
    inputDescriptor: Int32, isInputTerminal: Bool, outputDescriptor: Int32,
    isOutputTerminal: Bool, diagnosticsDescriptor: Int32, isDiagnosticsTerminal: Bool,
    allowsColor: Bool
  ) {
    self.init(
      input: ByteSource(descriptor: inputDescriptor, name: "<stdin>"),
      isInputTerminal: isInputTerminal,
      output: ByteSink(descriptor: outputDescriptor, name: "<stdout>"),
      diagnostics: ByteSink(descriptor: diagnosticsDescriptor, name: "<stderr>"),
      isOutputTerminal: isOutputTerminal, isDiagnosticsTerminal: isDiagnosticsTerminal,
      allowsColor: allowsColor)
  }

  /// The seconds that the system has been up.
  public static func uptime() -> Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }
}
