import BatchRun
import CivilTime
import Foundation
import SyntheticData
import TestSupport
import Testing

/// The outputs depend on the rows alone: not on threads, not on the order of rows and files.
@Suite("The same rows give the same bytes")
struct SameBytesTests {
  let world: TestWorld
  let expected: Outputs

  init() throws {
    world = try TestWorld.standard.get()
    expected = try TestWorld.outputs.get()
  }

  @Test("The world is large enough to learn from, so that the tests mean something")
  func hasModel() throws {
    let model = try #require(try expected.manifest()["conversionModel"] as? [String: Any])
    #expect(try #require(model["conversions"] as? Int) >= 20)
    #expect(try expected.rows("send_plan").count > 100)
  }

  @Test("Threads change nothing", arguments: [1, 2, 4])
  func threads(count: Int) throws {
    let outputs = try world.run(world.paths(), threads: count)
    expectSame(try outputs.comparable(), try expected.comparable())
  }

  /// 6,000 contacts fill several blocks of every stage (the largest has 2,048), 400 only one.
  @Test("The number of threads changes nothing where there are many blocks")
  func threadsOverManyBlocks() throws {
    let large = try TestWorld(WorldOptions(contacts: 6000, weeks: 6, seed: 9))
    let one = try large.run(large.paths(), threads: 1)
    let model = try #require(try one.manifest()["conversionModel"] as? [String: Any])
    #expect(try #require(model["basis"] as? String) != "rules")
    expectSame(try large.run(large.paths(), threads: 3).comparable(), try one.comparable())
  }

  @Test("The order of rows changes nothing", arguments: TestWorld.inputNames, [11, 12] as [UInt64])
  func shuffledRows(name: String, seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let (header, rows) = try world.lines(name)
    var shuffler = Shuffler(state: seed)
    let shuffled = rows.shuffled(using: &shuffler)
    try #require(shuffled != rows)
    // The same name, because files are reported by name.
    let copy = try folder.write(
      ([header] + shuffled).joined(separator: "\n") + "\n",
      to: "\(name).csv"
    )
    let inputs = try world.paths().map { $0.hasSuffix("/\(name).csv") ? copy : $0 }
    let outputs = try world.run(inputs)
    try expectSameButForFolders(outputs, isSplitAlike: false)
  }

  @Test("The order in which files are named changes nothing")
  func reversedFiles() throws {
    let outputs = try world.run(world.paths().reversed())
    expectSame(try outputs.comparable(), try expected.comparable())
  }

  @Test("A folder is read as the files in it")
  func folder() throws {
    let folder = try TemporaryFolder()
    for name in TestWorld.inputNames {
      try FileManager.default.copyItem(
        atPath: world.path(name),
        toPath: "\(folder.path)/\(name).csv"
      )
    }
    let outputs = try world.run([folder.path])
    try expectSameButForFolders(outputs, isSplitAlike: false)
  }

  @Test("How the rows are cut into files changes nothing", arguments: TestWorld.inputNames)
  func splitFiles(name: String) throws {
    let folder = try TemporaryFolder()
    let (header, rows) = try world.lines(name)
    let half = rows.count / 2
    // The later half gets the earlier name.
    let parts = [("b", rows[..<half]), ("a", rows[half...])]
    let halves = try parts.map { part, rows in
      try folder.write(([header] + rows).joined(separator: "\n") + "\n", to: "\(part)-\(name).csv")
    }
    let inputs = try world.paths().filter { !$0.hasSuffix("/\(name).csv") } + halves
    try expectSameButForFolders(try world.run(inputs), isSplitAlike: false)
  }

  @Test("The written configuration is the defaults")
  func template() throws {
    let folder = try TemporaryFolder()
    try ConfigurationTemplate.write(to: "\(folder.path)/leadtime.yaml")
    #expect(try folder.read("leadtime.yaml") == ConfigurationTemplate.text)
    let outputs = try world.run(world.paths(), configuration: "\(folder.path)/leadtime.yaml")
    var (left, right) = (try outputs.comparable(), try expected.comparable())
    // The manifest holds the digest of the file.
    #expect(try outputs.manifest()["configuration"] != nil)
    (left["manifest.json"], right["manifest.json"]) = (nil, nil)
    expectSame(left, right)
  }

  private func expectSameButForFolders(_ outputs: Outputs, isSplitAlike: Bool) throws {
    expectSame(
      try outputs.comparable(isSplitAlike: isSplitAlike),
      try expected.comparable(isSplitAlike: isSplitAlike)
    )
  }
}

/// Nothing from after the as-of instant may influence what is said.
@Suite("What comes after the as-of instant changes nothing")
struct AsOfTests {
  @Test("Later events, conversions and contacts change no table and no model")
  func laterRows() throws {
    let world = try TestWorld.standard.get()
    let folder = try TemporaryFolder()
    let later = [
      "events": [
        "Z1,C000001,2025-07-02T10:00:00Z,unsubscribe,email,,,,",
        "Z2,C000002,2025-07-02T10:00:00Z,unsubscribe,sms,,,,",
        "Z3,C000003,2025-07-02T10:00:00Z,meeting_booked,phone,,,,",
        "Z4,C000004,2025-07-02T10:00:00Z,download,web,,,,",
        "Z5,C000005,2025-06-30T00:00:00.001Z,send,email,,,,",
        "Z6,LATER1,2025-07-03T10:00:00Z,page_view,web,,,,9",
      ],
      "conversions": ["C000006,2025-07-04T10:00:00Z,won_deal,5,EUR"],
      "contacts": [
        "LATER1,l@x.example,Lee,Late,Chief of all,c_level,A00001,GB,Asia/Kolkata,lead,,"
          + "2025-07-01T00:00:00Z,subscribed,subscribed,subscribed,subscribed"
      ],
    ]
    var inputs: [String] = []
    for name in TestWorld.inputNames {
      let (header, rows) = try world.lines(name)
      let text = ([header] + rows + (later[name] ?? [])).joined(separator: "\n")
      inputs.append(try folder.write(text + "\n", to: "\(name).csv"))
    }
    let outputs = try world.run(inputs)
    var (left, right) = (outputs.files, try TestWorld.outputs.get().files)
    // The manifest, and the report with it, counts the rows that were read.
    for name in ["manifest.json", "report.html", "timings.json"] {
      (left[name], right[name]) = (nil, nil)
    }
    expectSame(left, right)
    #expect(try outputs.manifest()["laterContacts"] as? Int == 1)
  }
}
