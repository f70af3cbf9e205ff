import FocalOutput

/// `focal man`: the manual page.
enum ManCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` where nothing can be written.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    try ReportDelivery(settings, streams).deliver(ManualPage.text)
  }
}
