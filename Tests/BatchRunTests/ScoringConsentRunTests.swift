import Foundation
import TestSupport
import Testing

@Suite("Consent to being scored, over a whole night")
struct ScoringConsentRunTests {
  @Test("Who refused is in no table but the suppressions, and changes nothing for the others")
  func asIfNeverRead() throws {
    let world = try TestWorld.standard.get()
    let (header, rows) = try world.lines("contacts")
    let refused = Set((0..<400).filter { $0 % 7 == 3 })
    let folder = try TemporaryFolder()
    let asked = try folder.write(
      ([header + ",consent_scoring"]
        + rows.enumerated().map { "\($1),\(refused.contains($0) ? "never" : "subscribed")" })
        .joined(separator: "\n") + "\n",
      to: "asked/contacts.csv"
    )
    let without = try folder.write(
      ([header + ",consent_scoring"]
        + rows.enumerated().filter { !refused.contains($0.offset) }.map { "\($1),subscribed" })
        .joined(separator: "\n") + "\n",
      to: "without/contacts.csv"
    )
    func inputs(_ contacts: String, dropping: Set<String> = []) throws -> [String] {
      try world.paths().map { path in
        if path.hasSuffix("/contacts.csv") { return contacts }
        guard !dropping.isEmpty, !path.hasSuffix("/companies.csv") else { return path }
        let name = path.hasSuffix("/events.csv") ? "events" : "conversions"
        let (header, rows) = try world.lines(name)
        let column = name == "events" ? 1 : 0
        let kept = rows.filter { !dropping.contains(String($0.split(separator: ",")[column])) }
        return try folder.write(
          ([header] + kept).joined(separator: "\n") + "\n",
          to: "without/\(name).csv"
        )
      }
    }
    let ids = rows.map { String($0.split(separator: ",")[0]) }
    let gone = Set(refused.map { ids[$0] })
    let whole = try world.run(try inputs(asked))
    let cut = try world.run(try inputs(without, dropping: gone))
    for name in ["scores", "send_times", "channels", "send_plan", "handoff", "history"] {
      let file = "\(name).csv"
      #expect(whole.files[file] == cut.files[file], "\(file)")
    }
    #expect(whole.files["model.json"] == cut.files["model.json"])
    #expect(whole.files["accounts.csv"] == cut.files["accounts.csv"])
    let causes = try whole.rows("suppressions").filter { $0["cause"] == "scoring-refused" }
    #expect(Set(causes.compactMap { $0["contact_id"] }) == gone)
    #expect(causes.allSatisfy { $0["channel"] == "all" })
    let all = try whole.rows("suppressions").compactMap { $0["contact_id"] }
    #expect(all == all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let scoring = try whole.manifest()["scoring"] as? [String: Any]
    #expect(scoring?["withoutConsent"] as? [String: Int] == ["scoring-refused": gone.count])
    #expect(try whole.manifest()["contacts"] as? Int == 400 - gone.count)
  }
}
