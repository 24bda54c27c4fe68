import Foundation
import TestSupport
import Testing

@Suite("A session in a document")
struct MarkdownSessionTests {
  private let folder: TemporaryFolder
  private let home: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    home = try TemporaryFolder()
  }

  /// A document of one console block.
  private func session(_ lines: String...) throws -> MarkdownSession {
    let text = "# Title\n\n```console\n" + lines.map { $0 + "\n" }.joined() + "```\n\nThe end.\n"
    return try MarkdownSession(contentsOf: home.write(text, to: "page.md"))
  }

  /// The only failure.
  private func failure(_ session: MarkdownSession) throws -> String {
    let failures = try failures(session)
    #expect(failures.count == 1)
    return try #require(failures.first)
  }

  private func failures(_ session: MarkdownSession) throws -> [String] {
    try session.failures(in: folder).map {
      $0.description.replacing("\(home.path)/", with: "")
    }
  }

  /// The lines of the block after recording.
  private func recorded(_ lines: String...) throws -> [String] {
    let text = "```console\n" + lines.map { $0 + "\n" }.joined() + "```\n"
    let session = try MarkdownSession(contentsOf: home.write(text, to: "page.md"))
    #expect(try session.record(in: folder).isEmpty)
    return try home.read("page.md").split(separator: "\n").map(String.init).dropFirst().dropLast()
  }

  @Test("agrees with what is printed, line by line, errors too")
  func agreement() throws {
    #expect(try failures(session("$ echo a; echo b >&2", "a", "b", "$ echo c", "c")) == [])
  }

  @Test("names the document, the line and both texts where they differ")
  func difference() throws {
    let found = try failures(session("$ printf 'a\\nb\\n'", "a", "c"))
    let message = try #require(found.first)
    #expect(message.hasPrefix("page.md:6: `printf 'a\\nb\\n'` prints something else"))
    #expect(message.contains("the document: c\n") && message.contains("the command:  b\n"))
  }

  @Test("misses lines that are not shown, and lines that are not printed")
  func lengths() throws {
    #expect(try failure(session("$ seq 3", "1", "2")).contains("the document: nothing more"))
    #expect(try failure(session("$ seq 1", "1", "2")).contains("the command:  nothing more"))
  }

  @Test(
    "a line of dots stands for any lines",
    arguments: [
      ["…"], ["1", "…"], ["…", "9"], ["1", "…", "9"], ["…", "4", "5", "…"], ["1", "2", "…", "9"],
      ["…", "3", "…", "7", "…", "8", "9"],
    ]
  )
  func elision(shown: [String]) throws {
    let text = "```console\n$ seq 9\n" + shown.map { $0 + "\n" }.joined() + "```\n"
    #expect(try failures(MarkdownSession(text, path: "page.md")) == [])
  }

  @Test(
    "but not for lines that are elsewhere",
    arguments: [
      ["2", "…"], ["…", "8"], ["…", "5", "4", "…"], ["…", "4", "6", "…"],
      ["…", "7", "…", "3", "…"],
      ["…", "9", "…", "9"],
    ]
  )
  func misplaced(shown: [String]) throws {
    let text = "```console\n$ seq 9\n" + shown.map { $0 + "\n" }.joined() + "```\n"
    #expect(try failures(MarkdownSession(text, path: "page.md")).count == 1)
  }

  @Test("a command with nothing below must only succeed")
  func silent() throws {
    #expect(try failures(session("$ echo whatever   # a comment")) == [])
    #expect(try failure(session("$ false")).hasPrefix("page.md:4: `false` ends with 1"))
  }

  @Test("a command that fails says what it printed last")
  func failing() throws {
    let message = try failure(session("$ echo no such thing; (exit 3)", "…"))
    #expect(message.contains("ends with 3\n  no such thing"))
  }

  @Test("where a command ends the shell, the rest of the document fails")
  func ending() throws {
    #expect(try failures(session("$ exit", "$ true")).count == 2)
  }

  @Test("a command may fail where its status is asked for")
  func status() throws {
    #expect(try failures(session("$ (exit 65)", "$ echo $?", "65")) == [])
  }

  @Test("folders and variables last to the end of the document")
  func shell() throws {
    let text = """
      ```console
      $ mkdir deep; cd deep
      $ NAME=Ada
      ```
      Words.
      ```console
      $ echo $NAME in \\
      > $(basename $PWD)
      Ada in deep
      ```
      """
    #expect(try failures(MarkdownSession(text, path: "page.md")) == [])
  }

  @Test("other blocks are not run, and a block that names a file is that file")
  func blocks() throws {
    let text = """
      ```sh
      exit 1
      ```
      ```yaml rules.yaml
      a: 1
      ```
      ```console
      $ cat rules.yaml
      a: 1
      ```
      ```yaml rules.yaml
      a: 2
      ```
      ```console
      $ cat rules.yaml
      a: 2
      ```
      """
    #expect(try failures(MarkdownSession(text, path: "page.md")) == [])
  }

  @Test("a command that a test cannot run has a stand-in")
  func standIns() throws {
    let session = try session("$ make run", "done")
    #expect(try session.failures(in: folder, standIns: ["make run": "echo done"]) == [])
  }

  @Test("a picture must be what the commands draw, and be drawn")
  func pictures() throws {
    try home.write("<svg/>", to: "figures/a.svg")
    let text = """
      ![A](figures/a.svg) and ![Web](https://example.org/b.svg)
      ```console
      $ mkdir -p figures; printf '<svg/>' > figures/a.svg
      ```
      """
    let session = try MarkdownSession(contentsOf: home.write(text, to: "page.md"))
    #expect(try failures(session) == [])
    try home.write("<svg></svg>", to: "figures/a.svg")
    #expect(try failure(session).hasPrefix("page.md:1: the picture figures/a.svg is not"))
    let other = MarkdownSession("![B](b.svg)", path: "page.md")
    #expect(try failures(other) == ["page.md:1: no command writes the picture b.svg"])
  }

  @Test("recording writes what is printed, and leaves the rest as it is")
  func recording() throws {
    #expect(
      try recorded("$ seq 2", "old", "$ echo x", "$ echo y", "z") == [
        "$ seq 2", "1", "2", "$ echo x", "$ echo y", "y",
      ]
    )
    #expect(try recorded("$ seq 2", "?") == ["$ seq 2", "1", "2"])
  }

  @Test("recording leaves out what was left out")
  func recordingElision() throws {
    #expect(try recorded("$ seq 9", "7", "8", "…", "0") == ["$ seq 9", "1", "2", "…", "9"])
    let script = "$ echo head; echo rows 5; echo rate 8 of 10; echo tail"
    let shown = ["…", "rate 7 of 10", "…"]
    #expect(
      try recorded(script, shown[0], shown[1], shown[2]) == [script, "…", "rate 8 of 10", "…"]
    )
  }

  @Test("recording writes the pictures, and tells of commands that fail")
  func recordingPictures() throws {
    let text = "![A](figures/a.svg)\n```console\n$ mkdir figures; echo 1 > figures/a.svg\n```\n"
    let session = try MarkdownSession(contentsOf: home.write(text, to: "page.md"))
    #expect(try session.record(in: folder) == [])
    #expect(try home.read("figures/a.svg") == "1\n")
    #expect(try self.session("$ false").record(in: TemporaryFolder()).count == 1)
  }

  @Test("what was recorded agrees")
  func roundTrip() throws {
    let session = try session("$ seq 5", "0", "…", "0", "$ echo $((6 * 7))", "?")
    #expect(try !failures(session).isEmpty)
    _ = try session.record(in: folder)
    #expect(try failures(MarkdownSession(contentsOf: session.path)) == [])
  }
}
