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
    let output = try OutputTarget.open(settings, streams)
    let report = CurveReport(gammas, digits: settings.output.digits)
    try OutputTarget.writing { () throws(OutputError) in
      if try PlotDrawing.write({ report.plots }, settings, to: output) {
        try output.write(report.text(settings.output.format ?? .table))
      }
      try output.finish()
    }
  }
}
