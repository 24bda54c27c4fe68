import CRMData
import CivilTime
import Foundation
import TestSupport
import Testing

@Suite struct CountryTests {
  @Test(arguments: [
    ("DE", "DE"), ("deu", "DE"), ("Germany", "DE"), ("Deutschland", "DE"), ("ALLEMAGNE", "DE"),
    ("Alemania", "DE"), ("Germania", "DE"), ("Alemanha", "DE"), (" germany. ", "DE"),
    ("USA", "US"), ("U.S.A.", "US"), ("United States of America", "US"), ("États-Unis", "US"),
    ("Estados Unidos", "US"), ("EE. UU.", "US"), ("Vereinigte Staaten", "US"),
    ("UK", "GB"), ("Great Britain", "GB"), ("England", "GB"), ("Reino Unido", "GB"),
    ("España", "ES"), ("Espana", "ES"), ("Espan\u{303}a", "ES"), ("Österreich", "AT"),
    ("Oesterreich", "AT"), ("The Netherlands", "NL"), ("Holland", "NL"), ("Côte d'Ivoire", "CI"),
    ("Korea, Republic of", "KR"), ("South Korea", "KR"), ("Российская Федерация", "RU"),
    ("日本", "JP"), ("Türkiye", "TR"), ("Viet Nam", "VN"), ("Kosovo", "XK"), ("Macau", "MO"),
    ("Niger", "NE"), ("Nigeria", "NG"), ("Dominica", "DM"), ("Dominican Republic", "DO"),
    ("Guinea", "GN"), ("Equatorial Guinea", "GQ"), ("Georgia", "GE"), ("Jordan", "JO"),
  ])
  func `A country is known by its codes and by its names in many languages`(
    text: String,
    code: String
  ) {
    #expect(Country.named(text)?.code == code)
  }

  @Test(arguments: ["", " ", "X", "ZZ", "Unknown", "Europe", "N/A", "-", "Atlantis", "12", "the"])
  func `What is no country is none`(text: String) {
    #expect(Country.named(text) == nil)
  }

  @Test(arguments: [
    ("ES", "Europe/Madrid"), ("FR", "Europe/Paris"), ("PT", "Europe/Lisbon"),
    ("IN", "Asia/Kolkata"), ("CN", "Asia/Shanghai"), ("AR", "America/Argentina/Buenos_Aires"),
    ("KZ", "Asia/Almaty"), ("NZ", "Pacific/Auckland"), ("XK", "Europe/Belgrade"),
  ])
  func `A country whose people use one clock has a main zone`(code: String, zone: String) {
    #expect(Country.byCode[code]?.mainZone == zone)
  }

  @Test(arguments: ["US", "CA", "MX", "BR", "AU", "RU", "ID", "CD", "MN", "KI", "FM"])
  func `A country of several clocks has none, but shares of its people`(code: String) throws {
    let country = try #require(Country.byCode[code])
    #expect(country.mainZone == nil)
    #expect((90...110).contains(country.shares.reduce(0) { $0 + $1.percent }))
    #expect(country.shares.allSatisfy { country.zones.contains($0.zone) })
  }

  @Test func `Every zone of the table exists`() throws {
    #expect(Country.byCode.count >= 248)
    for country in Country.byCode.values {
      #expect(country.mainZone.map(country.zones.contains) ?? true)
      for zone in country.zones { #expect(ZoneName(zone).zone != nil, "\(zone)") }
    }
  }

  private static let systemTable = ZoneData.directory + "/zone.tab"

  @Test(.enabled(if: Repository.exists(systemTable), "the system has no zone.tab"))
  func `The table has every country of the system's zone data`() throws {
    let text = try String(contentsOfFile: Self.systemTable, encoding: .utf8)
    var missing: [String] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t").map(String.init)
      if Country.byCode[fields[0]]?.zones.contains(fields[2]) != true { missing.append(fields[2]) }
    }
    // A newer release may add or split a few zones; more means that the table is old.
    #expect(missing.count <= 3, "run scripts/make-zone-tables: \(missing)")
  }
}
