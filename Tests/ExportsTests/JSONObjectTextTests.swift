import Exports
import Foundation
import TestSupport
import Testing

@Suite("JSON objects as text")
struct JSONObjectTextTests {
  @Test("Members that are not ours stay as they were written, in their order")
  func untouched() throws {
    let text =
      #"{"z" : 1.50, "a":12345678901234567890,"u":"é\n", "o": {"a" : [1,  2.0]} ,"b":1E+2}"#
    let object = try #require(JSONObjectText(text))
    #expect(
      object.replacing([("new", "1")])
        == #"{"z" : 1.50,"a":12345678901234567890,"u":"é\n","o": {"a" : [1,  2.0]},"b":1E+2,"new":1}"#
    )
  }

  @Test("Members that are ours are replaced where they stand, however their names are escaped")
  func replaced() throws {
    let object = try #require(JSONObjectText(#"{"fit":1,"x":2,"\u0068our":"9"}"#))
    #expect(
      object.replacing([("hour", "16"), ("fit", "87"), ("new", "true")])
        == #"{"fit":87,"x":2,"hour":16,"new":true}"#
    )
    let twice = try #require(JSONObjectText(#"{"fit":1,"x":2,"fit":3}"#))
    #expect(twice.replacing([("fit", "87")]) == #"{"fit":87,"x":2}"#)
  }

  @Test("An empty object takes what is new", arguments: ["{}", " { } ", "{\n}"])
  func empty(text: String) throws {
    #expect(try #require(JSONObjectText(text)).replacing([("a", "1")]) == #"{"a":1}"#)
  }

  @Test(
    "What is no JSON object is refused",
    arguments: [
      "", "null", "[]", "1", "\"a\"", "{", "}", "{]", "{a:1}", "{'a':1}", "{\"a\"}", "{\"a\":}",
      "{\"a\":1,}", "{,}", "{\"a\":1 \"b\":2}", "{\"a\":1}x", "{\"a\":1}{}", "{\"a\":01}",
      "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":1e}", "{\"a\":-}", "{\"a\":tru}",
      "{\"a\":NaN}", "{\"a\":\"\n\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":\"}",
      "{\"a\":[1,]}", "{\"a\":[1 2]}", "{\"a\":{\"b\"}}", "{\"a\":[}", "{1:2}",
    ]
  )
  func refused(text: String) { #expect(JSONObjectText(text) == nil) }

  @Test("Depth is bounded, so that no cell can exhaust the stack")
  func depth() {
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(JSONObjectText(nested(128)) != nil)
    #expect(JSONObjectText(nested(129)) == nil)
    #expect(JSONObjectText(nested(1_000_000)) == nil)
  }

  @Test(
    "A text becomes a JSON string that reads back as it was",
    arguments: ["", "a", "\"\\/", "\n\r\t", "\u{0}\u{1F}", "é🚀\u{301}", "\u{2028}"]
  )
  func quoted(text: String) throws {
    let json = JSONObjectText.quoted(text)
    #expect(try JSONDecoder().decode(String.self, from: Data(json.utf8)) == text)
  }

  @Test("A name may begin with a combining mark")
  func combiningMark() throws {
    let object = try #require(JSONObjectText("{\"\u{301}a\":1}"))
    #expect(object.names.map { Array($0.unicodeScalars) } == [Array("\u{301}a".unicodeScalars)])
    #expect(object.value("\u{301}a") == "1")
  }

  @Test("A merge keeps every other member, as Foundation reads it", arguments: UInt64(1)...30)
  func property(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let values = ["1", "-2.50", "\"x,\\\"y\"", "null", "true", "[1,{\"a\":2}]", "{\"b\":[]}"]
    let names = (0..<random.integer(below: 8)).map { "k\($0)" }
    let members = names.map { "\"\($0)\" : \(random.element(of: values))" }
    let text = "{" + members.joined(separator: " , ") + "}"
    let merged = try #require(JSONObjectText(text)).replacing([("k2", "7"), ("new", "\"n\"")])
    func object(_ text: String) throws -> [String: NSObject] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: NSObject])
    }
    var expected = try object(text)
    expected["k2"] = NSNumber(value: 7)
    expected["new"] = NSString(string: "n")
    #expect(try object(merged) == expected)
    #expect(
      try #require(JSONObjectText(merged)).names == names + (names.contains("k2") ? [] : ["k2"]) + [
        "new"
      ]
    )
  }
}
