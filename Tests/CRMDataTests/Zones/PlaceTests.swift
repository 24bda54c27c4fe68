import CRMData
import CivilTime
import Testing

@Suite struct RegionZonesTests {
  @Test(arguments: [
    ("US", "CA", "America/Los_Angeles"), ("US", "California", "America/Los_Angeles"),
    ("US", "US-TX", "America/Chicago"), ("US", "new york", "America/New_York"),
    ("US", "State of Colorado", "America/Denver"), ("US", "Arizona", "America/Phoenix"),
    ("US", "N.Y.", "America/New_York"), ("US", "PR", "America/Puerto_Rico"),
    ("CA", "Québec", "America/Toronto"), ("CA", "BC", "America/Vancouver"),
    ("CA", "Newfoundland and Labrador", "America/St_Johns"), ("CA", "CA-SK", "America/Regina"),
    ("AU", "Queensland", "Australia/Brisbane"), ("AU", "WA", "Australia/Perth"),
    ("AU", "NT", "Australia/Darwin"), ("CA", "NT", "America/Edmonton"),
    ("BR", "São Paulo", "America/Sao_Paulo"), ("BR", "AM", "America/Manaus"),
    ("MX", "Baja California", "America/Tijuana"), ("MX", "Baja California Sur", "America/Mazatlan"),
    ("MX", "Quintana Roo", "America/Cancun"), ("RU", "Свердловская область", "Asia/Yekaterinburg"),
    ("RU", "Primorsky Krai", "Asia/Vladivostok"), ("ID", "Bali", "Asia/Makassar"),
    ("ES", "Las Palmas", "Atlantic/Canary"), ("PT", "Açores", "Atlantic/Azores"),
    ("FR", "La Réunion", "Indian/Reunion"), ("CD", "Haut-Katanga", "Africa/Lubumbashi"),
  ])
  func `A state or province has a zone`(country: String, region: String, zone: String) {
    #expect(
      RegionZones.zone(country: country, region: region, postalCode: nil, city: nil) == zone
    )
  }

  @Test(arguments: [
    ("US", "TN"), ("US", "Kentucky"), ("US", "Indiana"), ("US", "ID"), ("US", "SD"), ("US", "ND"),
    ("CA", "Nunavut"), ("US", "Ontario"), ("US", "Bavaria"), ("DE", "Bayern"), ("ZZ", "CA"),
    ("US", ""), ("RU", "Sakha"), ("MX", "Chihuahua"),
  ])
  func `A region of two clocks or of another country has none`(country: String, region: String) {
    #expect(RegionZones.zone(country: country, region: region, postalCode: nil, city: nil) == nil)
  }

  @Test(arguments: [
    ("US", "10001", "America/New_York"), ("US", "60601-1234", "America/Chicago"),
    ("US", "80202", "America/Denver"), ("US", "85001", "America/Phoenix"),
    ("US", "94103", "America/Los_Angeles"), ("US", "96801", "Pacific/Honolulu"),
    ("US", "37201", "America/Chicago"), ("US", "37902", "America/New_York"),
    ("US", "32501", "America/Chicago"), ("US", "33101", "America/New_York"),
    ("US", "79901", "America/Denver"), ("US", "46601", "America/New_York"),
    ("US", "46320", "America/Chicago"), ("US", "57701", "America/Denver"),
    ("US", "83814", "America/Los_Angeles"), ("US", "83702", "America/Denver"),
    ("US", "99546", "America/Adak"), ("US", "00901", "America/Puerto_Rico"),
    ("CA", "M5V 2T6", "America/Toronto"), ("CA", "v6b 1a1", "America/Vancouver"),
    ("CA", "P9N 1A1", "America/Winnipeg"), ("CA", "A1C", "America/St_Johns"),
    ("AU", "2000", "Australia/Sydney"), ("AU", "0800", "Australia/Darwin"),
    ("AU", "2880", "Australia/Broken_Hill"), ("BR", "01310-100", "America/Sao_Paulo"),
    ("BR", "69005-010", "America/Manaus"), ("MX", "22000", "America/Tijuana"),
    ("RU", "620014", "Asia/Yekaterinburg"), ("ES", "35001", "Atlantic/Canary"),
    ("PT", "9500-150", "Atlantic/Azores"), ("PT", "9000-001", "Atlantic/Madeira"),
    ("FR", "97400", "Indian/Reunion"), ("ID", "80361", "Asia/Makassar"),
  ])
  func `A postal code has a zone`(country: String, code: String, zone: String) {
    #expect(RegionZones.zone(country: country, region: nil, postalCode: code, city: nil) == zone)
  }

  @Test(arguments: [
    ("US", "2139"), ("US", "37301"), ("US", "49801"), ("US", "ABCDE"), ("US", ""),
    ("ES", "8001"), ("ES", "28001"), ("FR", "75001"), ("BR", "1310100"), ("GB", "SW1A 1AA"),
  ])
  func `A code of two clocks, a wrong one and one that lost its zeros have none`(
    country: String,
    code: String
  ) {
    #expect(RegionZones.zone(country: country, region: nil, postalCode: code, city: nil) == nil)
  }

  @Test func `The postal code goes before the state, unless they contradict each other`() {
    func zone(_ state: String, _ code: String) -> String? {
      RegionZones.zone(country: "US", region: state, postalCode: code, city: nil)
    }
    #expect(zone("FL", "32501") == "America/Chicago")
    #expect(zone("TX", "79901") == "America/Denver")
    #expect(zone("TN", "37902") == "America/New_York")
    #expect(zone("CA", "10001") == nil)
    #expect(zone("CA", "nonsense") == "America/Los_Angeles")
    #expect(zone("Nowhere", "10001") == "America/New_York")
    // The upper peninsula's codes are shared; the rest of the state is not asked then.
    #expect(zone("MI", "49801") == nil)
  }

  @Test func `A city counts where a zone is named for it and no region is given`() {
    func zone(_ country: String, _ region: String?, _ city: String) -> String? {
      RegionZones.zone(country: country, region: region, postalCode: nil, city: city)
    }
    #expect(zone("AU", nil, "Sydney") == "Australia/Sydney")
    #expect(zone("US", nil, "los angeles") == "America/Los_Angeles")
    #expect(zone("RU", nil, "Vladivostok") == "Asia/Vladivostok")
    #expect(zone("CA", nil, "Sydney") == nil)
    // There is a Petersburg in Virginia too.
    #expect(zone("US", nil, "Petersburg") == nil)
    #expect(zone("US", "TN", "New York") == nil)
  }

  @Test func `Without a country only names that one country has count`() {
    #expect(RegionZones.zone(region: "California")?.zone == "America/Los_Angeles")
    #expect(RegionZones.zone(region: "Queensland")?.country == "AU")
    #expect(RegionZones.zone(region: "CA") == nil)
    #expect(RegionZones.zone(region: "Amazonas")?.country == "BR")
    #expect(RegionZones.zone(region: "") == nil)
  }
}

@Suite struct TelephoneZonesTests {
  @Test(arguments: [
    ("+34 912 345 678", "ES", "Europe/Madrid"), ("+34 922 34 56 78", "ES", "Atlantic/Canary"),
    ("0034 912 345 678", "ES", "Europe/Madrid"), ("+49 (0)30 123456", "DE", "Europe/Berlin"),
    ("+44 20 7946 0000", "GB", "Europe/London"), ("+1 212 555 0100", "US", "America/New_York"),
    ("+1-312-555-0100", "US", "America/Chicago"), ("+13035550100", "US", "America/Denver"),
    ("+1 (602) 555-0100", "US", "America/Phoenix"),
    ("+1 310 555 0100", "US", "America/Los_Angeles"),
    ("+1 808 555 0100", "US", "Pacific/Honolulu"), ("+1 416 555 0100", "CA", "America/Toronto"),
    ("+1 604 555 0100", "CA", "America/Vancouver"),
    ("+1 787 555 0100", "PR", "America/Puerto_Rico"),
    ("+1 876 555 0100", "JM", "America/Jamaica"), ("+7 495 000 00 00", "RU", "Europe/Moscow"),
    ("+7 423 200 00 00", "RU", "Asia/Vladivostok"), ("+7 727 200 00 00", "KZ", "Asia/Almaty"),
    ("+7 701 200 00 00", "KZ", "Asia/Almaty"), ("+61 2 5550 0000", "AU", "Australia/Sydney"),
    ("+61 8 9555 0000", "AU", "Australia/Perth"), ("+61 8 8955 0000", "AU", "Australia/Darwin"),
    ("+61 8 8255 0000", "AU", "Australia/Adelaide"),
    ("+55 11 95555 0000", "BR", "America/Sao_Paulo"),
    ("+55 92 95555 0000", "BR", "America/Manaus"), ("+62 361 555000", "ID", "Asia/Makassar"),
    ("+351 291 555 000", "PT", "Atlantic/Madeira"), ("+262 639 55 50 00", "YT", "Indian/Mayotte"),
    ("+262 262 55 50 00", "RE", "Indian/Reunion"), ("+91 98 5550 0000", "IN", "Asia/Kolkata"),
  ])
  func `An international number has a country and a zone`(
    number: String,
    country: String,
    zone: String
  ) throws {
    let answer = try #require(TelephoneZones.answer(for: number, country: nil))
    #expect(answer.country == country)
    #expect(answer.zone == zone)
  }

  @Test(arguments: [
    ("+7 916 000 00 00", "RU"), ("+61 412 345 678", "AU"), ("+62 812 3456 7890", "ID"),
    ("+1 270 555 0100", "US"), ("+1 867 555 0100", "CA"),
  ])
  func `A mobile or shared area has a country only, where it has several clocks`(
    number: String,
    country: String
  ) throws {
    let answer = try #require(TelephoneZones.answer(for: number, country: nil))
    #expect(answer.country == country)
    #expect(answer.zone == nil)
  }

  @Test(arguments: [
    ("(212) 555-0100", "US", "America/New_York"), ("1-312-555-0100", "US", "America/Chicago"),
    ("604 555 0100", "CA", "America/Vancouver"), ("011 34 912 345 678", "US", "Europe/Madrid"),
    ("(02) 5550 0000", "AU", "Australia/Sydney"), ("8 495 000-00-00", "RU", "Europe/Moscow"),
    ("(92) 5555-0000", "BR", "America/Manaus"), ("030 123456", "DE", "Europe/Berlin"),
  ])
  func `A national number is read by the plan of its country`(
    number: String,
    country: String,
    zone: String
  ) {
    #expect(TelephoneZones.answer(for: number, country: country)?.zone == zone)
  }

  @Test(arguments: [
    "", "+", "555-0100", "+1 800 555 0100", "+1 999 555 0100", "+999 123 4567", "unknown",
    "+882 12 345 678", "++++++++", "0",
  ])
  func `A number that belongs to no place tells nothing`(number: String) {
    #expect(TelephoneZones.answer(for: number, country: nil) == nil)
  }

  @Test func `Every zone of the tables exists`() {
    for number in 200...999 {
      guard let answer = TelephoneZones.answer(for: "+1\(number)5550100", country: nil) else {
        continue
      }
      #expect(answer.zone.map { ZoneName($0).zone != nil } ?? true)
      #expect(answer.country.flatMap { Country.byCode[$0] } != nil)
    }
    for prefix in 20...99 {
      let answer = TelephoneZones.answer(for: "+\(prefix)15550100", country: nil)
      #expect(answer?.country.map { Country.byCode[$0] != nil } ?? true)
    }
  }
}
