import FocalLoss
import FocalOutput

/// `focal curve`: the focal loss as a function of p_t, for some gammas; no input is read.
enum CurveCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to write to.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) {
    let gammas = settings.loss.grid.gammas ?? CurveReport.figureGammas
    if let gamma = gammas.first(where: { $0 < 0 }) {
      throw .convention(.parameter(.gammaOutOfRange(gamma)))
    }
    try ReportDelivery(settings, streams).deliver(CurveReport(gammas).report)
  }
}
