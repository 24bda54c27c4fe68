/// What happened, as one of the known types or a name that only the data uses.
///
/// Known types have fixed codes; custom types get codes from ``firstCustomCode`` on, in the
/// bytewise order of their names.
public struct EventType: RawRepresentable, Hashable, Sendable, Comparable {
  /// The code.
  public let rawValue: UInt8

  /// Creates a type from its code.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The known names, in the order of their codes. The order may only grow at the end.
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
  /// The code of the first type that only the data names.
  public static let firstCustomCode = 100
  /// The code that stands for every custom type beyond the 156th.
  public static let overflowCode = 255

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
  public static let send = known("send")
  /// A message was opened.
  public static let open = known("open")
  /// A link was clicked.
  public static let click = known("click")
  /// A message was answered.
  public static let reply = known("reply")
  /// The contact withdrew consent to a channel.
  public static let unsubscribe = known("unsubscribe")
  /// The contact gave consent again.
  public static let resubscribe = known("resubscribe")
  /// The contact complained, which withdraws consent.
  public static let complaint = known("complaint")
  /// A permanent bounce: the address does not work.
  public static let hardBounce = known("hard_bounce")
  /// A telephone call: an attempt, and a response when somebody talked.
  public static let call = known("call")
  /// A telephone call that nobody answered.
  public static let callAttempt = known("call_attempt")
  /// A call that reached the answering machine.
  public static let voicemail = known("voicemail")

  /// Orders by code.
  public static func < (left: EventType, right: EventType) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Whether the type is something the contact did, rather than something done to him or a state.
  public var isContactActivity: Bool { Self.contactActivity[Int(rawValue)] }

  /// Whether the contact came by himself: visits, forms, logins, purchases.
  public var isSelfStarted: Bool { Self.selfStarted[Int(rawValue)] }

  private static let selfStarted: [Bool] = flags(
    for: [
      "page_view", "session", "site_search", "form_view", "form_submit", "download", "video_view",
      "video_complete", "product_view", "cart_add", "checkout_start", "purchase", "signup",
      "login", "product_use", "webinar_attend", "chat",
    ], custom: false)

  private static let contactActivity: [Bool] = flags(
    for: [
      "open", "click", "reply", "forward", "unsubscribe", "resubscribe", "preference_update",
      "complaint", "conversion", "page_view", "session", "site_search", "form_view",
      "form_submit", "download", "video_view", "video_complete", "chat", "product_view",
      "cart_add", "checkout_start", "purchase", "refund", "signup", "login", "product_use", "call",
      "sms_in", "meeting_booked", "meeting", "meeting_no_show", "meeting_canceled",
      "webinar_register", "webinar_attend", "event_register", "event_attend", "nps", "survey",
      "review", "ad_click", "social",
    ], custom: true)

  private static func flags(for names: [String], custom: Bool) -> [Bool] {
    var flags = [Bool](repeating: false, count: 256)
    for name in names { flags[Int(known(name).rawValue)] = true }
    for code in firstCustomCode..<256 { flags[code] = custom }
    return flags
  }
}
