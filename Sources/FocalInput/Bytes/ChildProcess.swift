#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A program of the system that reads bytes and writes others: started, read to its end, and waited for.
///
/// It is killed where nobody holds it any more, so that none is left behind when a run stops early. With
/// ``FileDescriptor`` this is where the system is called and so where unsafe code stands.
///
/// Where it is fed, one loop waits for whatever comes first: what it writes, what it complains of, or
/// its readiness to take more. Writing without asking would wait forever for a program that waits for
/// its output to be read.
final class ChildProcess {
  /// What the program reads.
  enum Input {
    /// A file, from where it was read first.
    case file(FileDescriptor)
    /// What a source has.
    case source(ByteSource)
  }

  /// Nil once it has been waited for.
  private var processID: pid_t?

  private var output: FileDescriptor?
  private var errors: FileDescriptor?

  /// Where the program is fed; nil where it reads a descriptor, or has all.
  private var feed: FileDescriptor?
  private let upstream: ByteSource?

  /// Bytes for the program, how many there are, and how many of them it has got.
  private var pending: [UInt8] = []
  private var pendingCount = 0
  private var sentCount = 0

  /// The beginning of what the program complained of.
  private var complaint: [UInt8] = []
  private static let complaintLimit = 4096

  /// What a system writes to a pipe without waiting, once it says that the pipe takes something.
  private static let feedSize = 512

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - path: the path of the program.
  ///   - arguments: its arguments, without its own name.
  ///   - input: what it reads.
  /// - Throws: ``InputError`` where the system cannot start it.
  init(path: String, _ arguments: [String], input: Input) throws(InputError) {
    let (outputReading, outputWriting) = try FileDescriptor.pipe()
    let (errorReading, errorWriting) = try FileDescriptor.pipe()
    output = outputReading
    errors = errorReading
    let standardInput: FileDescriptor
    switch input {
    case .file(let file):
      file.rewind()
      standardInput = file
      upstream = nil
    case .source(let source):
      (standardInput, feed) = try FileDescriptor.pipe()
      upstream = source
      pending = Array(repeating: 0, count: 1 << 16)
    }
    processID = try Self.spawn(path, arguments, [standardInput, outputWriting, errorWriting])
  }

  deinit {
    guard let processID else { return }
    kill(processID, SIGKILL)
    _ = Self.wait(for: processID)
  }

  /// Reads what the program writes.
  ///
  /// - Parameters:
  ///   - buffer: the buffer.
  ///   - range: the part of it that may be written.
  /// - Returns: the bytes read; 0 once the program has ended well.
  /// - Throws: ``InputError`` where it has not, and where its input cannot be read.
  func read(
    into buffer: inout [UInt8], _ range: Range<Int>
  ) throws(InputError) -> Int {
    while let output {
      var polled = [
        pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors?.number ?? -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: feed?.number ?? -1, events: Int16(POLLOUT), revents: 0),
      ]
      let result = retryingInterrupts { unsafe poll(&polled, nfds_t(polled.count), -1) }
      guard result >= 0 else { throw InputError(.cannotRead(reason: lastSystemError())) }
      if polled[1].revents != 0 { try hear() }
      if polled[0].revents != 0 {
        let count = try output.read(into: &buffer, range)
        if count > 0 || range.isEmpty { return count }
        self.output = nil
      } else if polled[2].revents & Int16(POLLOUT) != 0, polled[2].revents & Int16(POLLERR) == 0 {
        try send()
      } else if polled[2].revents != 0 {
        // The program takes no more; its status will say why.
        feed = nil
      }
    }
    try finish()
    return 0
  }

  /// Waits for the program, and throws what it says where it has failed.
  private func finish() throws(InputError) {
    guard let processID else { return }
    feed = nil
    while errors != nil { try hear() }
    let status = Self.wait(for: processID)
    self.processID = nil
    guard let status else {
      throw InputError(.decompression(reason: "its exit status is not known"))
    }
    let words = String(decoding: complaint, as: UTF8.self)
    // bzip2 passes over what follows its data, and only says so.
    guard status != 0 || words.contains("trailing garbage") else { return }
    let lines = words.split(separator: "\n")
    let ending = status & 0x7f == 0 ? "exit status \(status >> 8)" : "signal \(status & 0x7f)"
    throw InputError(
      .decompression(reason: lines.isEmpty ? ending : lines.joined(separator: "; ")))
  }

  /// Reads some of what the program complains of; its end too.
  private func hear() throws(InputError) {
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = try errors?.read(into: &buffer, buffer.indices) ?? 0
    if count == 0 { errors = nil }
    complaint += buffer.prefix(min(count, Self.complaintLimit - complaint.count))
  }

  /// Sends the program what it takes without making this process wait.
  private func send() throws(InputError) {
    if sentCount == pendingCount, let upstream {
      pendingCount = try upstream.read(into: &pending, pending.indices)
      sentCount = 0
    }
    let part = sentCount..<min(pendingCount, sentCount + Self.feedSize)
    guard !part.isEmpty, let count = feed?.write(pending, part) else {
      // All is sent, or nobody takes it any more.
      feed = nil
      return
    }
    sentCount += count
  }
}

extension ChildProcess {
  /// The path of a program, in the folders that the environment names.
  ///
  /// - Parameter name: the name of the program.
  /// - Returns: its path; nil where there is none.
  static func path(of name: String) -> String? {
    let folders = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
    return path(of: name, in: folders)
  }

  /// The path of a program.
  ///
  /// Relative folders are passed over: what they name depends on where the data is, and the data must
  /// not choose the program.
  ///
  /// - Parameters:
  ///   - name: the name of the program.
  ///   - folders: folders with colons between them.
  /// - Returns: its path; nil where there is none.
  static func path(of name: String, in folders: String) -> String? {
    for folder in folders.split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      var status = stat()
      let isFile = unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      if isFile, unsafe access(path, X_OK) == 0 { return path }
    }
    return nil
  }

  /// Starts a program with three descriptors as its standard ones; the corresponding C function is
  /// `posix_spawn`.
  private static func spawn(
    _ path: String, _ arguments: [String], _ descriptors: [FileDescriptor]
  ) throws(InputError) -> pid_t {
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    var attributes: posix_spawnattr_t?
    #else
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    for (standard, descriptor) in descriptors.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, descriptor.number, Int32(standard))
    }
    // Ignored signals stay so in the program, which should end when nobody reads it.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    // Its words in English, and none of the variables that change what such programs do.
    var argumentTexts = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    var environment = unsafe [strdup("LC_ALL=C"), nil]
    defer {
      for index in unsafe argumentTexts.indices { unsafe free(argumentTexts[index]) }
      unsafe free(environment[0])
    }
    var processID = pid_t()
    let failure = unsafe posix_spawn(
      &processID, path, &actions, &attributes, &argumentTexts, &environment)
    guard failure == 0 else {
      errno = failure
      throw InputError(.decompression(reason: "\(path): \(lastSystemError())"))
    }
    return processID
  }

  /// Waits for a program to end; the corresponding C function is `waitpid`.
  ///
  /// - Returns: its status as the system gives it: the exit status times 256, or a signal; nil where the
  ///   system has none.
  private static func wait(for processID: pid_t) -> Int32? {
    var status: Int32 = 0
    let result = retryingInterrupts { unsafe waitpid(processID, &status, 0) }
    return result == processID ? status : nil
  }
}

extension FileDescriptor {
  /// The two ends of a new pipe; the corresponding C function is `pipe2`, or `pipe` where there is none.
  ///
  /// Only what is handed over stays open in a program that is started. `pipe2` says so in one step, so
  /// that a program that another thread starts in between gets neither end.
  fileprivate static func pipe() throws(InputError) -> (
    reading: FileDescriptor, writing: FileDescriptor
  ) {
    var numbers: [Int32] = [0, 0]
    #if canImport(Darwin)
    let result = unsafe Darwin.pipe(&numbers)
    #else
    let result = unsafe makePipe(&numbers, O_CLOEXEC)
    #endif
    guard result == 0 else { throw InputError(.cannotRead(reason: lastSystemError())) }
    #if canImport(Darwin)
    for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
    #endif
    return (FileDescriptor(ofPipe: numbers[0]), FileDescriptor(ofPipe: numbers[1]))
  }

  /// Writes a part of a buffer; the corresponding C function is `write`.
  ///
  /// - Returns: the bytes written; nil where nobody reads them any more.
  fileprivate func write(_ buffer: [UInt8], _ range: Range<Int>) -> Int? {
    let number = number
    let count = unsafe buffer[range].withUnsafeBytes { bytes in
      retryingInterrupts {
        #if canImport(Darwin)
        unsafe Darwin.write(number, bytes.baseAddress, bytes.count)
        #else
        unsafe Glibc.write(number, bytes.baseAddress, bytes.count)
        #endif
      }
    }
    return count >= 0 ? count : nil
  }
}

#if !canImport(Darwin)
/// The C function `pipe2`, which the system's header declares for GNU programs only.
@_silgen_name("pipe2")
private func makePipe(_ numbers: UnsafeMutablePointer<Int32>, _ flags: Int32) -> Int32
#endif
