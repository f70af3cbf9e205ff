import FocalInput
import FocalLoss
import FocalOutput

/// `focal merge`: one report from the states of many runs.
enum MergeCommand {
  /// Runs the command.
  ///
  /// - Parameters:
  ///   - settings: what is asked for, checked.
  ///   - streams: what to read from and write to.
  /// - Returns: done, or exceeded where the loss is above `--fail-above`.
  /// - Throws: ``CommandError`` for whatever is wrong first.
  static func run(_ settings: Settings, _ streams: Streams) throws(CommandError) -> ExitStatus {
    let delivery = try ReportDelivery(settings, streams)
    let files = settings.input.files.isEmpty ? ["-"] : settings.input.files
    var merger = StateMerger()
    var names: [String] = []
    for path in files { names.append(try read(path, streams, into: &merger)) }
    try check(settings.output.expectedShards, merger)
    if settings.output.format == .state {
      try delivery.deliver(merger.state.line)
      return .done
    }
    guard let (report, loss) = merger.report(settings, files: names), let run = merger.run else {
      throw .merge(.noRows, place: names[0])
    }
    guard merger.notes.sampleCount > 0 else {
      throw .noSamples(file: names[0], rowCount: merger.state.rowCount)
    }
    if let positive = run.settings?.input.positive,
      merger.notes.labelTexts.texts(of: 1).isEmpty
    {
      throw .unseenPositive(
        positive, labels: merger.notes.labelTexts.texts(of: 0), file: names[0])
    }
    if run.command != .compute, settings.output.isBare || settings.output.failureThreshold != nil {
      throw .usage(
        .needs(settings.output.isBare ? "--bare" : "--fail-above", "the states of focal itself"))
    }
    if settings.output.confidence != nil, run.command != .compute,
      run.settings?.output.confidence == nil
    {
      throw .usage(.needs("--confidence", "the states of focal, or of focal sweep --confidence"))
    }
    return try ComputeCommand.deliver(report, loss, settings, streams, delivery)
  }

  /// Adds the states of a file.
  ///
  /// - Returns: what messages call the file.
  private static func read(
    _ path: SystemText, _ streams: Streams, into merger: inout StateMerger
  ) throws(CommandError) -> String {
    var file = path.shown
    var number = 0
    var lines: LineReader
    do throws(InputError) {
      let source =
        path == "-" ? streams.input : try ByteSource(path: path.bytes, name: path.shown)
      file = source.name
      lines = LineReader(source)
    } catch {
      throw .input(error, file: file, nil, nil)
    }
    while let line = try next(&lines, file) {
      number += 1
      guard !line.isEmpty else { continue }
      let place = "\(file):\(number)"
      do throws(MergeError) {
        try merger.add(try state(line), at: place)
      } catch {
        throw .merge(error, place: place)
      }
    }
    if number == 0 { throw .input(InputError(.noRows), file: file, nil, nil) }
    return file
  }

  private static func next(
    _ lines: inout LineReader, _ file: String
  ) throws(CommandError) -> ArraySlice<UInt8>? {
    do throws(InputError) {
      return try lines.next()
    } catch {
      throw .input(error, file: file, nil, nil)
    }
  }

  private static func state(_ line: ArraySlice<UInt8>) throws(MergeError) -> RunState {
    do throws(StateProblem) {
      return try RunState(line)
    } catch {
      throw .line(error)
    }
  }

  /// Checks that all shards are there.
  private static func check(
    _ expected: ExpectedShards?, _ merger: StateMerger
  ) throws(CommandError) {
    switch expected {
    case nil: break
    case .count(let count):
      guard merger.shards.count == count else {
        throw .shardCount(found: merger.shards.count, expected: count)
      }
    case .names(let file):
      var names: Set<[UInt8]> = []
      do throws(InputError) {
        var lines = LineReader(try ByteSource(path: file.bytes, name: file.shown))
        while let line = try lines.next() { if !line.isEmpty { names.insert(Array(line)) } }
      } catch {
        throw .input(error, file: file.shown, nil, nil)
      }
      let found = Set(merger.shards.map { Array(($0.shard.name ?? "").utf8) })
      guard found == names else {
        throw .shardNames(
          missing: names.subtracting(found).texts, unexpected: found.subtracting(names).texts)
      }
    }
  }
}

extension Set<[UInt8]> {
  /// The texts of some bytes, in their order.
  fileprivate var texts: [String] {
    sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
  }
}
