/// A contact of the results that is not written, and why.
struct LeftOut: Hashable {
  /// Why a contact is not written.
  enum Cause: String, CaseIterable, Codable, Sendable {
    case otherTool = "other-tool"
    case damagedID = "damaged-id"
    case noEmail = "no-email"
    case notInContacts = "not-in-contacts"
    case severalRecords = "several-records"
    case sharedKey = "shared-key"
    case noFile = "no-file"
    case emptyCell = "empty-cell"
    case badJSON = "bad-json"
    case otherChannel = "other-channel"
    case heldBack = "held-back"

    /// The cause in words, behind a count.
    var words: String {
      switch self {
      case .otherTool: "from another tool"
      case .damagedID: "with an id that is none of the tool's (damaged by a spreadsheet?)"
      case .noEmail: "without a known address (give the exports that have it with --contacts)"
      case .notInContacts: "not in the tool's exports (give all of them, and fresh ones)"
      case .severalRecords: "with several different records in the tool's exports"
      case .sharedKey: "with a key that another contact has too"
      case .noFile: "for none of the tool's files"
      case .emptyCell: "with a value that is not known and would blank the tool's"
      case .badJSON: "with attributes that are no JSON object"
      case .otherChannel: "planned for another channel"
      case .heldBack: "planned too far ahead: export again later"
      }
    }
  }

  /// The contact.
  var contactID: String
  /// Why.
  var cause: Cause
  /// The line of the tool's export that is to blame, if one is.
  var place: String
}
