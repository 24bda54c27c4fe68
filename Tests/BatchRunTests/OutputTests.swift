import CRMData
import CivilTime
import Foundation
import Testing

/// What DESIGN.md section 4 promises of the tables.
@Suite("The tables hold what is promised")
struct OutputTests {
  let world: TestWorld
  let outputs: Outputs

  init() throws {
    world = try TestWorld.standard.get()
    outputs = try TestWorld.outputs.get()
  }

  @Test("A run leaves its thirteen files and nothing else")
  func files() throws {
    #expect(outputs.files.keys.sorted() == Outputs.names)
  }

  @Test(
    "The first columns of a table are fixed",
    arguments: [
      (
        "scores",
        "contact_id,probability,probability_low,probability_high,fit,engagement,grade,segment,"
          + "reasons"
      ),
      (
        "send_times",
        "contact_id,hour_of_week,local_day,local_hour,time_zone,send_at,expected_rate,rate_low,"
          + "rate_high,basis"
      ),
      ("channels", "contact_id,channel,expected_value,basis,reason"),
      ("send_plan", "contact_id,channel,send_at,local_time,time_zone,propensity,policy,reason"),
      (
        "handoff",
        "contact_id,company_id,owner,probability,probability_low,probability_high,reasons"
      ),
      (
        "accounts",
        "company_id,probability,probability_low,probability_high,contacts,engaged_contacts,reasons"
      ),
      ("suppressions", "contact_id,channel,cause,until"),
      ("rejects", "file,line,column,code,value,hint"),
    ]
  )
  func headers(table: String, columns: String) throws {
    let expected = columns.split(separator: ",").map(String.init)
    #expect(Array(try outputs.header(table).prefix(expected.count)) == expected)
  }

  @Test(
    "There is one row for each contact, in bytewise order, with every first column filled",
    arguments: [("scores", 9), ("send_times", 10), ("channels", 5)]
  )
  func oneRowEach(table: String, columns: Int) throws {
    let ids = try world.rows("contacts").compactMap { $0["contact_id"] }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let rows = try outputs.rows(table)
    #expect(rows.map { $0["contact_id"] } == ids)
    let first = try outputs.header(table).prefix(columns)
    #expect(rows.allSatisfy { row in first.allSatisfy { row[$0]?.isEmpty == false } })
  }

  @Test(
    "Probabilities lie in their intervals, points between 0 and 100",
    arguments: [
      "scores", "handoff", "accounts",
    ]
  )
  func probabilities(table: String) throws {
    let rows = try outputs.rows(table)
    #expect(!rows.isEmpty)
    for row in rows {
      let low = try row.number("probability_low")
      let middle = try row.number("probability")
      let high = try row.number("probability_high")
      #expect(0 < low && low <= middle && middle <= high && high < 1, "\(row)")
    }
    guard table == "scores" else { return }
    for row in rows {
      #expect((0...100).contains(try row.number("fit")), "\(row)")
      #expect((0...100).contains(try row.number("engagement")), "\(row)")
      let grade = try #require(row["grade"])
      #expect("ABC".contains(grade.prefix(1)) && "123".contains(grade.suffix(1)), "\(row)")
      #expect(grade.count == 2, "\(row)")
    }
  }

  @Test("Reasons are JSON, add up exactly, and their sum is the probability")
  func reasons() throws {
    for row in try outputs.rows("scores") + outputs.rows("handoff") {
      let data = Data(try #require(row["reasons"]).utf8)
      let reasons = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(Set(reasons.keys) == ["log_odds", "base", "up", "down", "other"])
      let up = try #require(reasons["up"] as? [String: NSNumber]).values.map(Self.units)
      let down = try #require(reasons["down"] as? [String: NSNumber]).values.map(Self.units)
      #expect(up.count <= 3 && up.allSatisfy { $0 > 0 }, "\(row)")
      #expect(down.count <= 3 && down.allSatisfy { $0 < 0 }, "\(row)")
      let parts = try ["base", "other"].map { try Self.units(#require(reasons[$0] as? NSNumber)) }
      let logOdds = Self.units(try #require(reasons["log_odds"] as? NSNumber))
      #expect((parts + up + down).reduce(0, +) == logOdds, "\(row)")
      // Half a printed unit of log-odds moves a probability by less than 2e-5.
      let probability = 1 / (1 + exp(-Double(logOdds) / 10_000))
      #expect(abs(probability - (try row.number("probability"))) < 2e-5, "\(row)")
    }
  }

  /// Printed numbers have at most four decimals, so that ten-thousandths are whole.
  private static func units(_ number: NSNumber) -> Int {
    Int((number.doubleValue * 10_000).rounded())
  }

  @Test("The hour of the week is the day, the hour, and the instant in the contact's zone")
  func hours() throws {
    let zones = Dictionary(
      uniqueKeysWithValues: try world.rows("contacts").map { ($0["contact_id"], $0["tz"] ?? "") }
    )
    var inferred: [String] = []
    for row in try outputs.rows("send_times") {
      let number = try #require(UInt8(row["hour_of_week"] ?? ""))
      let hour = try #require(HourOfWeek(rawValue: number))
      let days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(separator: " ")
      #expect(row["local_day"] == String(days[Int(number) / 24]))
      #expect(row["local_hour"] == String(Int(number) % 24))
      let name = try #require(row["time_zone"])
      let known = try #require(zones[row["contact_id"]])
      if known.isEmpty { inferred.append(name) } else { #expect(name == known) }
      let instant = try row.instant("send_at")
      #expect(try Zone.named(name).hourOfWeek(at: instant) == hour)
      #expect(instant > world.asOf && instant <= world.asOf + TimeSpan.days(8))
    }
    #expect(inferred.count { $0 != "UTC" } * 2 > inferred.count, "most missing zones are inferred")
  }

  @Test("Rates lie in their intervals and say what they rest on")
  func rates() throws {
    let bases: Set = ["personal", "segment", "population", "default"]
    for row in try outputs.rows("send_times") {
      let rate = try row.number("expected_rate")
      let (low, high) = (try row.number("rate_low"), try row.number("rate_high"))
      #expect(0 <= low && low <= rate && rate <= high && high <= 1, "\(row)")
      #expect(bases.contains(row["basis"] ?? ""))
    }
    for row in try outputs.rows("channels") where row["channel"] != "none" {
      // A response is worth 1 and a message costs nothing, so that the value is the rate.
      let rate = try row.number("expected_value")
      let (low, high) = (try row.number("rate_low"), try row.number("rate_high"))
      #expect(0 <= low && low <= rate && rate <= high && high <= 1, "\(row)")
      #expect(bases.contains(row["basis"] ?? ""))
    }
  }

  @Test("The manifest's rows add up, and its counts are those of the tables")
  func manifest() throws {
    let manifest = try outputs.manifest()
    let files = try #require((manifest["rows"] as? [String: Any])?["files"] as? [[String: Any]])
    #expect(files.count == TestWorld.inputNames.count)
    for file in files {
      let count = { (key: String) in file[key] as? Int ?? -1 }
      let name = URL(fileURLWithPath: file["file"] as? String ?? "").deletingPathExtension()
      #expect(count("rows") == (try world.lines(name.lastPathComponent).rows.count))
      #expect(
        count("rows")
          == count("used") + count("duplicates") + count("rejected") + count("otherRows")
      )
    }
    let contacts = try world.rows("contacts").count
    #expect(manifest["contacts"] as? Int == contacts)
    for key in ["channels", "segments"] {
      #expect((manifest[key] as? [String: Int])?.values.reduce(0, +) == contacts, "\(key)")
    }
    let plan = try outputs.rows("send_plan").count
    #expect(manifest["planned"] as? Int == plan)
    #expect((manifest["suppressed"] as? [String: Int])?.values.reduce(plan, +) == contacts)
    #expect(manifest["handedOver"] as? Int == (try outputs.rows("handoff").count))
    #expect(manifest["events"] as? Int == (try world.lines("events").rows.count))
  }

  @Test("Accounts count the contacts of each company")
  func accounts() throws {
    let companies = try world.rows("contacts").compactMap { $0["company_id"] }.filter {
      !$0.isEmpty
    }
    let expected = companies.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    let rows = try outputs.rows("accounts")
    #expect(Set(rows.compactMap { $0["company_id"] }).count == rows.count)
    for row in rows {
      let id = try #require(row["company_id"])
      #expect(row["contacts"] == String(expected[id] ?? 0), "\(row)")
      #expect(try row.number("engaged_contacts") <= Double(expected[id] ?? 0), "\(row)")
    }
    #expect(Set(expected.keys).isSubset(of: rows.compactMap { $0["company_id"] }))
  }
}
