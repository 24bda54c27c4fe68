import Testing

import Features

@Suite("Industries on a common scale")
struct IndustryGroupTests {
  @Test(
    "names of tools, statistical offices and ten languages",
    arguments: [
      ("Computer Software", IndustryGroup.software), ("COMPUTER_SOFTWARE", .software),
      ("Software", .software), ("INFORMATION_TECHNOLOGY_AND_SERVICES", .itServices),
      ("Financial Services", .financialServices), ("FINANCIAL_SERVICES", .financialServices),
      ("Banking", .financialServices), ("Banca", .financialServices),
      ("Finanzdienstleistungen", .financialServices), ("银行业", .financialServices),
      ("金融業", .financialServices), ("Seguros", .insurance), ("Versicherungen", .insurance),
      ("Government", .government), ("Government Administration", .government),
      ("Öffentliche Verwaltung", .government), ("Media", .media), ("Energy", .energy),
      ("Oil & Energy", .energy), ("OIL_ENERGY", .energy), ("Utilities", .energy),
      ("Education", .education), ("Higher Education", .education), ("教育", .education),
      ("Retail", .retail), ("E-Commerce", .retail), ("Einzelhandel", .retail), ("零售业", .retail),
      ("Logistics", .logistics), ("Logistics and Supply Chain", .logistics),
      ("Real Estate", .realEstate), ("Immobilier", .realEstate), ("不動産", .realEstate),
      ("Healthcare", .healthcare), ("Hospital & Health Care", .healthcare),
      ("Gesundheitswesen", .healthcare), ("Здравоохранение", .healthcare),
      ("Manufacturing", .manufacturing), ("C - Manufacturing", .manufacturing),
      ("制造业", .manufacturing),
      ("Maschinenbau", .manufacturing), ("製造業", .manufacturing),
      ("Professional Services", .professionalServices), ("Consultoría", .professionalServices),
      ("Management Consulting", .professionalServices), ("Law Practice", .professionalServices),
      ("Not For Profit", .nonprofit), ("NON_PROFIT_ORGANIZATION_MANAGEMENT", .nonprofit),
      ("Construction", .construction), ("Bâtiment et travaux publics", .construction),
      ("Agriculture, forestry and fishing", .agriculture), ("Сельское хозяйство", .agriculture),
      ("Hostelería", .hospitality), ("Food & Beverage", .consumerGoods),
      ("Telecommunications", .telecommunications), ("Pharmaceuticals", .lifeSciences),
      ("Automotive", .automotive), ("Wholesale", .wholesale), ("Assegurances", .insurance),
      ("Varejo", .retail), ("Edilizia", .construction), ("Software Development Company", .software),
    ]
  )
  func names(text: String, expected: IndustryGroup) {
    #expect(IndustryGroup(reading: text) == expected)
    #expect(IndustryGroup(reading: " \(text.uppercased()) ") == expected)
  }

  @Test("each group reads itself", arguments: IndustryGroup.allCases)
  func groups(group: IndustryGroup) {
    #expect(IndustryGroup(reading: group.rawValue) == group)
  }

  @Test(
    "what is not understood, or speaks of two industries, is no value",
    arguments: ["", "Other", "n/a", "62.01", "Hospital insurance", "日本", "😀"]
  )
  func unknown(text: String) {
    #expect(IndustryGroup(reading: text) == nil)
  }

  @Test("no name stands for two groups")
  func contradictions() {
    var groups: [String: Set<Substring>] = [:]
    var group: Substring = ""
    for line in IndustryGroup.table.split(separator: "\n") {
      let parts = line.split(separator: ":")
      if parts.count == 2 { group = parts[0] }
      for name in (parts.last ?? "").split(separator: ",") {
        groups[IndustryGroup.key(String(name)).joined(separator: " "), default: []].insert(group)
      }
    }
    #expect(groups.filter { $0.value.count > 1 }.keys.sorted() == [])
  }
}

@Suite("Numbers of employees on a common scale")
struct EmployeeBandTests {
  @Test(
    "numbers and vendors' bands",
    arguments: [
      ("1", EmployeeBand.upTo9), ("9", .upTo9), ("10", .upTo49), ("49", .upTo49), ("50", .upTo199),
      ("199", .upTo199), ("200", .upTo999), ("999", .upTo999), ("1000", .upTo4999),
      ("4999", .upTo4999), ("5000", .from5000), ("2500000", .from5000), ("12.0", .upTo49),
      ("1,000", .upTo4999), ("1.000", .upTo4999), ("1 000", .upTo4999), ("1'000", .upTo4999),
      ("1-10", .upTo9), ("2-10", .upTo9), ("11-50", .upTo49), ("51-200", .upTo199),
      ("201-500", .upTo999), ("501-1000", .upTo999), ("1001-5000", .upTo4999),
      ("1001-5000 employees", .upTo4999), ("5,001-10,000", .from5000), ("10,001+", .from5000),
      ("1,000+", .upTo4999), ("10 to 49", .upTo49), ("5K–10K", .from5000), ("1.5k", .upTo4999),
      ("más de 500", .upTo999), ("mehr als 1.000", .upTo4999), ("plus de 5000", .from5000),
      ("<10", .upTo9), ("fewer than 10", .upTo9), ("до 10", .upTo9), ("от 50 до 199", .upTo199),
      ("１００人以上", .upTo199), ("1万人以上", .from5000), ("50—199", .upTo199), ("50 ~ 199", .upTo199),
      ("entre 200 y 999", .upTo999), ("SME", .upTo199), ("KMU", .upTo199), ("freelancer", .upTo9),
      ("5 mil", .from5000), ("200 - 999 Mitarbeiter", .upTo999),
    ]
  )
  func texts(text: String, expected: EmployeeBand) {
    #expect(EmployeeBand(reading: text) == expected)
  }

  @Test("each band reads itself", arguments: EmployeeBand.allCases)
  func bands(band: EmployeeBand) {
    #expect(EmployeeBand(reading: band.rawValue) == band)
    #expect(EmployeeBand(count: band.range.lowerBound) == band)
    #expect(EmployeeBand(count: band.range.upperBound) == band)
  }

  @Test(
    "what says no size is no value",
    arguments: [
      "", "0", "-", "unknown", "many", "500-100", "1-2-3", "0-0",
      String(repeating: "9", count: 10_000) + "-1", "😀",
    ]
  )
  func unknown(text: String) {
    #expect(EmployeeBand(reading: text) == nil)
  }

  @Test("no number of employees below one", arguments: [0, -1, 0.5, Double.nan])
  func tooFew(count: Double) {
    #expect(EmployeeBand(count: count) == nil)
  }
}
