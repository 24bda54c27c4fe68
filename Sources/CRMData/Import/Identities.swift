import Diagnostics
import Tables

/// What the records say of each other: which became which, and which are one person.
///
/// 1. A record that was merged into another one is that one.
/// 2. A record that names another tool's identifier is that tool's record.
/// 3. Records of different tools with the same e-mail address are one person where the address is
///    unique in each of these tools.
///
/// Nothing else is guessed. Of one person's records that of a CRM stays, before that of an e-mail
/// tool and of others, then the one whose identifier is the least by its bytes.
struct Identities {
  /// For each contact the one it was merged into; itself otherwise.
  private(set) var survivors: [Int32] = []
  private(set) var report = IdentityReport()
  private var redirects: [[UInt8]: Set<[UInt8]>] = [:]
  private var links: [(contact: Int, key: [UInt8])] = []
  private var deals = KeyTable()
  private var dealContacts: [[Int]] = []
  private var sources: [Source] = []
  private var sourceOfContact: [Int16] = []

  /// A tool; the less one is the one whose records stay.
  private struct Source: Hashable {
    var kind: Int
    var name: String

    init(_ profile: Profile) {
      kind = Profile.ToolKind.allCases.firstIndex(of: profile.kind) ?? -1
      name = profile.source
    }

    func comes(before other: Source) -> Bool {
      (-kind, name) < (-other.kind, other.name)
    }
  }

  /// The number of a profile's tool.
  mutating func sourceCode(_ profile: Profile) -> Int16 {
    let source = Source(profile)
    if let code = sources.firstIndex(of: source) { return Int16(code) }
    sources.append(source)
    return Int16(sources.count - 1)
  }

  /// A contact's row came from a tool; of several tools the order of the files decides nothing.
  mutating func note(_ contact: Int, from source: Int16) {
    while sourceOfContact.count <= contact { sourceOfContact.append(-1) }
    let known = Int(sourceOfContact[contact])
    if known < 0 || sources[Int(source)].comes(before: sources[known]) {
      sourceOfContact[contact] = source
    }
  }

  /// The record `id` became the record `survivor`.
  mutating func redirect(_ id: [UInt8], to survivor: [UInt8]) {
    if id != survivor { redirects[id, default: []].insert(survivor) }
  }

  /// The contact is known to another tool by this identifier.
  mutating func link(_ contact: Int, to key: [UInt8]) { links.append((contact, key)) }

  /// The contact names a deal as its own.
  mutating func noteDeal(_ deal: UnsafeRawBufferPointer, of contact: Int) {
    let (id, isNew) = deals.insert(deal)
    if isNew { dealContacts.append([]) }
    dealContacts[id].append(contact)
  }

  /// The contacts that name a deal as their own.
  func contacts(ofDeal deal: UnsafeRawBufferPointer) -> [Int] {
    deals.find(deal).map { dealContacts[$0].map(survivor) } ?? []
  }

  func survivor(of contact: Int) -> Int {
    contact < survivors.count ? Int(survivors[contact]) : contact
  }

  /// Decides who is who; returns the records that were merged and into which, in the bytewise order
  /// of their identifiers.
  ///
  /// - Throws: `CRMDataError` when records were merged in a circle.
  mutating func resolved(
    _ ids: inout KeyTable,
    emails: AddressIndex
  ) throws -> [(contact: Int, survivor: Int)] {
    guard !redirects.isEmpty || !links.isEmpty || sources.count > 1 else { return [] }
    survivors = try redirected(&ids)
    var groups = Groups(survivors)
    let ranks = ranks(ids)
    for link in links {
      guard let other = link.key.withUnsafeBytes({ ids.find($0) }) else { continue }
      if groups.join(link.contact, other) { report.linkedByIdentifier += 1 }
    }
    joinByAddress(&groups, emails)
    survivors = groups.leaders(ranks: ranks).map { Int32($0) }
    return ids.sortedIDs().filter { survivor(of: $0) != $0 }.map { ($0, survivor(of: $0)) }
  }

  // MARK: Merged records

  /// Follows every redirect to its end; an end that nobody knows redirects nothing.
  private mutating func redirected(_ ids: inout KeyTable) throws -> [Int32] {
    var ends: [(contact: Int, end: Int)] = []
    for key in redirects.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let end = try end(of: key)
      guard let survivor = end.withUnsafeBytes({ ids.find($0) }) else { continue }
      ends.append((key.withUnsafeBytes { ids.insert($0).id }, survivor))
      report.mergedRecords += 1
    }
    report.ambiguousMerges = redirects.values.count { $0.count > 1 }
    var survivors = (0..<Int32(ids.count)).map(\.self)
    for (contact, end) in ends { survivors[contact] = Int32(end) }
    return survivors
  }

  private func end(of key: [UInt8]) throws -> [UInt8] {
    var seen: Set<[UInt8]> = []
    var current = key
    while let next = redirects[current]?.min(by: { $0.lexicographicallyPrecedes($1) }) {
      guard seen.insert(current).inserted else {
        throw CRMDataError(
          .mergeCycle,
          "\(seen.count) records were merged in a circle",
          hint: "export the merges again; each record can have become only one other"
        )
      }
      current = next
    }
    return current
  }

  // MARK: Records of several tools

  private mutating func joinByAddress(_ groups: inout Groups, _ emails: AddressIndex) {
    // What is unique is judged for all addresses before any is joined: their order is that of rows.
    for unique in emails.groups.map({ uniqueRecords(of: $0, in: groups) }) {
      for contact in unique.dropFirst() where groups.join(unique[0], contact) {
        report.linkedByEmail += 1
      }
    }
  }

  /// The people of one address, of each tool where it is unique.
  private mutating func uniqueRecords(of members: [Int], in groups: Groups) -> [Int] {
    var bySource: [Int16: Set<Int>] = [:]
    for contact in members {
      let source = contact < sourceOfContact.count ? sourceOfContact[contact] : -1
      bySource[source, default: []].insert(groups.leader(contact))
    }
    let unique = bySource.filter { $0.value.count == 1 }.compactMap(\.value.first).sorted()
    if bySource.count > 1, unique.count < bySource.count { report.ambiguousAddresses += 1 }
    return unique
  }

  /// The order in which records survive: less is better.
  private func ranks(_ ids: KeyTable) -> [Int] {
    var ranks = [Int](repeating: 0, count: ids.count)
    for (position, contact) in ids.sortedIDs().enumerated() {
      let source = contact < sourceOfContact.count ? Int(sourceOfContact[contact]) : -1
      let kind = source < 0 ? -1 : sources[source].kind
      ranks[contact] = position + (3 - kind) * ids.count
    }
    return ranks
  }

  /// Sets of records that are one person.
  private struct Groups {
    private var parents: [Int32]
    /// Records that were merged never lead.
    private let merged: [Bool]

    init(_ survivors: [Int32]) {
      parents = survivors
      merged = survivors.enumerated().map { $0 != Int($1) }
    }

    func leader(_ contact: Int) -> Int {
      var contact = contact
      while Int(parents[contact]) != contact { contact = Int(parents[contact]) }
      return contact
    }

    /// - Returns: Whether they were apart.
    mutating func join(_ left: Int, _ right: Int) -> Bool {
      let leaders = (leader(left), leader(right))
      guard leaders.0 != leaders.1 else { return false }
      parents[max(leaders.0, leaders.1)] = Int32(min(leaders.0, leaders.1))
      return true
    }

    /// For each record the one of its set that stays.
    func leaders(ranks: [Int]) -> [Int] {
      var best = [Int](repeating: -1, count: parents.count)
      for contact in parents.indices where !merged[contact] {
        let leader = leader(contact)
        if best[leader] < 0 || ranks[contact] < ranks[best[leader]] { best[leader] = contact }
      }
      return parents.indices.map { best[leader($0)] }
    }
  }
}
