/// What makes a conversion more or less likely; each is a column of reasons in the truth.
enum Cause: String, CaseIterable {
  case industry, employees, seniority, department
  case leadSource = "lead_source"
  case pageView = "page_view"
  case click
  case formSubmit = "form_submit"
  case download
  case webinarAttend = "webinar_attend"
  case call
  case meetingBooked = "meeting_booked"
  case unsubscribe
  /// How long nothing has been heard of the contact.
  case recency = "days_since_last_activity"
  /// How long the contact has been known.
  case age = "days_since_creation"

  /// The factor of log(1 + decayed count), and its half-life in days; nil for what is no count.
  var count: (weight: Double, halfLifeDays: Double)? {
    switch self {
    case .pageView: (0.30, 14)
    case .click: (0.50, 14)
    case .formSubmit: (0.90, 60)
    case .download: (0.40, 60)
    case .webinarAttend: (0.80, 30)
    case .call: (0.40, 14)
    case .meetingBooked: (1.30, 14)
    case .unsubscribe: (-0.90, 60)
    case .industry, .employees, .seniority, .department, .leadSource, .recency, .age: nil
    }
  }

  /// The cause that an event counts for, if a person did it.
  init?(_ event: ContactEvent) {
    guard event.isByPerson else { return nil }
    switch event.kind {
    case .pageView: self = .pageView
    case .click: self = .click
    case .formSubmit: self = .formSubmit
    case .download: self = .download
    case .webinarAttend: self = .webinarAttend
    case .call: self = .call
    case .meetingBooked: self = .meetingBooked
    case .unsubscribe: self = .unsubscribe
    case .send, .delivered, .bounce, .open, .reply: return nil
    }
  }
}

extension ContactEvent {
  /// Whether the contact did it: no machine, nothing sent to him, no call that nobody answered.
  var isByPerson: Bool {
    switch kind {
    case .send, .delivered, .bounce: false
    case .call: durationSeconds != 0
    default: isMachine != true
    }
  }
}
