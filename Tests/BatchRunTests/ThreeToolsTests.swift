import BatchRun
import CRMData
import TestSupport
import Testing

/// Exports of a CRM, a sender and a calendar, without a word of configuration.
///
/// The expected numbers were counted in the files with Python's csv module.
@Suite("Exports of three tools together")
struct ThreeToolsTests {
  private func run(threads: Int) throws -> Manifest {
    let folder = try TemporaryFolder()
    let options = RunOptions(
      inputs: ["\(Repository.root)/datasets/three-tools"],
      outputFolder: "\(folder.path)/out",
      threads: threads
    )
    return try NightlyRun(options).run().manifest
  }

  @Test("every row of every file has a fate")
  func fates() throws {
    let manifest = try run(threads: 1)
    let rows = manifest.rows
    var fates: [String: [[Int]]] = [:]
    for file in rows.files {
      let name = String(file.file.split(separator: "/").last ?? "")
      fates[name, default: []].append([file.rows, file.used, file.rejected, file.otherRows])
    }
    #expect(fates["hubspot-companies.csv"] == [[60, 60, 0, 0]])
    #expect(fates["hubspot-contacts.csv"] == [[320, 319, 1, 0]])
    #expect(fates["hubspot-deals.csv"] == [[36, 36, 0, 0]])
    #expect(fates["calendly-events.csv"] == [[55, 55, 0, 0], [55, 55, 0, 0]])
    #expect(fates["sendgrid-activity.csv.gz"] == [[10_611, 10_571, 40, 0]])
    #expect(rows.duplicateEvents == 60, "the second export overlaps the first by 60 rows")
    #expect(
      rows.rejectsByCode == [
        "crm.damaged-id": 1, "crm.unknown-contact": 39, "crm.bad-time": 1,
      ],
      "38 rows are of the contact whose identifier is damaged, one is of nobody"
    )
    #expect(manifest.unrecognisedFiles.isEmpty)
    #expect(manifest.contacts == 319)
  }

  @Test("records, deals and zones are linked by rules that are counted")
  func links() throws {
    let manifest = try run(threads: 2)
    let identities = manifest.rows.identities
    #expect(identities.mergedRecords == 2)
    #expect(identities.roleAddresses == 8)
    let deals = try #require(manifest.rows.deals)
    #expect([deals.won, deals.lost, deals.open, deals.wonWithoutContact] == [18, 10, 8, 1])
    #expect(manifest.conversions == 17)
    let links = manifest.rows.files.reduce(into: [String: Int]()) { sums, file in
      sums.merge(file.links, uniquingKeysWith: +)
    }
    #expect(links == ["email": 10_571 + 110, "identifier": 34, "merged": 1])
    let zones = manifest.sendTime.zones
    #expect(zones.values.reduce(0, +) == 319)
    #expect((zones["explicit"] ?? 0) > 100 && (zones["country"] ?? 0) > 50)
    #expect((zones["phone"] ?? 0) > 0, "Mexican numbers stand beside no country")
  }
}
