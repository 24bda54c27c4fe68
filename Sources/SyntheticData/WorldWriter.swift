import CSV
import CivilTime

/// Writes the five files of a world.
final class WorldWriter {
  private let files: [OutputFile]
  private let companies, contacts, events, conversions, truth: CSVWriter
  private let options: WorldOptions
  private var summary = SyntheticWorld.Summary()
  private var causes = CauseTable()

  init(folder: String, options: WorldOptions) throws(CSVError) {
    self.options = options
    var files: [OutputFile] = []
    func writer(_ name: String, _ header: String) throws(CSVError) -> CSVWriter {
      let file = try OutputFile(path: "\(folder)/\(name)")
      files.append(file)
      return CSVWriter(to: file, header: header.split(separator: ",").map(String.init))
    }
    companies = try writer(
      "companies.csv",
      "company_id,name,domain,industry,employees,annual_revenue,country"
    )
    contacts = try writer(
      "contacts.csv",
      "contact_id,email,first_name,last_name,title,seniority,company_id,country,tz,lifecycle,"
        + "owner,created_at,consent_email,consent_sms,consent_phone,consent_post"
        + Self.names(
          options.causes.map { ["department", "lead_source"] + CauseTraits.junkColumns($0) }
        )
    )
    events = try writer(
      "events.csv",
      "event_id,contact_id,occurred_at,type,channel,message_id,url,is_machine,duration_s"
    )
    conversions = try writer("conversions.csv", "contact_id,converted_at,kind,value,currency")
    truth = try writer(
      "truth.csv",
      "contact_id,preferred_hour_of_week,best_channel,"
        + Channel.allCases.map { "response_\($0.name)" }.joined(separator: ",")
        + ",conversion_probability_30d"
        + Self.names(options.causes.map { _ in CauseTable.columns })
    )
    self.files = files
  }

  /// The names of more columns, each behind a comma.
  private static func names(_ columns: [String]?) -> String {
    (columns ?? []).map { ",\($0)" }.joined()
  }

  func write(_ company: Company) throws(CSVError) {
    let record = options.causes.map { _ in CompanyRecord(of: company, seed: options.seed) }
    companies.field(company.id)
    companies.field(company.name)
    companies.field(company.domain)
    companies.field(record?.hasIndustry ?? true ? company.industry.name : "")
    let hasEmployees = record?.hasEmployees ?? !company.missing.employees
    companies.field(hasEmployees ? String(company.employees) : "")
    companies.field(company.missing.revenue ? "" : String(company.annualRevenue))
    companies.field(Place.all[company.place].country)
    try companies.endRecord()
    summary.companies += 1
  }

  func write(_ life: ContactLife) throws(CSVError) {
    try writeContact(life)
    for event in life.events { try writeEvent(event, of: life.contact.id) }
    try writeConversion(life)
    try writeTruth(life)
  }

  private func writeContact(_ life: ContactLife) throws(CSVError) {
    let contact = life.contact
    let place = Place.all[contact.place]
    contacts.field(contact.id)
    contacts.field(contact.email)
    contacts.field(contact.firstName)
    contacts.field(contact.lastName)
    contacts.field(contact.causeTraits?.title ?? contact.title)
    contacts.field(contact.missing.seniority ? "" : contact.seniority.name)
    contacts.field(contact.company?.id ?? "")
    contacts.field(place.country)
    contacts.field(contact.missing.zone ? "" : place.zone)
    contacts.field(lifecycle(of: life))
    contacts.field(contact.owner)
    contacts.field(contact.createdAt.description)
    for consent in life.consents { contacts.field(consent.rawValue) }
    if let traits = contact.causeTraits {
      contacts.field(traits.department?.name ?? "")
      contacts.field(traits.leadSource?.name ?? "")
      for cell in traits.junk { contacts.field(cell) }
    }
    try contacts.endRecord()
    summary.contacts += 1
  }

  private func lifecycle(of life: ContactLife) -> String {
    if life.conversion != nil { return "customer" }
    func has(_ kinds: ContactEvent.Kind...) -> Bool {
      life.events.contains { kinds.contains($0.kind) && $0.isMachine != true }
    }
    if has(.meetingBooked) { return "opportunity" }
    if has(.formSubmit, .webinarAttend, .download) { return "mql" }
    return has(.click, .pageView, .reply) ? "lead" : "subscriber"
  }

  private func writeEvent(_ event: ContactEvent, of contactID: String) throws(CSVError) {
    summary.events += 1
    events.field("E" + padded(summary.events, width: 7))
    events.field(contactID)
    events.field(event.instant.description)
    events.field(event.kind.rawValue)
    events.field(event.channel)
    events.field(event.message)
    events.field(event.url)
    events.field(event.isMachine.map { $0 ? "true" : "false" } ?? "")
    events.field(event.durationSeconds.map(String.init) ?? "")
    try events.endRecord()
  }

  private func writeConversion(_ life: ContactLife) throws(CSVError) {
    guard let conversion = life.conversion else { return }
    conversions.field(life.contact.id)
    conversions.field(conversion.instant.description)
    conversions.field("won_deal")
    conversions.field(conversion.value, significantDigits: 12)
    conversions.field(Place.all[life.contact.place].currency)
    try conversions.endRecord()
    summary.conversions += 1
  }

  private func writeTruth(_ life: ContactLife) throws(CSVError) {
    let contact = life.contact
    let row = TruthRow(
      contact: contact.id,
      preferredHour: contact.preferredHour.map { String($0.rawValue) } ?? "",
      bestChannel: bestChannel(of: life)?.name ?? "",
      responseRates: contact.responseRates,
      probability: life.monthlyConversionProbability
    )
    guard let causeTruth = life.causeTruth else { return try write(row, nil) }
    causes.add(row, causeTruth, hasConverted: life.conversion != nil)
  }

  private func write(_ row: TruthRow, _ reasons: CauseTable.Reasons?) throws(CSVError) {
    truth.field(row.contact)
    truth.field(row.preferredHour)
    truth.field(row.bestChannel)
    for rate in row.responseRates { truth.field(rate, significantDigits: 6) }
    truth.field(row.probability, significantDigits: 6)
    if let reasons { reasons.write(to: truth) }
    try truth.endRecord()
  }

  /// The channel with the highest response rate among those with consent on the last day.
  private func bestChannel(of life: ContactLife) -> Channel? {
    Channel.allCases
      .filter {
        life.consents[$0.rawValue] == .subscribed && ($0 != .email || life.contact.hasEmail)
      }
      .max { life.contact.responseRates[$0.rawValue] < life.contact.responseRates[$1.rawValue] }
  }

  /// Puts the files in their places.
  func finish() throws(CSVError) -> SyntheticWorld.Summary {
    for (row, reasons) in causes.finished() { try write(row, reasons) }
    for file in files { try file.commit() }
    return summary
  }
}
