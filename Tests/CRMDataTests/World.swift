import TestSupport

/// A small list with everything in it: duplicates, rejects, custom types, several versions.
struct World {
  var contacts: [String] = []
  var companies: [String] = []
  var events: [String] = []
  var sends: [String] = []
  var conversions: [String] = []

  static let contactHeader =
    "contact_id,email,company_id,tz,created_at,updated_at,owner,consent_email,consent_sms,origin,age"
  static let eventHeader =
    "event_id,contact_id,occurred_at,type,channel,message_id,url,is_machine,duration_s,bounce_class"

  init(seed: UInt64) {
    var random = SplitMix(seed: seed)
    companies = (0..<8).map {
      "k\($0),Company \($0),\(["Software", "Retail", ""][$0 % 3]),\($0 * 90)"
    }
    companies += ["k1,Company 1,Software,90", "k2,Company 2b,Retail,180", ",Nobody,Retail,1"]
    let zones = ["Europe/Madrid", "Asia/Kolkata", ""]
    for index in 0..<60 {
      let versions = 1 + random.integer(below: 3) / 2
      for version in 0..<versions {
        contacts.append(
          "c\(index),p\(index)@x.org,k\(random.integer(below: 8)),\(random.element(of: zones)),"
            + "2024-01-0\(1 + index % 9),2024-05-0\(version + 1),owner\(index % 4),"
            + "\(random.element(of: ["subscribed", "never", ""])),"
            + "\(random.element(of: ["true", "false"])),origin\(version)\(index % 5),\(index)"
        )
      }
    }
    contacts += [contacts[0], contacts[7], ",nobody@x.org,,,,,,,,,", "bad,,,,tomorrow,,,,,,"]
    let types = ["open", "click", "page_view", "call", "bounce", "zebra", "apple", "Ärger", "send"]
    let channels = ["email", "", "phone", "fax", "carrier pigeon"]
    for index in 0..<600 {
      events.append(
        "e\(index),c\(random.integer(below: 62)),2024-0\(1 + random.integer(below: 6))-1"
          + "\(random.integer(below: 10))T1\(random.integer(below: 10)):00:00Z,"
          + "\(random.element(of: types)),\(random.element(of: channels)),"
          + "m\(random.integer(below: 20)),/page\(random.integer(below: 5)),"
          + "\(random.element(of: ["0", "1", "", "perhaps"])),\(random.element(of: ["0", "2.5", ""])),"
          + random.element(of: ["hard", "soft", ""])
      )
    }
    events += events[..<40]
    events += [
      "x1,c1,yesterday,open,,,,,,", "x2,c1,2024-01-01,,,,,,,", "x3,c1,2024-01-01,call,,,,,x,",
    ]
    for index in 0..<120 {
      sends.append(
        "s\(index),c\(random.integer(below: 60)),email,m\(random.integer(below: 20)),"
          + "2024-03-0\(1 + random.integer(below: 9)) 09:30:00+01:00"
      )
    }
    sends += sends[..<10]
    for index in 0..<25 {
      conversions.append("c\(index),2024-0\(2 + random.integer(below: 5))-01T00:00:00Z,10")
    }
    conversions += [conversions[0], "c30,2023-01-01,5", "nobody,2024-06-01,5", "c31,,5"]
  }

  /// The tables as one file each.
  var files: [CSVText] {
    [
      CSVText("companies.csv", "company_id,name,industry,employees", companies),
      CSVText("contacts.csv", Self.contactHeader, contacts),
      CSVText("conversions.csv", "contact_id,converted_at,value", conversions),
      CSVText("events.csv", Self.eventHeader, events),
      CSVText("sends.csv", "send_id,contact_id,channel,message_id,sent_at", sends),
    ]
  }
}
