public import CRMData

extension CRMSnapshot {
  /// Adds what titles, industries and sizes say on a common scale.
  ///
  /// | attribute | of | values |
  /// | --- | --- | --- |
  /// | `seniority_level` | contacts | ``Seniority`` |
  /// | `department_group` | contacts | ``Department`` |
  /// | `industry_group` | contacts, companies | ``IndustryGroup`` |
  /// | `employee_band` | contacts, companies | ``EmployeeBand`` |
  ///
  /// Each is there only where a source is. A column of seniorities or departments wins over the
  /// title. An attribute is stable where all sources are that gave it a value, and takes the place
  /// of one that has its name already. Doing it again changes nothing.
  ///
  /// - Parameter declared: names declared stable beside those of the profiles.
  /// - Complexity: O(rows); each different text is read once.
  public mutating func adoptFirmographics(stableAttributes declared: Set<String> = []) {
    guard derivedAttributes.isEmpty else { return }
    var derived: [(name: String, isOfContacts: Bool, DerivedColumn)] = []
    for plan in FirmographicPlan.all {
      if plan.isOfContacts, let column = plan.column(of: contacts.attributes) {
        derived.append((plan.name, true, column))
      }
      if plan.isOfCompanies, let column = plan.column(of: companies.attributes) {
        derived.append((plan.name, false, column))
      }
    }
    for (name, isOfContacts, column) in derived {
      if isOfContacts {
        contacts.attributes[name] = column.column
      } else {
        companies.attributes[name] = column.column
      }
    }
    let known = stableAttributes.union(declared)
    for name in Set(derived.map(\.name)) {
      let sources = derived.filter { $0.name == name }.flatMap(\.2.description.sources)
      if known.isSuperset(of: sources) {
        stableAttributes.insert(name)
      } else {
        stableAttributes.remove(name)
      }
    }
    for (name, isOfContacts, column) in derived {
      derivedAttributes[fullName(name, isOfContacts: isOfContacts)] = describe(column, isOfContacts)
    }
  }

  /// What an attribute is called among ``CRMSnapshot/attributeNames``.
  private func fullName(_ name: String, isOfContacts: Bool) -> String {
    isOfContacts || contacts.attributes[name] == nil ? name : "company.\(name)"
  }

  private func describe(_ column: DerivedColumn, _ isOfContacts: Bool) -> DerivedAttribute {
    var description = column.description
    description.sources = description.sources.map { fullName($0, isOfContacts: isOfContacts) }
    description.repeats = description.repeats.map { fullName($0, isOfContacts: isOfContacts) }
    return description
  }
}

/// An attribute on a common scale, and where it comes from.
struct DerivedColumn {
  var column: AttributeColumn
  var description: DerivedAttribute
}

/// How one attribute is made.
struct FirmographicPlan: Sendable {
  /// Columns, by their names in the exports of many tools, and how their texts are read.
  struct Source: Sendable {
    var names: [String]
    var read: @Sendable (String) -> String?
  }

  var name: String
  var isOfContacts = true
  var isOfCompanies = false
  /// The most trusted first.
  var sources: [Source]

  static let all = [
    FirmographicPlan(
      name: "seniority_level",
      sources: [
        Source(
          names: ["senioritylevel", "seniority", "jobseniority", "managementlevel", "joblevel"],
          read: { Seniority(reading: $0)?.rawValue }
        ),
        Source(names: titleNames, read: { JobTitle($0).seniority?.rawValue }),
      ]
    ),
    FirmographicPlan(
      name: "department_group",
      sources: [
        Source(
          names: [
            "departmentgroup", "department", "departments", "jobfunction", "jobdepartment",
            "jobrole",
          ],
          read: { Department(reading: $0)?.rawValue }
        ),
        Source(names: titleNames, read: { JobTitle($0).department?.rawValue }),
      ]
    ),
    FirmographicPlan(
      name: "industry_group",
      isOfCompanies: true,
      sources: [
        Source(
          names: [
            "industrygroup", "industry", "industryraw", "industryname", "companyindustry", "sector",
            "branche",
          ],
          read: { IndustryGroup(reading: $0)?.rawValue }
        )
      ]
    ),
    FirmographicPlan(
      name: "employee_band",
      isOfCompanies: true,
      sources: [
        Source(
          names: [
            "employees", "employeeband", "employeesband", "numberofemployees", "noofemployees",
            "numemployees", "employeecount", "employeerange", "companysize", "headcount",
          ],
          read: { EmployeeBand(reading: $0)?.rawValue }
        )
      ]
    ),
  ]

  private static let titleNames = ["title", "jobtitle", "position", "jobposition", "designation"]

  /// The attribute of a table; nil where there is no source.
  func column(of attributes: [String: AttributeColumn]) -> DerivedColumn? {
    let found = readings(of: attributes)
    guard let rowCount = found.map(\.column.codes.count).max() else { return nil }
    var texts = [String?](repeating: nil, count: rowCount)
    var used = [Bool](repeating: false, count: found.count)
    for row in texts.indices {
      for (index, reading) in found.enumerated() {
        guard let answer = reading.answer(at: row) else { continue }
        texts[row] = answer
        used[index] = true
        break
      }
    }
    let sources = zip(found, used).filter(\.1).map(\.0)
    guard !sources.isEmpty else { return nil }
    return DerivedColumn(
      column: AttributeColumn(texts: texts),
      description: DerivedAttribute(
        sources: sources.map(\.name),
        coverage: Double(texts.count { $0 != nil }) / Double(rowCount),
        repeats: sources.count == 1 && sources[0].saysItAlready && sources[0].name != name
          ? sources[0].name : nil
      )
    )
  }

  /// The columns that are there, each different text read once.
  private func readings(of attributes: [String: AttributeColumn]) -> [FirmographicReading] {
    let names = Dictionary(
      attributes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .map { (PlaceText.folded($0), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    return sources.flatMap { source in
      source.names.compactMap { key in
        names[key].flatMap { name in
          attributes[name].map {
            FirmographicReading(name: name, column: $0, answers: $0.levels.map(source.read))
          }
        }
      }
    }
  }
}

/// A source and what its texts say.
private struct FirmographicReading {
  let name: String
  let column: AttributeColumn
  let answers: [String?]

  func answer(at row: Int) -> String? {
    let code = row < column.codes.count ? column.code(at: row) : -1
    return code < 0 ? nil : answers[Int(code)]
  }

  /// Whether a model that looks at the source learns nothing from the answers.
  ///
  /// So it is with numbers, where the answers are a coarser scale; where each answer belongs to one
  /// text; and where all texts are common enough to have coefficients of their own.
  var saysItAlready: Bool {
    if column.isNumeric { return true }
    let different = Set(answers.compactMap(\.self))
    if !answers.contains(nil), different.count == answers.count { return true }
    var counts = [Int](repeating: 0, count: column.levels.count)
    for code in column.codes where code >= 0 { counts[Int(code)] += 1 }
    return counts.allSatisfy { $0 >= DesignEncoding.minimumLevelCount }
  }
}
