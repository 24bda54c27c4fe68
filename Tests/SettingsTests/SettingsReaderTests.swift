import Diagnostics
import Settings
import TestSupport
import Testing

/// Reads a text as the file `leadtime.yaml`.
func settings(_ text: String) throws -> Settings { try Settings(text: text, name: "leadtime.yaml") }

/// The error that `body` throws, if it is one of the room.
func settingsError(_ body: () throws -> Void) -> SettingsError? {
  do {
    try body()
    return nil
  } catch { return error as? SettingsError }
}

@Suite("Reading settings")
struct SettingsReaderTests {
  @Test("texts are read as they stand")
  func texts() throws {
    let file = try settings("plain: two words\nquoted: \"a: b # c\"\nnumber: 007\n")
    #expect(try file.string("plain") == "two words")
    #expect(try file.string("quoted") == "a: b # c")
    #expect(try file.string("number") == "007")
    #expect(try file.string("absent") == nil)
  }

  @Test("an empty value is absent, a quoted empty text is a text")
  func emptyValues() throws {
    let file = try settings("empty:\ndouble: \"\"\nsingle: ''\nlast: x\n")
    #expect(try file.string("empty") == nil)
    #expect(try file.string("double")?.isEmpty == true)
    #expect(try file.string("single")?.isEmpty == true)
    #expect(try file.strings("empty") == nil)
    #expect(try file.strings("double") == [""])
    #expect(try file.section("empty") == nil)
    #expect(try file.sections("empty") == nil)
    #expect(file.has("empty"))
    #expect(!file.has("absent"))
  }

  @Test("numbers are decimal and finite")
  func numbers() throws {
    let file = try settings("a: 1\nb: -2.5\nc: 1e3\n")
    #expect(try file.number("a") == 1)
    #expect(try file.number("b") == -2.5)
    #expect(try file.number("c") == 1000)
    #expect(try file.number("absent") == nil)
    #expect(try file.number("b", in: -2.5...0) == -2.5)
  }

  @Test(
    "what is no number is refused with its place",
    arguments: ["ten", "1,5", ".inf", "nan", "\"\""]
  )
  func notNumbers(text: String) throws {
    let file = try settings("first: 1\nvalue: \(text)\n")
    let error = settingsError { _ = try file.number("value") }
    #expect(error?.code == .wrongType)
    #expect(error?.location == SourceLocation(file: "leadtime.yaml", line: 2, column: 1))
    #expect(error?.message.contains("'value' must be a number") == true)
  }

  @Test("a number outside its range is refused with the range")
  func ranges() throws {
    let file = try settings("share: 1.5\n")
    let error = settingsError { _ = try file.number("share", in: 0...1) }
    #expect(error?.code == .badValue)
    #expect(error?.message == "'share' is 1.5")
    #expect(error?.hint == "it must lie between 0.0 and 1.0")
    #expect(error?.location?.line == 1)
  }

  @Test("whole numbers")
  func integers() throws {
    let file = try settings("a: 12\nb: 12.5\nc: -1\nd: 1e3\ne: 9999999999\n")
    #expect(try file.integer("a") == 12)
    #expect(try file.integer("d") == 1000)
    #expect(try file.integer("c", in: -5...5) == -1)
    #expect(try file.integer("absent") == nil)
    #expect(settingsError { _ = try file.integer("b") }?.code == .wrongType)
    #expect(settingsError { _ = try file.integer("c") }?.code == .badValue)
    #expect(settingsError { _ = try file.integer("e") }?.code == .badValue)
  }

  @Test("a word must be one of the allowed ones")
  func words() throws {
    let file = try settings("near: alow\nfar: whatever\nright: allow\n")
    let allowed = ["allow", "refuse"]
    #expect(try file.word("right", among: allowed) == "allow")
    #expect(try file.word("absent", among: allowed) == nil)
    let near = settingsError { _ = try file.word("near", among: allowed) }
    #expect(near?.code == .badValue)
    #expect(near?.hint == "did you mean 'allow'?")
    let far = settingsError { _ = try file.word("far", among: allowed) }
    #expect(far?.hint == "it must be one of: allow, refuse")
    #expect(far?.location?.line == 2)
  }

  @Test("true and false, and nothing that only looks like them")
  func booleans() throws {
    let file = try settings("a: true\nb: false\nc: yes\nd: True\n")
    #expect(try file.boolean("a") == true)
    #expect(try file.boolean("b") == false)
    #expect(try file.boolean("absent") == nil)
    #expect(settingsError { _ = try file.boolean("c") }?.code == .badValue)
    #expect(settingsError { _ = try file.boolean("d") }?.code == .badValue)
  }

  @Test("lists of texts and numbers; one value is a list of one")
  func lists() throws {
    let file = try settings("a: [x, 'y z', 3]\nb: x\nc: []\nd:\n  - 1\n  - 2.5\ne: [1, two]\n")
    #expect(try file.strings("a") == ["x", "y z", "3"])
    #expect(try file.strings("b") == ["x"])
    #expect(try file.strings("c") == [])
    #expect(try file.strings("absent") == nil)
    #expect(try file.numbers("d") == [1, 2.5])
    #expect(try file.numbers("absent") == nil)
    let error = settingsError { _ = try file.numbers("e") }
    #expect(error?.code == .wrongType)
    #expect(error?.message == "'e' must hold numbers, found 'two'")
  }

  @Test("nested keys, and lists of them")
  func sections() throws {
    let file = try settings(
      "plan:\n  capacity: 5\ntables:\n  - table: a\n  - table: b\n    size: 2\nname: x\n"
    )
    #expect(try file.section("plan")?.integer("capacity") == 5)
    let tables = try #require(try file.sections("tables"))
    #expect(try tables.map { try $0.requiredString("table") } == ["a", "b"])
    #expect(try tables[1].integer("size") == 2)
    #expect(try file.section("absent") == nil)
    #expect(try file.sections("absent") == nil)
    #expect(file.isSection("plan"))
    #expect(!file.isSection("name"))
    #expect(!file.isSection("absent"))
  }

  @Test("keys come in the order of the file, and know their places")
  func keysAndPlaces() throws {
    let file = try settings("b: 1\na: 2\n  \nc:\n  d: 3\n")
    #expect(file.keys == ["b", "a", "c"])
    #expect(file.location(of: "a") == SourceLocation(file: "leadtime.yaml", line: 2, column: 1))
    let nested = try #require(try file.section("c"))
    #expect(nested.location(of: "d") == SourceLocation(file: "leadtime.yaml", line: 5, column: 3))
    #expect(file.location(of: "absent") == nil)
  }

  @Test("a text that must be there")
  func requiredText() throws {
    let file = try settings("\na:\nplan:\n  b: 1\n")
    for key in ["a", "absent"] {
      let error = settingsError { _ = try file.requiredString(key) }
      #expect(error?.code == .missingKey)
      #expect(error?.message == "'\(key)' is missing")
      #expect(error?.location?.line == 2, "the first key stands for the whole mapping")
    }
    let plan = try #require(try file.section("plan"))
    let error = settingsError { _ = try plan.requiredString("capacity") }
    #expect(error?.message == "'plan.capacity' is missing")
    #expect(error?.location?.line == 4)
    let empty = try settings("")
    #expect(settingsError { _ = try empty.requiredString("a") }?.location?.line == 1)
  }

  @Test("a caller's own complaint carries the path and the place of the key")
  func callersComplaint() throws {
    let plan = try #require(try settings("plan:\n  zone: Mars\n").section("plan"))
    let error = plan.badValue("zone", "is 'Mars'", hint: "use an IANA name")
    #expect(
      error.description == """
        leadtime.yaml:2:3: error[settings.bad-value]: 'plan.zone' is 'Mars'
          hint: use an IANA name
        """
    )
  }
}
