import CivilTime

/// What the address and the telephone number of a contact or a company say of its zone.
struct Place: Hashable {
  /// The country, where it is known.
  var country: Country?
  /// The IANA name of the zone, where the place decides it.
  var zone: String?
  /// What decided; `account` where the country is the company's.
  var source = ZoneSource.none
}

/// Reads places from attributes; each combination of texts is looked up once.
struct PlaceReader {
  /// The columns that can tell, by their names in the exports of many tools.
  private struct Columns {
    let country, region, postalCode, city, phone: [AttributeColumn]

    init(_ attributes: [String: AttributeColumn], _ phones: AttributeColumn?) {
      let names = Dictionary(
        attributes.keys.sorted().map { (PlaceText.folded($0), $0) },
        uniquingKeysWith: { first, _ in first }
      )
      func columns(_ keys: [String]) -> [AttributeColumn] {
        keys.compactMap { names[$0].flatMap { attributes[$0] } }
      }
      country = columns([
        "country", "countrycode", "countryregion", "mailingcountry", "billingcountry",
      ])
      region = columns([
        "region", "state", "stateregion", "stateprovince", "province", "mailingstate",
        "mailingstateprovince", "billingstate",
      ])
      postalCode = columns([
        "postalcode", "zip", "zipcode", "zippostalcode", "postcode", "mailingpostalcode",
        "mailingzippostalcode", "billingpostalcode",
      ])
      city = columns(["city", "town", "mailingcity", "billingcity"])
      phone =
        columns([
          "phonee164", "phone", "phonenumber", "telephone", "mobile", "mobilephone",
          "mobilephonenumber", "businessphone",
        ]) + [phones].compactMap(\.self)
    }
  }

  private struct Address: Hashable {
    var country, region, postalCode, city: Int32
  }

  private let columns: Columns
  private var addresses: [Address: Place] = [:]

  init(_ attributes: [String: AttributeColumn], phones: AttributeColumn? = nil) {
    columns = Columns(attributes, phones)
  }

  /// The place of a row; empty for row -1.
  mutating func place(at row: Int) -> Place {
    guard row >= 0 else { return Place() }
    var place = address(at: row)
    if place.zone != nil { return place }
    for phone in columns.phone {
      guard let number = phone.text(at: row),
        let answer = TelephoneZones.answer(for: number, country: place.country?.code)
      else { continue }
      // A telephone from elsewhere says nothing of where its owner lives.
      if let country = place.country, answer.country != country.code { continue }
      place.country = place.country ?? answer.country.flatMap { Country.byCode[$0] }
      if let zone = answer.zone { return Place(country: place.country, zone: zone, source: .phone) }
    }
    return place
  }

  private mutating func address(at row: Int) -> Place {
    let (country, region) = (Self.cell(columns.country, row), Self.cell(columns.region, row))
    let (code, city) = (Self.cell(columns.postalCode, row), Self.cell(columns.city, row))
    let key = Address(
      country: country.code,
      region: region.code,
      postalCode: code.code,
      city: city.code
    )
    if let place = addresses[key] { return place }
    let place = Self.place(country.text, region.text, code.text, city.text)
    addresses[key] = place
    return place
  }

  /// The first filled cell of a row, with a number that stands for its text.
  private static func cell(_ columns: [AttributeColumn], _ row: Int) -> (text: String?, code: Int32)
  {
    var first: Int32 = 0
    for column in columns {
      let code = column.code(at: row)
      if code >= 0 { return (column.levels[Int(code)], first + code) }
      first += Int32(column.levels.count)
    }
    return (nil, -1)
  }

  static func place(
    _ countryText: String?,
    _ region: String?,
    _ postalCode: String?,
    _ city: String?
  ) -> Place {
    guard let country = countryText.flatMap(Country.named) else {
      guard countryText == nil, let found = region.flatMap(RegionZones.zone) else { return Place() }
      let country = Country.byCode[found.country]
      return Place(country: country, zone: found.zone, source: .region)
    }
    let zone = RegionZones.zone(
      country: country.code,
      region: region,
      postalCode: postalCode,
      city: city
    )
    if let zone { return Place(country: country, zone: zone, source: .region) }
    let main = country.mainZone
    return Place(country: country, zone: main, source: main == nil ? .none : .country)
  }
}
