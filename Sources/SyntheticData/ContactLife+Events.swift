import CivilTime
import Statistics

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// What follows from a message or a visit.
extension ContactLife {
  /// Sends this week's message of a channel.
  mutating func send(
    on channel: Channel,
    at instant: Instant,
    week: Int,
    _ stream: inout RandomStream
  ) {
    let message = "\(channel.name)-\(week + 1)\(stream.bernoulli(0.5) ? "a" : "b")"
    switch channel {
    case .email: sendEmail(message, at: instant, &stream)
    case .sms: sendSMS(message, at: instant, &stream)
    case .phone: call(at: instant, &stream)
    case .post: sendLetter(message, at: instant, &stream)
    }
  }

  private mutating func sendEmail(
    _ message: String,
    at instant: Instant,
    _ stream: inout RandomStream
  ) {
    func event(_ kind: ContactEvent.Kind, _ instant: Instant, isMachine: Bool? = nil)
      -> ContactEvent
    {
      ContactEvent(
        instant: instant,
        kind: kind,
        channel: "email",
        message: message,
        isMachine: isMachine
      )
    }
    note(event(.send, instant))
    if stream.bernoulli(0.015) {
      note(event(.bounce, instant + .seconds(stream.integer(in: 1...90))))
      return
    }
    let delivered = instant + .seconds(stream.integer(in: 1...30))
    note(event(.delivered, delivered))
    if contact.fetchesImages, stream.bernoulli(0.9) {
      let wait = min(Int(stream.exponential(rate: 1 / 40)), 600)
      note(event(.open, delivered + .seconds(wait), isMachine: true))
    }
    if contact.followsLinks, stream.bernoulli(0.8) {
      note(event(.click, delivered + .seconds(stream.integer(in: 0...4)), isMachine: true))
    }
    guard responds(to: .email, at: instant, &stream) else {
      if stream.bernoulli(0.002) {
        unsubscribe(
          from: .email,
          message: message,
          at: delivered + .minutes(stream.integer(in: 1...600))
        )
      }
      return
    }
    // Half of the people read within 40 minutes, and nobody after 22 hours.
    let wait = exp(stream.normal(mean: log(2_400), standardDeviation: 1.1))
    let read = delivered + .seconds(Int(min(max(wait, 15), 79_200)))
    if !contact.fetchesImages { note(event(.open, read, isMachine: false)) }
    if contact.fetchesImages || stream.bernoulli(0.4) {
      let clicked = read + .seconds(stream.integer(in: 3...120))
      var click = event(.click, clicked, isMachine: false)
      click.url = stream.element(of: Vocabulary.pages)
      note(click)
      if stream.bernoulli(0.7) {
        browse(click.url, at: clicked + .seconds(2), pages: 1, &stream)
      }
    }
    if stream.bernoulli(0.03) {
      note(event(.reply, read + .minutes(stream.integer(in: 2...60))))
    }
    if stream.bernoulli(0.01) {
      unsubscribe(
        from: .email,
        message: message,
        at: read + .seconds(stream.integer(in: 5...120))
      )
    }
  }

  private mutating func sendSMS(
    _ message: String,
    at instant: Instant,
    _ stream: inout RandomStream
  ) {
    func event(_ kind: ContactEvent.Kind, _ instant: Instant) -> ContactEvent {
      ContactEvent(instant: instant, kind: kind, channel: "sms", message: message)
    }
    note(event(.send, instant))
    if stream.bernoulli(0.015) {
      note(event(.bounce, instant + .seconds(stream.integer(in: 1...30))))
      return
    }
    note(event(.delivered, instant + .seconds(stream.integer(in: 1...8))))
    guard responds(to: .sms, at: instant, &stream) else { return }
    let wait = min(20 + stream.exponential(rate: 1 / 1_200), 79_200)
    let read = instant + .seconds(Int(wait))
    if stream.bernoulli(0.02) {
      unsubscribe(from: .sms, message: message, at: read + .seconds(1))
    }
    note(event(.reply, read))
  }

  /// Calls; the call is itself the attempt, and it lasts no time when nobody answers.
  private mutating func call(at instant: Instant, _ stream: inout RandomStream) {
    let isAnswered = responds(to: .phone, at: instant, &stream)
    let seconds = isAnswered ? min(20 + Int(stream.exponential(rate: 1 / 240)), 3_600) : 0
    note(
      ContactEvent(
        instant: instant,
        kind: .call,
        channel: "phone",
        durationSeconds: seconds
      )
    )
    guard isAnswered else { return }
    if stream.bernoulli(0.15) {
      bookMeeting(after: instant + .seconds(seconds), channel: "phone", &stream)
    }
    if stream.bernoulli(0.01) {
      unsubscribe(from: .phone, message: "", at: instant + .seconds(seconds))
    }
  }

  private mutating func sendLetter(
    _ message: String,
    at instant: Instant,
    _ stream: inout RandomStream
  ) {
    note(ContactEvent(instant: instant, kind: .send, channel: "post", message: message))
    guard responds(to: .post, at: instant, &stream) else { return }
    let wait = TimeSpan.minutes(stream.integer(in: 2_880...8_640))
    note(
      ContactEvent(instant: instant + wait, kind: .reply, channel: "post", message: message)
    )
  }

  /// The contact comes by himself.
  mutating func visit(at instant: Instant, _ stream: inout RandomStream) {
    var pages = 1
    while pages < 6, stream.bernoulli(0.4) { pages += 1 }
    browse(stream.element(of: Vocabulary.pages), at: instant, pages: pages, &stream)
  }

  private mutating func browse(
    _ url: String,
    at instant: Instant,
    pages: Int,
    _ stream: inout RandomStream
  ) {
    func event(_ kind: ContactEvent.Kind, _ url: String, _ instant: Instant, _ seconds: Int?)
      -> ContactEvent
    {
      ContactEvent(
        instant: instant,
        kind: kind,
        channel: "web",
        url: url,
        durationSeconds: seconds
      )
    }
    var url = url
    var instant = instant
    for page in 1...pages {
      let seconds = 5 + Int(stream.exponential(rate: 1 / 70))
      note(event(.pageView, url, instant, seconds))
      instant = instant + .seconds(seconds)
      if page < pages { url = stream.element(of: Vocabulary.pages) }
    }
    if stream.bernoulli(0.06) { note(event(.download, "/files/guide.pdf", instant, nil)) }
    if stream.bernoulli(0.03) {
      let seconds = stream.integer(in: 600...3_600)
      note(event(.webinarAttend, "/webinars/live", instant, seconds))
    }
    guard stream.bernoulli(0.07) else { return }
    note(event(.formSubmit, "/demo", instant, nil))
    if stream.bernoulli(0.25) { bookMeeting(after: instant, channel: "web", &stream) }
  }

  private mutating func bookMeeting(
    after instant: Instant,
    channel: String,
    _ stream: inout RandomStream
  ) {
    note(
      ContactEvent(
        instant: instant + .minutes(stream.integer(in: 5...2_880)),
        kind: .meetingBooked,
        channel: channel
      )
    )
  }
}
