import CRMData
import CivilTime
import TestSupport
import Testing

@Suite struct ZoneInferenceTests {
  @Test func `Every step has its turn, in the order of certainty`() throws {
    var world = ZoneWorld()
    world.companies = ["k1,One,DE,", "k2,Two,US,TX"]
    world.add("explicit", zone: "Asia/Tokyo", country: "ES", phone: "+442079460000")
    world.add("country", country: "Spain", phone: "+442079460000")
    world.add("region", country: "USA", state: "CA", phone: "+12125550100")
    world.add("code", country: "US", zip: "60601")
    world.add("island", country: "ES", zip: "35001")
    world.add("phone", country: "US", phone: "+13035550100")
    world.add("abroad", country: "US", phone: "+442079460000")
    world.add("call", phone: "+351291555000")
    world.add("state", state: "Queensland")
    world.add("company", company: "k1")
    world.add("texan", country: "US", company: "k2")
    world.add("elsewhere", country: "US", company: "k1")
    world.add("brazil", country: "Brasil")
    world.add("nothing")
    let answers = try world.inferred()
    func expect(_ id: String, _ zone: String?, _ source: ZoneSource) {
      #expect(answers[id]?.zone == zone, "\(id)")
      #expect(answers[id]?.source == source, "\(id)")
    }
    expect("explicit", "Asia/Tokyo", .explicit)
    expect("country", "Europe/Madrid", .country)
    expect("region", "America/Los_Angeles", .region)
    expect("code", "America/Chicago", .region)
    expect("island", "Atlantic/Canary", .region)
    expect("phone", "America/Denver", .phone)
    expect("abroad", nil, .none)
    expect("call", "Atlantic/Madeira", .phone)
    expect("state", "Australia/Brisbane", .region)
    expect("company", "Europe/Berlin", .account)
    expect("texan", "America/Chicago", .account)
    expect("elsewhere", nil, .none)
    expect("brazil", "America/Sao_Paulo", .country)
    expect("nothing", nil, .none)
  }

  @Test func `Colleagues decide where enough of them agree`() throws {
    var world = ZoneWorld()
    func colleagues(_ company: String, _ zones: [String]) {
      for (index, zone) in zones.enumerated() {
        world.add("\(company)-\(index)", zone: zone, country: "US", company: company)
      }
      world.add("\(company)-open", country: "US", company: company)
    }
    let (east, west) = ("America/New_York", "America/Los_Angeles")
    colleagues("agree", [west, west, west, west])
    colleagues("tie", [west, west, east, east])
    colleagues("one", [west])
    colleagues("abroad", ["Europe/Paris", "Europe/Paris", "Europe/Paris", "Europe/Paris"])
    let answers = try world.inferred()
    #expect(answers["agree-open"]?.zone == west)
    #expect(answers["agree-open"]?.source == .account)
    for company in ["tie", "one", "abroad"] {
      #expect(answers["\(company)-open"]?.source == ZoneSource.none, "\(company)")
    }
    let tie = try #require(answers["tie-open"]?.candidates)
    #expect(abs((tie[west] ?? 0) - (tie[east] ?? 1)) < 0.2)
    #expect(answers["abroad-open"]?.candidates["Europe/Paris"] == nil)
  }

  @Test func `Without any knowledge the shares of the country's people are kept`() throws {
    var world = ZoneWorld()
    world.add("us", country: "US")
    world.add("nothing")
    let answers = try world.inferred()
    let candidates = try #require(answers["us"]?.candidates)
    #expect(candidates.max { $0.value < $1.value }?.key == "America/New_York")
    #expect(abs(candidates.values.reduce(0, +) - 1) < 0.02)
    #expect(answers["nothing"]?.zone == nil)
  }

  @Test func `Clear hours of activity tell two clocks apart`() throws {
    let (world, truth) = try ZoneWorld.office(habits: false)
    let answers = try world.inferred()
    let accepted = truth.filter { answers[$0.key]?.source == .activity }
    let right = accepted.count { answers[$0.key]?.zone == $0.value }
    #expect(accepted.count >= truth.count * 9 / 10)
    #expect(right >= accepted.count * 95 / 100)
    #expect(truth.count == 80)
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `Habits of single people are not taken for the clock`(seed: UInt64) throws {
    // Everyone has one hour: a visit at 17 UTC is no sign of a zone, however often it is repeated.
    let (world, truth) = try ZoneWorld.office(habits: true, seed: seed)
    let answers = try world.inferred()
    let accepted = truth.filter { answers[$0.key]?.source == .activity }
    let right = accepted.count { answers[$0.key]?.zone == $0.value }
    #expect(right >= accepted.count * 7 / 10, "\(right) of \(accepted.count)")
    let open = truth.filter { answers[$0.key]?.source == ZoneSource.none }
    #expect(!open.isEmpty)
    for id in open.keys {
      let candidates = try #require(answers[id]?.candidates)
      #expect(candidates.values.allSatisfy { $0 < 0.8 })
      #expect(candidates.values.reduce(0, +) > 0.9)
    }
  }

  @Test func `Only eight hours of human activity with a known time count`() throws {
    var (world, _) = try ZoneWorld.office(habits: false)
    let clock = try Zone.named("America/New_York")
    for id in ["few", "machine", "opens", "days", "burst", "enough"] {
      world.add(id, country: "US")
    }
    for day in 0..<12 {
      var local = CivilDateTime(dayNumber: 20_150 + day * 7)
      local.hour = 9
      let instant = clock.instant(of: local)
      if day < 7 { world.visit("few", at: instant) }
      world.events.append("machine,\(instant),page_view,web,1")
      world.visit("opens", at: instant, type: "open")
      world.events.append("days,\("\(local)".prefix(10)),page_view,web,0")
      world.visit("burst", at: clock.instant(of: CivilDateTime(dayNumber: 20_150)) + .minutes(day))
      world.visit("enough", at: instant)
    }
    let answers = try world.inferred()
    for id in ["few", "machine", "opens", "days", "burst"] {
      #expect(answers[id]?.source == ZoneSource.none, "\(id)")
    }
    #expect(answers["enough"]?.zone == "America/New_York")
    #expect(answers["enough"]?.source == .activity)
  }

  @Test func `Nothing later than the as-of instant has any influence`() throws {
    let (world, truth) = try ZoneWorld.office(habits: false)
    let before = try world.inferred()
    var later = world
    let honolulu = try Zone.named("Pacific/Honolulu")
    for id in truth.keys.sorted() {
      for day in 0..<100 {
        // From 2025-07-01 on.
        var local = CivilDateTime(dayNumber: 20_270 + day)
        local.hour = 9
        later.visit(id, at: honolulu.instant(of: local))
      }
    }
    for index in 0..<300 {
      later.add("new\(index)", zone: "Pacific/Honolulu", country: "US", createdAt: "2025-07-01")
    }
    #expect(try later.inferred().only(Array(truth.keys)) == before.only(Array(truth.keys)))
    #expect(try later.inferred(asOf: ZoneWorld.asOf + .days(120)) != later.inferred())
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `The order of rows does not matter`(seed: UInt64) throws {
    var (world, _) = try ZoneWorld.office(habits: true)
    for index in 0..<40 { world.add("k\(index)", country: "CA", company: "k\(index % 7)") }
    for index in 0..<60 {
      let zone = ["America/Toronto", "America/Vancouver", "America/Detroit"][index % 3]
      world.add("m\(index)", zone: zone, company: "k\(index % 7)")
    }
    let before = try world.inferred()
    var random = SplitMix(seed: seed)
    world.contacts.shuffle(using: &random)
    world.events.shuffle(using: &random)
    #expect(try world.inferred() == before)
  }

  @Test func `Zones that a contact has are never changed`() throws {
    var (world, _) = try ZoneWorld.office(habits: false)
    world.add("far", zone: "Asia/Tokyo", country: "US", state: "NY", phone: "+12125550100")
    world.add("bad", zone: "Mars/Base", country: "US", state: "NY")
    let answers = try world.inferred()
    #expect(answers["far"]?.zone == "Asia/Tokyo")
    #expect(answers["bad"]?.zone == "America/New_York")
  }

  @Test func `Every contact has exactly one source`() throws {
    let (world, _) = try ZoneWorld.office(habits: true)
    let snapshot = try imported(world.files).snapshot
    let inferred = ZoneInference().inferred(for: snapshot, asOf: ZoneWorld.asOf)
    #expect(inferred.counts.values.reduce(0, +) == snapshot.contacts.count)
    #expect(inferred.counts[.explicit] == 320)
    for contact in snapshot.contacts.order {
      #expect((inferred.zoneCodes[contact] < 0) == (inferred.sources[contact] == .none))
      #expect(inferred.sources[contact] == .none || inferred.candidates[contact] == nil)
    }
  }

  @Test func `A list without contacts to infer is left as it is`() throws {
    var world = ZoneWorld()
    world.add("a", zone: "Europe/Paris")
    let snapshot = try imported(world.files).snapshot
    let inferred = ZoneInference().inferred(for: snapshot, asOf: Instant(microseconds: .max))
    #expect(inferred.zones == snapshot.contacts.zones)
    #expect(inferred.zoneCodes == snapshot.contacts.zoneCodes)
    #expect(inferred.counts == [.explicit: 1])
  }

  @Test(arguments: [Instant(seconds: 0), Instant(microseconds: .max), Instant(microseconds: .min)])
  func `Activity far from the as-of instant tells nothing`(asOf: Instant) throws {
    let (world, truth) = try ZoneWorld.office(habits: false)
    let answers = try world.inferred(asOf: asOf)
    #expect(truth.keys.allSatisfy { answers[$0]?.source == ZoneSource.none })
  }
}
