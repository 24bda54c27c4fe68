import Diagnostics
import Settings
import TestSupport
import Testing

@Suite("Settings that cannot be used")
struct SettingsErrorTests {
  /// Every way to ask for a value of another kind than the one that stands there.
  enum Reader: String, CaseIterable, Sendable {
    case string, number, integer, boolean, strings, numbers, section, sections

    func read(_ file: Settings, _ key: String) throws {
      switch self {
      case .string: _ = try file.string(key)
      case .number: _ = try file.number(key)
      case .integer: _ = try file.integer(key)
      case .boolean: _ = try file.boolean(key)
      case .strings: _ = try file.strings(key)
      case .numbers: _ = try file.numbers(key)
      case .section: _ = try file.section(key)
      case .sections: _ = try file.sections(key)
      }
    }
  }

  @Test("keys and values where a plain value or a list must be", arguments: Reader.allCases)
  func mappingInstead(reader: Reader) throws {
    guard reader != .section else { return }
    let file = try settings("first: 1\n\nkey:\n    inner: 1\n")
    let error = settingsError { try reader.read(file, "key") }
    #expect(error?.code == .wrongType)
    #expect(error?.location == SourceLocation(file: "leadtime.yaml", line: 4, column: 5))
  }

  @Test(
    "a list where a plain value or keys must be",
    arguments: [Reader.string, .number, .integer, .boolean, .section]
  )
  func listInstead(reader: Reader) throws {
    let file = try settings("first: 1\nkey: [a, b]\n")
    let error = settingsError { try reader.read(file, "key") }
    #expect(error?.code == .wrongType)
    #expect(error?.location == SourceLocation(file: "leadtime.yaml", line: 2, column: 6))
  }

  @Test("a plain value where keys must be", arguments: [Reader.section, .sections])
  func valueInstead(reader: Reader) throws {
    let file = try settings("first: 1\nkey: 5\n")
    let error = settingsError { try reader.read(file, "key") }
    #expect(error?.code == .wrongType)
    #expect(error?.location == SourceLocation(file: "leadtime.yaml", line: 2, column: 6))
  }

  @Test("the element of a list that is of the wrong kind is named by its own place")
  func wrongElement() throws {
    let file = try settings("names:\n  - a\n  - {b: 1}\ntables:\n  - table: a\n  - b\n")
    let name = settingsError { _ = try file.strings("names") }
    #expect(name?.code == .wrongType)
    #expect(name?.location == SourceLocation(file: "leadtime.yaml", line: 3, column: 5))
    let table = settingsError { _ = try file.sections("tables") }
    #expect(table?.code == .wrongType)
    #expect(table?.location == SourceLocation(file: "leadtime.yaml", line: 6, column: 5))
  }

  @Test("a misspelt key is refused with a suggestion")
  func misspeltKey() throws {
    let file = try settings("horizon: 30d\nseeed: 4\n")
    _ = try file.string("horizon")
    _ = try file.integer("seed")
    let error = settingsError { try file.finish() }
    #expect(error?.code == .unknownKey)
    #expect(error?.message == "unknown key 'seeed'")
    #expect(error?.location == SourceLocation(file: "leadtime.yaml", line: 2, column: 1))
    #expect(error?.hint == "did you mean 'seed'?")
  }

  @Test("a key that resembles none gets the list of known ones")
  func foreignKey() throws {
    let file = try settings("colour: red\n")
    _ = try file.integer("seed")
    _ = try file.string("horizon")
    #expect(settingsError { try file.finish() }?.hint == "known keys here: horizon, seed")
  }

  @Test("misspelt keys are found in nested mappings")
  func misspeltNestedKey() throws {
    let file = try settings("plan:\n  caps:\n    weakly: 1\n")
    _ = try file.section("plan")?.section("caps")?.integer("weekly")
    let error = settingsError { try file.finish() }
    #expect(error?.message == "unknown key 'plan.caps.weakly'")
    #expect(error?.hint == "did you mean 'weekly'?")
    #expect(error?.location == SourceLocation(file: "leadtime.yaml", line: 3, column: 5))
  }

  @Test("misspelt keys are found in lists, with the number of the element")
  func misspeltKeyInList() throws {
    let file = try settings("tables:\n  - table: a\n  - tabl: b\n")
    for table in try #require(try file.sections("tables")) { _ = try table.string("table") }
    let error = settingsError { try file.finish() }
    #expect(error?.message == "unknown key 'tables[1].tabl'")
    #expect(error?.hint == "did you mean 'table'?")
    #expect(error?.location != nil)
  }

  @Test("asking whether a key is there does not make it known")
  func askingIsNotReading() throws {
    let file = try settings("extra: 1\n")
    _ = file.has("extra")
    _ = file.isSection("extra")
    _ = file.location(of: "extra")
    #expect(settingsError { try file.finish() }?.code == .unknownKey)
  }

  @Test("when all keys were read, nothing is refused")
  func allRead() throws {
    let file = try settings("a: 1\nb: {c: 2}\nd: [{e: 3}]\nf:\n")
    _ = try file.integer("a")
    _ = try file.section("b")?.integer("c")
    for element in try #require(try file.sections("d")) { _ = try element.integer("e") }
    _ = try file.string("f")
    try file.finish()
  }

  @Test(
    "an empty file is a file without settings",
    arguments: ["", "\n\n", "# only a comment\n", "---\n", "{}\n"]
  )
  func emptyFile(text: String) throws {
    let file = try settings(text)
    #expect(file.keys.isEmpty)
    try file.finish()
  }

  @Test(
    "a file that is no mapping is refused",
    arguments: ["- a\n- b\n", "just a text\n", "\"\"\n"]
  )
  func noMapping(text: String) {
    let error = settingsError { _ = try settings(text) }
    #expect(error?.code == .wrongType)
    #expect(error?.message == "the top level must be keys and values")
    #expect(error?.location == SourceLocation(file: "leadtime.yaml", line: 1, column: 1))
  }

  @Test(
    "what is not YAML is refused with its line",
    arguments: [
      ("a: 1\nb: \"open\n", 2...3), ("a: 1\nb: [1, 2\n", 2...3), ("a: 1\n\tb: 2\n", 2...2),
      ("a: 1\nb: c: d\n", 2...2), ("a: 1\n b: 2\n", 2...2), ("a: @x\n", 1...1),
    ]
  )
  func syntax(text: String, lines: ClosedRange<Int>) {
    let error = settingsError { _ = try settings(text) }
    #expect(error?.code == .syntax)
    #expect(error?.location.map { lines.contains($0.line) } == true, "\(error?.description ?? "")")
  }

  @Test("a key that stands twice is refused")
  func duplicateKey() {
    #expect(settingsError { _ = try settings("a: 1\nb: 2\na: 3\n") }?.code == .syntax)
    #expect(settingsError { _ = try settings("a:\n  b: 2\n  b: 3\n") }?.code == .syntax)
    #expect(settingsError { _ = try settings("a: *nobody\n") }?.code == .syntax)
  }

  @Test("a key that stands twice is refused by its name")
  func duplicateKeyPlace() {
    let error = settingsError { _ = try settings("a: 1\nb: 2\na: 3\n") }
    #expect(error?.location != nil)
    #expect(error?.message.contains("'a'") == true)
  }

  @Test("files are read by their path")
  func file() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("horizon: 14d\n", to: "leadtime.yaml")
    #expect(try Settings(contentsOf: path).string("horizon") == "14d")
    let missing = settingsError { _ = try Settings(contentsOf: "\(folder.path)/none.yaml") }
    #expect(missing?.code == .missingFile)
    #expect(missing?.message.contains("none.yaml") == true)
    #expect(missing?.hint != nil)
  }
}
