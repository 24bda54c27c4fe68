import Foundation

/// A Markdown document whose console sessions can be run and compared, or recorded anew.
///
/// Blocks of the language `console` are sessions: a line that begins with `$ ` is a command, the
/// lines below it are what a terminal shows, standard output and errors in their order. A command
/// that ends with a backslash goes on in the next line, behind `> `. All commands of a document
/// run one after the other in one shell, as a reader would type them:
///
///     $ leadtime inspect leads.csv
///     leads.csv: comma, UTF-8, 40 rows
///     …
///
/// - A line `…` stands for any lines, also none.
/// - A command without lines below it must succeed; what it prints is not compared.
/// - A command must succeed, unless the next one is `echo $?`.
/// - A line `?` alone below a command is to be replaced by what it prints, when recording.
/// - A block whose fence names a file, as in "yaml leadtime.yaml", is that file: it is written
///   before the commands that follow it.
/// - Blocks of any other language, such as `sh`, are for the reader and not run.
/// - A picture `![…](figures/gain.svg)` must have been made by the commands, byte for byte.
public struct MarkdownSession: Sendable {
  /// One command and what is shown below it.
  public struct Command: Sendable, Hashable {
    /// The line of the document that it stands on, from 1.
    public var line: Int
    /// What the shell runs.
    public var script: String
    /// The lines of the document that show its output.
    public var shown: Range<Int>
  }

  /// What the reader meets, in the order of the document.
  enum Step: Sendable, Hashable {
    case command(Command)
    case file(name: String, text: String)
  }

  /// A difference between the document and what happened.
  public struct Failure: Sendable, Hashable, CustomStringConvertible {
    /// The document and the line, from 1.
    public var file: String, line: Int
    /// What differs.
    public var message: String
    /// The document, the line and what differs.
    public var description: String { "\(file):\(line): \(message)" }
  }

  /// The document.
  public let path: String
  /// Its lines.
  public private(set) var lines: [String]
  let steps: [Step]

  /// Its commands.
  public var commands: [Command] {
    steps.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  /// The pictures that the document shows, with their lines; only those beside it.
  public let pictures: [(line: Int, name: String)]

  /// Reads a document.
  public init(contentsOf path: String) throws {
    self.init(try String(contentsOfFile: path, encoding: .utf8), path: path)
  }

  /// Reads a document from a text.
  public init(_ text: String, path: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var reader = Reader(lines: lines)
    steps = reader.steps()
    pictures = reader.pictures
  }

  /// The document as it is now.
  public var text: String { lines.joined(separator: "\n") }

  /// Puts other lines below some commands; both are in the order of the document.
  public mutating func replace(_ outputs: [(Command, [String])]) {
    for (command, output) in outputs.reversed() {
      lines.replaceSubrange(command.shown, with: output)
    }
  }
}

/// Reads blocks and pictures from lines.
private struct Reader {
  let lines: [String]
  var pictures: [(line: Int, name: String)] = []
  private var place = 0

  init(lines: [String]) { self.lines = lines }

  mutating func steps() -> [MarkdownSession.Step] {
    var steps: [MarkdownSession.Step] = []
    while place < lines.count {
      let line = lines[place]
      place += 1
      guard line.hasPrefix("```") else {
        pictures += Self.pictures(in: line).map { (place, $0) }
        continue
      }
      let words = line.dropFirst(3).split(separator: " ")
      let body = place..<(lines[place...].firstIndex(of: "```") ?? lines.count)
      if words.first == "console" {
        steps += commands(in: body).map { .command($0) }
      } else if words.count == 2 {
        let text = lines[body].map { $0 + "\n" }.joined()
        steps.append(.file(name: String(words[1]), text: text))
      }
      place = body.upperBound + 1
    }
    return steps
  }

  private func commands(in body: Range<Int>) -> [MarkdownSession.Command] {
    var commands: [MarkdownSession.Command] = []
    var place = body.lowerBound
    while place < body.upperBound {
      let start = place
      place += 1
      guard lines[start].hasPrefix("$ ") else { continue }
      var script = String(lines[start].dropFirst(2))
      while script.hasSuffix("\\"), place < body.upperBound, lines[place].hasPrefix("> ") {
        script += "\n" + lines[place].dropFirst(2)
        place += 1
      }
      let end = lines[place..<body.upperBound].firstIndex { $0.hasPrefix("$ ") }
      commands.append(
        MarkdownSession.Command(
          line: start + 1,
          script: script,
          shown: place..<(end ?? body.upperBound)
        )
      )
      place = end ?? body.upperBound
    }
    return commands
  }

  private static func pictures(in line: String) -> [String] {
    line.components(separatedBy: "![").dropFirst().compactMap { part in
      guard let start = part.firstRange(of: "](") else { return nil }
      let name = part[start.upperBound...].prefix { $0 != ")" && $0 != " " }
      return name.contains("://") ? nil : String(name)
    }
  }
}
