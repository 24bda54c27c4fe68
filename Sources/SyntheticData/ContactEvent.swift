import CivilTime

/// One row of `events.csv`.
struct ContactEvent {
  /// What happened; the words are those of the file.
  enum Kind: String {
    case send, delivered, bounce, open, click, reply, unsubscribe, call, download
    case pageView = "page_view"
    case formSubmit = "form_submit"
    case webinarAttend = "webinar_attend"
    case meetingBooked = "meeting_booked"
  }

  var instant: Instant
  var kind: Kind
  var channel: String
  var message = ""
  var url = ""
  /// Nil where nobody asks.
  var isMachine: Bool?
  var durationSeconds: Int?

  /// What counts for conversions, if a person did it.
  var interest: Interest.Kind? {
    switch kind {
    case .pageView: .pageView
    case .click: isMachine == true ? nil : .click
    case .formSubmit, .download: .form
    case .webinarAttend: .webinar
    case .call: durationSeconds == 0 ? nil : .call
    case .meetingBooked: .meeting
    case .send, .delivered, .bounce, .open, .reply, .unsubscribe: nil
    }
  }
}

/// What a contact has done that makes a conversion more likely.
struct Interest {
  /// The kinds of activity, by their weight in the logit.
  enum Kind: Int, CaseIterable {
    case pageView, click, form, webinar, call, meeting

    var weight: Double {
      switch self {
      case .pageView: 0.35
      case .click: 0.60
      case .form: 1.30
      case .webinar: 1.00
      case .call: 0.50
      case .meeting: 1.70
      }
    }
  }

  var instant: Instant
  var kind: Kind
}
