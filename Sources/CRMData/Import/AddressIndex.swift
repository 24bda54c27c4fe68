import Tables

/// Finds contacts by e-mail address or telephone number; what several contacts share finds nobody.
struct AddressIndex {
  /// What the addresses are.
  enum Form {
    case email, phone

    /// The text that equal addresses share: e-mail in lower case with its `+tag` and dots, a
    /// telephone number as its digits in international form.
    func key(of address: UnsafeRawBufferPointer) -> [UInt8] {
      switch self {
      case .email:
        let trimmed = address.filter { $0 != UInt8(ascii: " ") }
        if trimmed.allSatisfy({ $0 < 0x80 }) { return trimmed.map(Self.lowercased) }
        return Array(String(decoding: trimmed, as: UTF8.self).lowercased().utf8)
      case .phone:
        let digits = address.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return digits.starts(with: "00".utf8) ? Array(digits.dropFirst(2)) : digits
      }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
  }

  /// For each contact the one that it was merged into; empty before that is decided.
  var survivors: [Int32] = [] {
    didSet { owners = nil }
  }

  /// Contacts that are not there yet as of the instant: what others have as well is not theirs.
  var later: Set<Int> = [] {
    didSet { owners = nil }
  }

  private let form: Form
  private var keys = KeyTable()
  /// The number of each contact's address, or -1.
  private var addresses: [Int32] = []
  /// The only contact of each address, or a negative number; made when first asked for.
  private var owners: [Int32]?

  init(form: Form) { self.form = form }

  mutating func add(_ address: UnsafeRawBufferPointer, contact: Int) {
    owners = nil
    while addresses.count <= contact { addresses.append(-1) }
    let key = form.key(of: address)
    guard !key.isEmpty else { return }
    addresses[contact] = Int32(key.withUnsafeBytes { keys.insert($0).id })
  }

  mutating func remove(_ contact: Int) {
    owners = nil
    if contact < addresses.count { addresses[contact] = -1 }
  }

  mutating func contact(of address: UnsafeRawBufferPointer) -> Int? {
    guard keys.count > 0 else { return nil }
    let owners = owners ?? makeOwners()
    self.owners = owners
    guard let key = form.key(of: address).withUnsafeBytes({ keys.find($0) }), owners[key] >= 0
    else { return nil }
    return Int(owners[key])
  }

  /// The contacts of each address that more than one record has, merged ones as well.
  var groups: [[Int]] {
    var members: [Int32: [Int]] = [:]
    var counts = [Int](repeating: 0, count: keys.count)
    for address in addresses where address >= 0 { counts[Int(address)] += 1 }
    for (contact, address) in addresses.enumerated()
    where address >= 0 && counts[Int(address)] > 1 && !later.contains(contact) {
      members[address, default: []].append(contact)
    }
    return members.sorted { $0.key < $1.key }.map(\.value)
  }

  /// For each contact whose address others have too: those others.
  var shared: [Int: [Int]] {
    var shared: [Int: [Int]] = [:]
    for group in sharedGroups {
      for contact in group { shared[contact] = group.filter { $0 != contact } }
    }
    return shared
  }

  /// How many addresses several people share.
  var sharedCount: Int { sharedGroups.count }

  private var sharedGroups: [[Int]] {
    groups.map { Array(Set($0.map(survivor))).sorted() }.filter { $0.count > 1 }
  }

  private func survivor(of contact: Int) -> Int {
    contact < survivors.count ? Int(survivors[contact]) : contact
  }

  private func makeOwners() -> [Int32] {
    var owners = self.owners { !later.contains($0) }
    if later.isEmpty { return owners }
    for (key, owner) in self.owners(among: later.contains).enumerated()
    where owners[key] == Self.nobody { owners[key] = owner }
    return owners
  }

  private static let nobody: Int32 = -1
  private static let several: Int32 = -2

  /// For each address its only contact among some.
  private func owners(among isAmong: (Int) -> Bool) -> [Int32] {
    var owners = [Int32](repeating: Self.nobody, count: keys.count)
    for (contact, address) in addresses.enumerated() where address >= 0 && isAmong(contact) {
      let key = Int(address)
      let owner = Int32(survivor(of: contact))
      owners[key] = owners[key] == Self.nobody || owners[key] == owner ? owner : Self.several
    }
    return owners
  }

  // MARK: Roles

  /// Whether each contact's address is that of a role; empty when none is.
  func roles(count: Int) -> [Bool] {
    let isRole = roleKeys
    guard isRole.contains(true) else { return [] }
    var roles = [Bool](repeating: false, count: count)
    for (contact, address) in addresses.enumerated() where address >= 0 && isRole[Int(address)] {
      roles[survivor(of: contact)] = true
    }
    return roles
  }

  /// How many addresses are those of roles.
  var roleCount: Int { roleKeys.count(where: \.self) }

  private var roleKeys: [Bool] {
    (0..<keys.count).map { key in
      keys.withBytes(of: key) { bytes in
        Self.roleNames.find(UnsafeRawBufferPointer(rebasing: bytes.prefix { $0 != 0x40 })) != nil
      }
    }
  }

  /// Names before the @ behind which nobody in particular reads.
  private static let roleNames = KeyTable([
    "abuse", "accounting", "accounts", "admin", "administracion", "administration", "billing",
    "booking", "bookings", "buero", "büro", "careers", "commercial", "compras", "contact",
    "contacto", "contato", "enquiries", "events", "facturacion", "finance", "hello", "help",
    "helpdesk", "hola", "hostmaster", "hr", "info", "information", "inquiries", "invoices", "it",
    "jobs", "kontakt", "legal", "mail", "mailbox", "marketing", "media", "news", "newsletter",
    "no-reply", "noreply", "office", "oficina", "orders", "post", "postmaster", "presse", "press",
    "privacy", "procurement", "purchasing", "reception", "recepcion", "recruiting", "sales",
    "secretary", "secretariat", "security", "sekretariat", "service", "shop", "soporte", "staff",
    "support", "team", "tech", "ventas", "vertrieb", "verkauf", "vendas", "webmaster", "welcome",
  ])
}
