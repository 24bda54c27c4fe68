import Foundation

/// What a command printed and how it ended.
public struct FinishedProcess: Sendable {
  /// The text on standard output.
  public var standardOutput: String
  /// The text on standard error.
  public var standardError: String
  /// The exit status.
  public var status: Int32

  /// The folder of the command `leadtime` that was built with these tests.
  public static let productFolder: String = {
    let executable =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: executable).deletingLastPathComponent().path
  }()

  /// Runs a shell script in a folder, with `leadtime` on its path.
  public init(script: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = "\(Self.productFolder):\(environment["PATH"] ?? "/usr/bin:/bin")"
    environment["COLUMNS"] = "80"
    process.environment = environment
    let output = "\(folder)/.standard-output"
    let error = "\(folder)/.standard-error"
    for file in [output, error] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: error)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    standardOutput = try String(contentsOfFile: output, encoding: .utf8)
    standardError = try String(contentsOfFile: error, encoding: .utf8)
    status = process.terminationStatus
  }
}
