import CSV
import Diagnostics
import Testing

@Suite("JSON lines")
struct JSONLinesTests {
  @Test("members become columns in the order of their first appearance")
  func columns() throws {
    let reading = try read(#"{"b":1,"a":"x"}"# + "\n" + #"{"a":"y","c":true,"b":false}"# + "\n")
    #expect(reading.header == ["b", "a", "c"])
    #expect(reading.rows == [["1", "x", ""], ["false", "y", "true"]])
    #expect(reading.lines == [1, 2])
  }

  @Test("objects in objects are named with dots; arrays and deep objects stay JSON")
  func nesting() throws {
    let line = #"{"a":{"b":{"c":{"d":{"e":1},"f":2}}},"g":[{"h":1}, 2],"i":{},"j":{"k":null}}"#
    let reading = try read(line + "\n")
    #expect(reading.header == ["a.b.c.d", "a.b.c.f", "g", "i", "j.k"])
    #expect(reading.rows == [[#"{"e":1}"#, "2", #"[{"h":1}, 2]"#, "{}", ""]])
  }

  @Test(
    "numbers stay as they are spelled",
    arguments: [
      "9007199254740993", "-0", "1.50", "1e-7", "123456789012345678901234567890", "0.10E+2",
    ]
  )
  func numbers(spelling: String) throws {
    #expect(try read("{\"id\":\(spelling)}\n").rows == [[spelling]])
  }

  @Test(
    "strings say what their escapes say, on one line",
    arguments: [
      (#"a\"b\\c\/d"#, #"a"b\c/d"#), (#"one\ntwo\r\nthree"#, "one two  three"),
      (#"\u00e9\u20AC\ud83d\ude00"#, "é€😀"), (#"\ud83d!"#, "\u{FFFD}!"), (#"\ude00"#, "\u{FFFD}"),
      (#"a\u0000b\u000ac"#, "ab c"), (#"\ud83d\u0041"#, "\u{FFFD}A"),
      ("é,€;\u{1F600}", "é,€;\u{1F600}"),
      (#"tab\tend"#, "tab\tend"), ("", ""),
    ]
  )
  func strings(spelling: String, text: String) throws {
    #expect(try read("{\"x\":0,\"text\":\"\(spelling)\"}\n").rows == [["0", text]])
  }

  @Test("blank lines and CRLF are read as in CSV, and lines are those of the file")
  func lineEnds() throws {
    let reading = try read("\n{\"a\":1}\r\n\r\n{\"a\":[1,\r2]}\n{\"a\":\"\"}")
    #expect(reading.header == ["a"])
    #expect(reading.rows == [["1"], ["[1, 2]"], [""]])
    #expect(reading.lines == [2, 4, 5])
    #expect(reading.blankCount == 2)
  }

  @Test(
    "a line that is no object is rejected alone, with its shape",
    arguments: [
      "[1,2]", "\"text\"", "7", "{\"a\":1", "{\"a\":1}}", "{\"a\":01}", "{\"a\" 1}", "{a:1}",
      "{\"a\":tru}",
      "{\"a\":\"\u{1}\"}", #"{"a":"\x"}"#, #"{"a":"\u12g4"}"#, "{\"a\":1}{\"a\":2}", "\"", "\"\"\"",
      ",", "{,}",
      "{\"a\":1,}", "{\"a\":-}", "{\"a\":1.}", "{\"a\":1e}", "nothing,\"at\" all\r",
    ]
  )
  func badLines(line: String) throws {
    let reading = try read("{\"a\":1}\n\(line)\n{\"a\":2}\n")
    #expect(reading.rows == [["1"], ["2"]])
    #expect(reading.lines == [1, 3])
    #expect(reading.faults == ["2 csv.bad-json"])
    #expect(reading.rejects.first?.value.contains("nothing") == false)
  }

  @Test("depth has a limit that ends no program")
  func depth() throws {
    for (depth, isFine) in [(100, true), (5000, false), (200_000, false)] {
      let nested =
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let reading = try read("{\"a\":1}\n{\"a\":\(nested)}\n")
      #expect(reading.rows.count == (isFine ? 2 : 1), "depth \(depth)")
    }
    let objects = String(repeating: "{\"a\":", count: 100_000)
    #expect(try read("{\"a\":1}\n\(objects)\n").faults == ["2 csv.bad-json"])
  }

  @Test(
    "JSON that is not one object a line is refused with a hint",
    arguments: ["[{\"a\":1}]\n", "[\n  {\"a\":1}\n]", "{\n  \"a\": 1\n}\n", "{\"a\":\n1}\n"]
  )
  func notLines(text: String) {
    let error = #expect(throws: CSVError.self) { try read(text) }
    #expect(error?.code == .notJSONLines)
    #expect(error?.hint?.contains("jq") == true)
  }

  @Test("a CSV that begins with a brace is a CSV", arguments: ["{a},b\n1,2\n", "[x],y\n1,2\n"])
  func braces(text: String) throws {
    #expect(try read(text).rows == [["1", "2"]])
  }

  @Test("names that come after the first 8 MiB are kept as JSON in a column of their own")
  func lateNames() throws {
    let line = "{\"id\":1,\"text\":\"\(String(repeating: "x", count: 1000))\"}\n"
    let count = (8 << 20) / line.utf8.count + 2
    let late = #"{"id":2,"late":{"er":1.0},"l\"st":"a,\"b\""}"#
    let text = String(repeating: line, count: count) + late + "\n{\"text\":\"end\"}\n"
    let reading = try read(text)
    #expect(reading.header == ["id", "text", "other fields"])
    #expect(reading.rows.count == count + 2)
    #expect(reading.rows[0][2] == "")
    #expect(reading.rows[count] == ["2", "", #"{"late.er":1.0,"l\"st":"a,\"b\""}"#])
    #expect(reading.rows[count + 1] == ["", "end", ""])
  }

  @Test("the later of two values of one name counts")
  func sameName() throws {
    #expect(try read("{\"a\":1,\"a\":2,\"b\":{\"c\":3},\"b.c\":4}\n").rows == [["2", "4"]])
  }

  @Test("members named like numbers, or not at all, are columns")
  func oddNames() throws {
    let reading = try read("{\"1\":\"x\",\"\":\"y\",\"a b\":\"z\"}\n")
    #expect(reading.header == ["1", "column 2", "a b"])
    #expect(reading.rows == [["x", "y", "z"]])
    #expect(try read("{\"\":null}\n{\"\":1}\n").rows == [[""], ["1"]])
  }

  @Test("the file may be marked, compressed or in UTF-16")
  func stages() throws {
    let bytes = "\u{FEFF}{\"a\":\"é\"}\n".utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
    }
    #expect(try withFile(bytes) { try read(path: $0) }.rows == [["é"]])
    try withFile("{\"a\":1}\n".utf8) { path in
      let verdict = try CSVVerdict(contentsOf: path)
      #expect(verdict.isJSONLines)
      #expect(verdict.header.line == 0)
      #expect(verdict.columns.map(\.shape) == [.integer])
    }
  }

  @Test("bytes that are no UTF-8 reject their line")
  func encoding() throws {
    let bytes = Array("{\"a\":\"x\"}\n{\"a\":\"".utf8) + [0xE9] + Array("\"}\n{\"a\":\"y\"}\n".utf8)
    let reading = try withFile(bytes) { try read(path: $0) }
    #expect(reading.rows == [["x"], ["y"]])
    #expect(reading.faults == ["2 csv.invalid-utf8"])
  }

  @Test(
    "whatever the lines hold, each is a row, a reject or blank, on its own line",
    arguments: 0..<300 as Range<UInt64>
  )
  func anyLines(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "{", "}", "[", "]", "\"", "\"a\"", "\"b\"", ":", ",", "1", "-2.5e3", "true", "null", "\\",
      "\\u00", " ",
      "\r", "{\"a\":1}", "{\"b\":\"x\"}", "é", "\t",
    ]
    let lines = (0..<30).map { _ in
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
    }
    let text = "{\"a\":1}\n" + lines.map { $0 + "\n" }.joined()
    try withFile(text.utf8) { path in
      let whole = try read(path: path)
      #expect(whole.rows.count + whole.rejects.count + whole.blankCount == 31, "seed \(seed)")
      let seen = whole.lines + whole.rejects.map(\.location.line)
      #expect(Set(seen).count == seen.count && seen.allSatisfy { (1...31).contains($0) })
      #expect(try read(path: path, windowBytes: 64) == whole, "seed \(seed)")
    }
  }
}
