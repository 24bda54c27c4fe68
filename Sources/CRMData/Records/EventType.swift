/// What happened, as one of the known types or a name that only the data uses.
///
/// Known types have fixed codes; custom types get codes from ``firstCustomCode`` on, in the
/// bytewise order of their names.
public struct EventType: RawRepresentable, Hashable, Sendable, Comparable {
  /// The code.
  public let rawValue: UInt8

  /// Creates a type from its code.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The known names, in the order of their codes.
  ///
  /// The list may only grow at its end.
  public static let knownNames = [
    "send", "defer", "delivered", "bounce", "drop", "suppress",
    "open", "click", "reply", "forward", "unsubscribe", "resubscribe", "preference_update",
    "complaint", "conversion",
    "page_view", "session", "site_search", "form_view", "form_submit", "download", "video_view",
    "video_complete", "chat", "product_view", "cart_add", "checkout_start", "purchase", "refund",
    "signup", "login", "product_use",
    "call", "call_attempt", "voicemail", "sms_out", "sms_in", "meeting_booked", "meeting",
    "meeting_no_show", "meeting_canceled", "note", "task",
    "webinar_invite", "webinar_register", "webinar_attend", "webinar_no_show", "event_register",
    "event_attend",
    "nps", "survey", "review",
    "list_add", "list_remove", "tag_add", "stage_change", "score_change", "field_change", "merge",
    "deal_created", "deal_stage", "deal_won", "deal_lost", "ad_click", "social", "hard_bounce",
  ]
  /// Other words that tools use; above all no withdrawal may go unnoticed for its name.
  static let aliases = [
    "unsubscribed": "unsubscribe", "opt_out": "unsubscribe", "optout": "unsubscribe",
    "opted_out": "unsubscribe", "group_unsubscribe": "unsubscribe",
    "list_unsubscribe": "unsubscribe", "spamreport": "complaint", "spam_report": "complaint",
    "spam_complaint": "complaint", "spam": "complaint", "complained": "complaint",
    "opened": "open", "clicked": "click", "replied": "reply", "sent": "send",
    "bounced": "bounce", "hardbounce": "hard_bounce",
  ]
  /// The code of the first type that only the data names.
  public static let firstCustomCode: UInt8 = 100

  /// A known type by its name.
  ///
  /// - Precondition: The name is one of ``knownNames``.
  public static func known(_ name: String) -> EventType {
    guard let code = knownNames.firstIndex(of: name) else {
      preconditionFailure("'\(name)' is not a known event type")
    }
    return EventType(rawValue: UInt8(code))
  }

  /// A message was sent.
  @inlinable public static var send: EventType { EventType(rawValue: 0) }
  /// A message arrived.
  @inlinable public static var delivered: EventType { EventType(rawValue: 2) }
  /// A message came back.
  @inlinable public static var bounce: EventType { EventType(rawValue: 3) }
  /// A message was opened.
  @inlinable public static var open: EventType { EventType(rawValue: 6) }
  /// A link was clicked.
  @inlinable public static var click: EventType { EventType(rawValue: 7) }
  /// A message was answered.
  @inlinable public static var reply: EventType { EventType(rawValue: 8) }
  /// The contact withdrew consent to a channel.
  @inlinable public static var unsubscribe: EventType { EventType(rawValue: 10) }
  /// The contact gave consent again.
  @inlinable public static var resubscribe: EventType { EventType(rawValue: 11) }
  /// The contact complained, which withdraws consent.
  @inlinable public static var complaint: EventType { EventType(rawValue: 13) }
  /// A permanent bounce: the address does not work.
  @inlinable public static var hardBounce: EventType { EventType(rawValue: 65) }
  /// A telephone call: an attempt, and a response when somebody talked.
  @inlinable public static var call: EventType { EventType(rawValue: 32) }
  /// A telephone call that nobody answered.
  @inlinable public static var callAttempt: EventType { EventType(rawValue: 33) }
  /// A call that reached the answering machine.
  @inlinable public static var voicemail: EventType { EventType(rawValue: 34) }
  /// A text message was sent.
  @inlinable public static var smsOut: EventType { EventType(rawValue: 35) }
  /// A text message came in.
  @inlinable public static var smsIn: EventType { EventType(rawValue: 36) }

  /// Orders by code.
  public static func < (left: EventType, right: EventType) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Whether the type is something the contact did, rather than something done to him or a state.
  public var isContactActivity: Bool {
    rawValue >= Self.firstCustomCode || Self.activityMask.contains(rawValue)
  }

  /// Whether the contact came by himself: visits, forms, logins, purchases.
  public var isSelfStarted: Bool { Self.selfStartedMask.contains(rawValue) }

  /// Whether the type has a date in a calendar, which exports print before it has come.
  var isScheduled: Bool { Self.scheduledMask.contains(rawValue) }

  /// Known codes as bits, so that asking costs no table.
  struct Mask {
    var low: UInt64
    var high: UInt64

    func contains(_ code: UInt8) -> Bool {
      code < 64 ? low >> UInt64(code) & 1 == 1 : code < 128 && high >> UInt64(code - 64) & 1 == 1
    }

    /// The mask of some known types.
    init(_ names: [String]) {
      low = 0
      high = 0
      for name in names {
        let code = UInt64(known(name).rawValue)
        if code < 64 { low |= 1 << code } else { high |= 1 << (code - 64) }
      }
    }
  }

  private static let selfStartedMask = Mask([
    "page_view", "session", "site_search", "form_view", "form_submit", "download", "video_view",
    "video_complete", "product_view", "cart_add", "checkout_start", "purchase", "signup", "login",
    "product_use", "webinar_attend", "chat",
  ])

  private static let scheduledMask = Mask([
    "meeting", "meeting_no_show", "meeting_canceled", "task",
  ])

  private static let activityMask = Mask([
    "open", "click", "reply", "forward", "unsubscribe", "resubscribe", "preference_update",
    "complaint", "conversion", "page_view", "session", "site_search", "form_view", "form_submit",
    "download", "video_view", "video_complete", "chat", "product_view", "cart_add",
    "checkout_start", "purchase", "refund", "signup", "login", "product_use", "call", "sms_in",
    "meeting_booked", "meeting", "meeting_no_show", "meeting_canceled", "webinar_register",
    "webinar_attend", "event_register", "event_attend", "nps", "survey", "review", "ad_click",
    "social",
  ])
}
