import CSV
import CivilTime

/// Finds the contact that a row of events, sends or conversions speaks of.
struct PersonReader {
  private let file: MappedFile
  private let id, email: FieldReader?

  init(_ file: MappedFile) {
    self.file = file
    id = file.field("contact_id")
    email = file.field("email")
  }

  /// The contact, by identifier or else by address; nil when the row was rejected.
  ///
  /// With `creating` an unknown identifier makes a new contact.
  func contact(
    _ batch: CSVBatch,
    _ record: Int,
    in contacts: inout ContactBuilder,
    creating: Bool
  ) -> Int? {
    if let key = id?.value(batch, record), !key.isEmpty {
      if let found = contacts.contact(key, creating: creating) { return found }
      file.reject(
        batch,
        record,
        id,
        .unknownContact,
        hint: "no contacts file has this identifier; export contacts together with what they did"
      )
      return nil
    }
    if let address = email?.value(batch, record), !address.isEmpty {
      if let found = contacts.contact(email: address) { return found }
      file.reject(
        batch,
        record,
        email,
        .unknownContact,
        hint: "no contact, or more than one, has this address"
      )
      return nil
    }
    file.reject(batch, record, id ?? email, .missingValue, hint: "the row names nobody")
    return nil
  }
}

extension TimeReader {
  /// The time of something that happened; nil when the row was rejected.
  func instant(
    _ batch: CSVBatch,
    _ record: Int,
    in file: MappedFile
  ) -> (instant: Instant, isDayOnly: Bool)? {
    switch read(batch, record) {
    case .missing:
      file.reject(batch, record, field, .missingValue, hint: "the row tells no time")
      return nil
    case .time(let instant, let isDayOnly)
    where instant.microseconds >= 0 && instant < Event.endOfTime:
      return (instant, isDayOnly)
    case .bad, .time:
      file.reject(batch, record, field, .badTime, hint: TimeReader.hint)
      return nil
    }
  }
}
