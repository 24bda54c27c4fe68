import BatchRun
import CivilTime
import Foundation
import TestSupport
import Testing

@Suite("The report tells what past leads turned out to be worth")
struct ReportTests {
  let world: TestWorld
  let outputs: Outputs
  let page: String

  init() throws {
    world = try TestWorld.standard.get()
    outputs = try TestWorld.outputs.get()
    page = String(decoding: try #require(outputs.files["report.html"]), as: UTF8.self)
  }

  /// `conversions of leads` of each row of the table with a caption.
  private func counts(_ caption: String) throws -> [(conversions: Int, leads: Int)] {
    let start = try #require(page.range(of: "<caption>\(caption)</caption>"))
    let end = try #require(page[start.upperBound...].range(of: "</table>"))
    return page[start.upperBound..<end.lowerBound].matches(of: /<small>([\d,]+) of ([\d,]+)</).map {
      (Self.number($0.1), Self.number($0.2))
    }
  }

  private static func number(_ text: Substring) -> Int { Int(text.filter { $0 != "," }) ?? -1 }

  /// The examples and conversions that the manifest says were learned from.
  private func learned() throws -> (examples: Int, conversions: Int) {
    let model = try #require(try outputs.manifest()["conversionModel"] as? [String: Any])
    return (
      try #require(model["examples"] as? Int), try #require(model["conversions"] as? Int)
    )
  }

  @Test("bands hold every example once")
  func bands() throws {
    let bands = try counts("Conversion by band")
    #expect(bands.count == 5)
    #expect(bands.reduce(0) { $0 + $1.leads } == (try learned().examples))
    #expect(bands.reduce(0) { $0 + $1.conversions } == (try learned().conversions))
  }

  @Test("each axis of the grades holds every example once")
  func axes() throws {
    let bands = try counts("Conversion by fit letter and by engagement digit")
    for axis in [bands.prefix(3), bands.suffix(3)] {
      #expect(axis.reduce(0) { $0 + $1.leads } == (try learned().examples))
      #expect(axis.reduce(0) { $0 + $1.conversions } == (try learned().conversions))
    }
  }

  @Test("it stays small, loads nothing, and says 30 days")
  func selfContained() throws {
    #expect(page.utf8.count < 400_000)
    #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
    #expect(page.contains("convert within 30 days"))
  }

  @Test("where too few convert it shows no band")
  func fewConversions() throws {
    let folder = try TemporaryFolder()
    let header = try world.lines("conversions").header
    let rows = try world.lines("conversions").rows.prefix(5)
    let file = try folder.write(
      ([header] + rows).map { $0 + "\n" }.joined(),
      to: "conversions.csv"
    )
    let inputs = try ["companies", "contacts", "events"].map(world.path) + [file]
    let outputs = try world.run(inputs)
    let page = String(decoding: try #require(outputs.files["report.html"]), as: UTF8.self)
    #expect(page.contains("are too few to compare bands"))
    #expect(!page.contains("<caption>Conversion by band"))
  }
}
