import FocalInput
import FocalOutput

/// Where a command writes its result, or its picture.
enum OutputTarget {
  /// Where the result goes where no path is given.
  static let standard = OutputPlace.descriptor(1)

  /// Where a path leads; - is the usual name for standard output, where a file of that name is rarely
  /// meant.
  static func place(_ path: SystemText) -> OutputPlace {
    path == "-" ? standard : OutputPlace(path.bytes)
  }

  /// Opens a place; those of standard output and error are the streams themselves.
  ///
  /// - Parameters:
  ///   - place: the place.
  ///   - path: how it is written on the command line; nil where it is not.
  ///   - streams: the streams of the process.
  /// - Returns: what takes the bytes.
  /// - Throws: ``OutputError`` where it cannot be written.
  static func open(
    _ place: OutputPlace, _ path: SystemText?, _ streams: Streams
  ) throws(OutputError) -> ByteSink {
    switch place {
    case .descriptor(1): streams.output
    case .descriptor(2): streams.diagnostics
    default: try ByteSink(place, name: path?.shown ?? "<stdout>")
    }
  }

  /// The input that an output is written into while it is read; nil where there is none.
  ///
  /// Reading would never end where it is written faster than it is read.
  static func ownInput(
    _ output: ByteSink, _ settings: Settings, _ streams: Streams
  ) -> String? {
    guard output.writesIntoFile, settings.command.readsData(settings) else { return nil }
    let files = settings.input.files.isEmpty ? ["-"] : settings.input.files
    for path in files + (settings.input.labelsFile.map { [$0] } ?? []) {
      if path == "-" {
        if let number = streams.input.borrowedDescriptor, output.writesIntoFile(openAs: number) {
          return streams.input.name
        }
      } else if output.writesInto(ByteSource.file(ofPath: path.bytes)) {
        return path.shown
      }
    }
    return nil
  }

  /// Writes, and makes errors those of a command.
  static func writing<Result>(
    _ body: () throws(OutputError) -> Result
  ) throws(CommandError) -> Result {
    do throws(OutputError) {
      return try body()
    } catch {
      throw .output(error)
    }
  }
}
