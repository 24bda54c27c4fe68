import Foundation

extension MarkdownSession {
  /// Whether documents are to be written anew, as `LEADTIME_RECORD=1` asks; never in CI.
  public static var isRecording: Bool {
    let environment = ProcessInfo.processInfo.environment
    return environment["LEADTIME_RECORD"] == "1" && environment["CI"] == nil
  }

  /// What one command did.
  struct Outcome: Sendable {
    var lines: [String]
    var status: Int
  }

  /// Runs all commands in a folder and compares what they print and draw with the document.
  ///
  /// - Parameters:
  ///   - folder: where the commands run; it holds what they read.
  ///   - standIns: what is run in place of a command that a test cannot run as it stands.
  /// - Returns: Every difference, in the order of the document.
  /// - Throws: what the file system throws.
  public func failures(
    in folder: TemporaryFolder,
    standIns: [String: String] = [:]
  ) throws -> [Failure] {
    let outcomes = try outcomes(in: folder, standIns: standIns)
    return compared(outcomes) + pictureFailures(in: folder)
  }

  /// Runs all commands and writes the document and its pictures anew.
  ///
  /// - Returns: What cannot be recorded: commands that fail and pictures that nothing made.
  /// - Throws: what the file system throws.
  public func record(
    in folder: TemporaryFolder,
    standIns: [String: String] = [:]
  ) throws -> [Failure] {
    let outcomes = try outcomes(in: folder, standIns: standIns)
    var copy = self
    copy.replace(
      zip(commands, outcomes).map { command, outcome in
        (command, Elision(lines[command.shown]).recorded(outcome.lines))
      }
    )
    try Data(copy.text.utf8).write(to: URL(fileURLWithPath: path))
    for (_, name) in pictures {
      guard let made = try? Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)")) else {
        continue
      }
      let target = URL(fileURLWithPath: path).deletingLastPathComponent()
        .appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try made.write(to: target)
    }
    return zip(commands, outcomes).indexed().compactMap { statusFailure($0, $1.0, $1.1) }
      + pictureFailures(in: folder)
  }

  /// Runs the steps in one shell and keeps what each command printed.
  private func outcomes(
    in folder: TemporaryFolder,
    standIns: [String: String]
  ) throws -> [Outcome] {
    var script = "status=0\n"
    var number = 0
    for step in steps {
      switch step {
      case .command(let command):
        // The braces keep folders and variables; the parentheses hand on the last status.
        script += """
          { (exit $status); \(standIns[command.script] ?? command.script)
          } > "$SESSION/.output-\(number)" 2>&1; status=$?; echo $status > "$SESSION/.status-\(number)"

          """
        number += 1
      case .file(let name, let text):
        try folder.write(text, to: ".file-\(number)-\(name)")
        script += "cp \"$SESSION/.file-\(number)-\(name)\" \"$SESSION/\(name)\"\n"
      }
    }
    _ = try FinishedProcess(script: "SESSION=$PWD\n\(script)", in: folder.path)
    return (0..<number).map { number in
      let output = (try? folder.read(".output-\(number)")) ?? ""
      let status = (try? folder.read(".status-\(number)")).flatMap { Int($0.dropLast()) }
      var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if lines.last == "" { lines.removeLast() }
      return Outcome(lines: lines, status: status ?? -1)
    }
  }

  private func compared(_ outcomes: [Outcome]) -> [Failure] {
    zip(commands, outcomes).indexed().flatMap { index, pair -> [Failure] in
      let (command, outcome) = pair
      if let failure = statusFailure(index, command, outcome) { return [failure] }
      let shown = lines[command.shown]
      guard !shown.isEmpty, let miss = Elision(shown).firstMiss(in: outcome.lines) else {
        return []
      }
      let message = """
        `\(command.script)` prints something else
          the document: \(miss.expected ?? "nothing more")
          the command:  \(miss.found ?? "nothing more")
          (LEADTIME_RECORD=1 writes the document anew)
        """
      return [failure(command.shown.lowerBound + miss.offset + 1, message)]
    }
  }

  private func statusFailure(_ index: Int, _ command: Command, _ outcome: Outcome) -> Failure? {
    let isAsked = commands.indices.contains(index + 1) && commands[index + 1].script == "echo $?"
    guard outcome.status != 0, !isAsked else { return nil }
    let said = outcome.lines.suffix(5).joined(separator: "\n  ")
    return failure(command.line, "`\(command.script)` ends with \(outcome.status)\n  \(said)")
  }

  private func pictureFailures(in folder: TemporaryFolder) -> [Failure] {
    let home = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return pictures.compactMap { line, name in
      guard let made = FileManager.default.contents(atPath: "\(folder.path)/\(name)") else {
        return failure(line, "no command writes the picture \(name)")
      }
      guard FileManager.default.contents(atPath: "\(home)/\(name)") != made else { return nil }
      return failure(
        line,
        "the picture \(name) is not what the commands draw (LEADTIME_RECORD=1 writes it anew)"
      )
    }
  }

  private func failure(_ line: Int, _ message: String) -> Failure {
    Failure(file: path, line: line, message: message)
  }
}

extension Sequence {
  fileprivate func indexed() -> [(Int, Element)] {
    Array(enumerated()).map { ($0.offset, $0.element) }
  }
}
