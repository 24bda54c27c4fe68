import Foundation
import TestSupport
import Testing

/// One narrative of `notebooks-md/`.
struct Notebook: CustomTestStringConvertible, Sendable {
  static let folder = "\(Repository.root)/notebooks-md"
  let name: String

  var testDescription: String { name }
  var path: String { "\(Self.folder)/\(name)" }

  static let all: [Notebook] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map(Notebook.init)
  }()
}

@Suite("Notebooks")
struct NotebookTests {
  @Test("There are notebooks") func exist() { #expect(!Notebook.all.isEmpty) }

  @Test("show what their commands really print and draw", arguments: Notebook.all)
  func session(_ notebook: Notebook) throws {
    let folder = try TemporaryFolder()
    try folder.link("\(Repository.root)/datasets")
    try MarkdownSession(contentsOf: notebook.path).check(in: folder)
  }

  @Test("show every figure that lies beside them")
  func figures() throws {
    let shown = try Notebook.all.flatMap { notebook in
      try MarkdownSession(contentsOf: notebook.path).pictures.map(\.name)
    }
    let files =
      FileManager.default.enumerator(atPath: Notebook.folder)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".svg") } ?? []
    #expect(Set(files).subtracting(shown) == [])
  }
}

extension MarkdownSession {
  /// Expects the document to be right, or records it; differences are told at the document's line.
  func check(in folder: TemporaryFolder, standIns: [String: String] = [:]) throws {
    let failures =
      Self.isRecording
      ? try record(in: folder, standIns: standIns)
      : try self.failures(in: folder, standIns: standIns)
    for failure in failures {
      Issue.record(
        "\(failure)",
        sourceLocation: SourceLocation(
          fileID: "Markdown/\(failure.file.split(separator: "/").last ?? "")",
          filePath: failure.file,
          line: failure.line,
          column: 1
        )
      )
    }
  }
}

extension TemporaryFolder {
  /// Makes a file or folder of the repository visible here, under its own name.
  func link(_ target: String) throws {
    let name = URL(fileURLWithPath: target).lastPathComponent
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/\(name)",
      withDestinationPath: target
    )
  }
}
