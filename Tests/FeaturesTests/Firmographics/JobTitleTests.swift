import Testing

import Features

/// A title and what it says, such as `director sales: Head of Sales`.
struct TitleCase: Sendable, CustomTestStringConvertible {
  let title: String
  let expected: String

  init?(_ line: Substring) {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    expected = String(line[..<colon])
    title = String(line[line.index(after: colon)...].drop { $0 == " " })
  }

  var testDescription: String { title }

  static func cases(_ table: String) -> [TitleCase] {
    table.split(separator: "\n").compactMap(TitleCase.init)
  }
}

/// What a title says, as the tables write it.
private func reading(_ title: String) -> String {
  let answer = JobTitle(title)
  return "\(answer.seniority?.rawValue ?? "-") \(answer.department?.rawValue ?? "-")"
}

@Suite("Job titles")
struct JobTitleTests {
  static let tables = [
    titlesInEnglish, titlesInSpanish, titlesInCatalan, titlesInFrench, titlesInGerman,
    titlesInItalian, titlesInPortuguese, titlesInRussian, titlesInJapanese, titlesInChinese,
  ]
  static let cases = tables.flatMap(TitleCase.cases)

  @Test("each language has at least fifty titles, of which some say nothing", arguments: tables)
  func tableSizes(table: String) {
    let cases = TitleCase.cases(table)
    #expect(cases.count == table.split(separator: "\n").count)
    #expect(Set(cases.map(\.title)).count >= 50)
    #expect(cases.contains { $0.expected == "- -" })
    #expect(cases.allSatisfy { $0.expected.split(separator: " ").count == 2 })
  }

  @Test("a title says what its table says", arguments: cases)
  func titles(example: TitleCase) {
    #expect(reading(example.title) == example.expected)
  }

  @Test("case, blanks and invisible characters do not matter", arguments: cases)
  func spelling(example: TitleCase) {
    let title = example.title
    #expect(reading(title.uppercased()) == example.expected)
    #expect(reading(title.lowercased()) == example.expected)
    #expect(reading("\t\u{A0} \(title.replacing(" ", with: " \u{3000}"))  \n") == example.expected)
    #expect(reading("\u{FEFF}" + title.map { "\($0)\u{200B}" }.joined()) == example.expected)
  }

  @Test("full-width letters are letters", arguments: TitleCase.cases(titlesInEnglish))
  func fullWidth(example: TitleCase) {
    let wide = example.title.unicodeScalars.map { scalar in
      (0x21...0x7E).contains(scalar.value)
        ? Unicode.Scalar(scalar.value + 0xFEE0).map(Character.init) ?? " " : Character(scalar)
    }
    #expect(reading(String(wide)) == example.expected)
  }

  @Test(
    "accents may be missing, apart, or written with another letter",
    arguments: [
      ("Geschäftsführerin", "c_level management"), ("Geschaftsfuhrerin", "c_level management"),
      ("Geschaeftsfuehrerin", "c_level management"),
      ("Gescha\u{308}ftsfu\u{308}hrerin", "c_level management"),
      ("President-directeur general", "c_level management"), ("Sòcia", "owner management"),
      ("Socia", "owner management"), ("So\u{300}cia", "owner management"),
      ("Dueña", "owner management"), ("Duena", "owner management"),
      ("Стажер", "intern -"), ("Стажёр", "intern -"), ("Стаже\u{308}р", "intern -"),
      ("マネージャー", "manager -"), ("マネーシ\u{3099}ャー", "manager -"), ("ﾏﾈｰｼﾞｬｰ", "manager -"),
      ("マネジャー", "manager -"), ("總經理", "c_level management"), ("销售總監", "director sales"),
    ]
  )
  func accents(title: String, expected: String) {
    #expect(reading(title) == expected)
  }

  @Test(
    "look-alikes of other alphabets are the letters that they look like",
    arguments: [
      ("Mаnаger", "manager -"), ("СЕО", "c_level management"), ("ＣＥＯ", "c_level management"),
      ("Dіrеctоr оf Sаlеs", "director sales"), ("ΜΑΝΑGΕR", "manager -"),
      ("𝐂𝐄𝐎", "c_level management"), ("𝓓𝓲𝓻𝓮𝓬𝓽𝓸𝓻", "director -"),
      ("Дирeктор", "director -"), ("Mенеджер", "individual -"),
    ]
  )
  func lookAlikes(title: String, expected: String) {
    #expect(reading(title) == expected)
  }

  @Test(
    "both genders may be written at once",
    arguments: [
      ("Director/a de Ventas", "director sales"), ("Director(a) Comercial", "director sales"),
      ("Leiter*in Marketing", "director marketing"), ("Leiter:in Marketing", "director marketing"),
      ("Leiter_in Marketing", "director marketing"), ("LeiterIn Marketing", "director marketing"),
      ("Directeur·trice des ventes", "director sales"),
      ("Chargé(e) de clientèle", "individual sales"),
      ("Vertriebsleiter (w/m/d)", "director sales"), ("Développeur H/F", "individual engineering"),
      ("Sócio(a)", "owner management"), ("Ingeniero/a", "individual engineering"),
    ]
  )
  func genders(title: String, expected: String) {
    #expect(reading(title) == expected)
  }

  @Test(
    "of several roles the highest seniority and the first department count",
    arguments: [
      ("Founder & CTO", "owner engineering"), ("CTO & Founder", "owner engineering"),
      ("Engineer / Marketing Manager", "manager engineering"),
      ("Marketing Manager, Consultant", "manager marketing"),
      ("CEO und Vertriebsleiter", "c_level management"), ("Gérant et commercial", "c_level sales"),
      ("取締役 兼 営業部長", "c_level sales"), ("Student and Founder", "owner management"),
    ]
  )
  func severalRoles(title: String, expected: String) {
    #expect(reading(title) == expected)
  }

  @Test(
    "other people's ranks and former ones do not count",
    arguments: [
      ("Assistant to the CEO and the CFO", "individual finance"),
      ("Personal Assistant to Managing Director", "individual -"),
      ("Secretaria de Dirección General", "individual -"),
      ("ex-CEO, now Consultant", "individual -"), ("CEO (former)", "- -"),
      ("Consultant (former VP Sales)", "individual -"), ("Former CEO and CFO", "- -"),
      ("Manager reporting to the CEO", "manager -"),
      ("Engineer at CEO Magazine", "individual engineering"),
      ("Chefsekretärin", "individual -"), ("社長アシスタント", "individual -"),
      ("Помощник директора по маркетингу", "individual marketing"),
    ]
  )
  func othersRanks(title: String, expected: String) {
    #expect(reading(title) == expected)
  }

  @Test(
    "text that is no title says nothing and does no harm",
    arguments: [
      "", " ", ",", "&&&//", "((((", "....", "v.", "@", "\0",
      "\u{1}\u{2}CEO\u{0}".filter { $0 != "C" },
      "😀🎉", "🇩🇪👩🏽‍💻", "1234567890", "\u{301}\u{301}", "ﾞﾟ", "゛", "R&", "&D", "\u{202E}", "\r\n",
      "ⅣⅤ", "ﷺ", String(repeating: "x", count: 10_000), String(repeating: "(", count: 10_000),
      String(repeating: "a.", count: 5_000), String(repeating: "長", count: 10_000),
      String(repeating: "& ", count: 5_000), String(repeating: "vertriebs", count: 1_000),
    ]
  )
  func noTitles(text: String) {
    #expect(reading(text) == "- -")
  }

  @Test("the end of an endless text isn't looked at")
  func endless() {
    #expect(reading("CEO" + String(repeating: " and more", count: 2_000)) == "c_level management")
    #expect(reading(String(repeating: "x ", count: 5_000) + "CEO") == "- -")
  }

  @Test("control characters and emoji part words")
  func controls() {
    #expect(reading("🚀 Head\u{0}of\u{7}Sales 🚀") == "director sales")
  }
}

@Suite("Vocabulary of job titles")
struct TitleVocabularyTests {
  @Test("no two tables understand a phrase differently, and every line says something")
  func mistakes() {
    #expect(TitleVocabulary.all.mistakes == [])
  }

  @Test("a contradiction and a line that says nothing are told")
  func contradictions() {
    let vocabulary = TitleVocabulary(
      tables: ["c_level: boss\nmanager sales: boss", "king: boss"],
      compoundTable: ""
    )
    #expect(vocabulary.mistakes.count == 2)
  }
}

@Suite("Seniorities and departments of columns")
struct SeniorityTests {
  @Test(
    "values of many tools are read",
    arguments: [
      ("Vice President", Seniority.vp), ("vp", .vp), ("c_level", .cLevel), ("C-Suite", .cLevel),
      ("CXO", .cLevel), ("Executive", .cLevel), ("owner", .owner), ("Founder", .owner),
      ("Partner", .owner), ("Director", .director), ("head", .director), ("Manager", .manager),
      ("Senior", .senior), ("Entry", .individual), ("entry-level", .individual),
      ("individual", .individual), ("Individual Contributor", .individual), ("intern", .intern),
      ("Training", .intern), ("Praktikant", .intern), ("Geschäftsführung", .cLevel),
    ]
  )
  func values(text: String, expected: Seniority) {
    #expect(Seniority(reading: text) == expected)
  }

  @Test("each level reads itself", arguments: Seniority.allCases)
  func levels(level: Seniority) {
    #expect(Seniority(reading: level.rawValue) == level)
  }

  @Test("each department reads itself", arguments: Department.allCases)
  func departments(department: Department) {
    #expect(Department(reading: department.rawValue) == department)
  }

  @Test(
    "departments of many tools are read",
    arguments: [
      ("Human Resources", Department.hr), ("Engineering & Technical", .engineering),
      ("Information Technology", .it), ("Ventas", .sales), ("Einkauf", .procurement),
      ("経理部", .finance), ("市场部", .marketing), ("Отдел продаж", .sales),
    ]
  )
  func departmentValues(text: String, expected: Department) {
    #expect(Department(reading: text) == expected)
  }

  @Test("what is not understood is no value", arguments: ["", "unknown", "n/a", "7", "-"])
  func unknown(text: String) {
    #expect(Seniority(reading: text) == nil)
    #expect(Department(reading: text) == nil)
  }

  @Test("interns stand lowest, owners highest")
  func order() {
    #expect(Seniority.allCases.sorted() == Seniority.allCases)
    #expect(Seniority.intern < .individual)
    #expect(Seniority.cLevel < .owner)
  }
}
