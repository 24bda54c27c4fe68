import CSV
import CivilTime

/// How a row found the contact that it speaks of.
enum LinkRule: Int, CaseIterable {
  /// By the contact's identifier.
  case identifier
  /// By an identifier that was merged into another, or that another tool knows.
  case merged
  /// By the e-mail address.
  case email
  /// By the telephone number.
  case phone
}

/// Finds the contact that a row of events, sends, deals or conversions speaks of.
struct PersonReader {
  private let file: MappedFile
  private let id: KeyReader?
  private let email, phone: FieldReader?

  init(_ file: MappedFile) {
    self.file = file
    id = file.keyField("contact_id")
    email = file.field("email")
    phone = file.field("phone")
  }

  /// The column whose cells are identifiers as they are; nil when there is none.
  var plainColumn: Int? { id?.plainColumn }

  /// The contact, by identifier or else by address or number; nil when the row was rejected.
  ///
  /// With `creating` an unknown identifier or address makes a new contact.
  func contact(
    _ batch: CSVBatch,
    _ record: Int,
    in contacts: inout ContactBuilder,
    creating: Bool
  ) -> Int? {
    if let id {
      let key = id.key(batch, record)
      if !key.isEmpty, let found = contacts.contact(key, creating: creating) {
        file.count(found.isMerged ? .merged : .identifier)
        return found.contact
      }
    }
    if let address = email?.value(batch, record), !address.isEmpty,
      let found = contacts.contact(email: address, creating: creating)
    {
      file.count(.email)
      return found
    }
    if let number = phone?.value(batch, record), !number.isEmpty,
      let found = contacts.contact(phone: number)
    {
      file.count(.phone)
      return found
    }
    reject(batch, record)
    return nil
  }

  private func reject(_ batch: CSVBatch, _ record: Int) {
    let fields = [id?.field, email, phone].compactMap(\.self)
    guard let field = fields.first(where: { !$0.value(batch, record).isEmpty }) else {
      file.reject(batch, record, fields.first, .missingValue, hint: "the row names nobody")
      return
    }
    let hint =
      field === id?.field
      ? "no contacts file has this identifier; export contacts together with what they did"
      : "no contact, or more than one, has this \(field === email ? "address" : "number")"
    file.reject(batch, record, field, .unknownContact, hint: hint)
  }
}
