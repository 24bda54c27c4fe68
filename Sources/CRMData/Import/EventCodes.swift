import CSV
import Tables

/// Codes of everything that events name; provisional until all files are read.
struct EventCodes {
  var types = NameCodes(
    kind: "event types",
    known: EventType.knownNames,
    aliases: EventType.aliases,
    firstCustom: Int(EventType.firstCustomCode),
    capacity: 256
  )
  var channels = NameCodes(
    kind: "channels",
    known: Channel.knownNames,
    aliases: [
      "e_mail": "email", "mail": "email", "text": "sms", "call": "phone", "letter": "post",
    ],
    firstCustom: Int(Channel.firstCustomCode),
    capacity: Channel.capacity
  )
  var messages = MessageCodes()

  /// What turns provisional codes into final ones.
  func recoding() throws(CRMDataError) -> @Sendable (Event) -> Event {
    let types = try types.finished().recode.map { EventType(rawValue: UInt8($0)) }
    let channels = try channels.finished().recode.map { Channel(rawValue: UInt8($0)) }
    let messages = messages.recode()
    return { event in
      event.recoded(
        type: types[Int(event.type.rawValue)],
        channel: channels[Int(event.channel.rawValue)],
        message: messages[Int(event.message)]
      )
    }
  }
}

/// Codes of messages: their rank by name in the lower half of the codes, or, when there are too many
/// for that, a hash of the name in the upper half.
struct MessageCodes {
  private var keys = KeyTable()
  private var hasOverflowed = false

  mutating func code(_ name: UnsafeRawBufferPointer) -> UInt32 {
    if name.isEmpty { return 0 }
    if hasOverflowed { return keys.find(name).map { UInt32($0 + 1) } ?? Self.hashCode(name) }
    let id = keys.insert(name).id
    if id + 2 == Self.half { hasOverflowed = true }
    return UInt32(id + 1)
  }

  private static let half = Event.messageCapacity / 2

  func recode() -> [UInt32] {
    var recode = (0..<UInt32(Event.messageCapacity)).map(\.self)
    if hasOverflowed {
      for id in 0..<keys.count { recode[id + 1] = keys.withBytes(of: id, Self.hashCode) }
    } else {
      for (rank, id) in keys.sortedIDs().enumerated() { recode[id + 1] = UInt32(rank + 1) }
    }
    return recode
  }

  private static func hashCode(_ name: UnsafeRawBufferPointer) -> UInt32 {
    var hash = ContentHash()
    hash.combine(name)
    return UInt32(half) + UInt32(hash.value % UInt64(half))
  }
}
