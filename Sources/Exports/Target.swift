import CRMData
import Diagnostics

/// The tool that is written for: a profile with its writer.
struct Target {
  /// The profile's name.
  let name: String
  let profile: Profile
  let writer: WriterMap

  /// Finds a built-in profile, or reads one of the user's.
  ///
  /// - Throws: ``ExportError`` when there is none or it has no writer.
  init(_ name: String, library: ProfileLibrary) throws {
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      profile = try Profile(contentsOf: name)
    } else if let known = library.profiles.first(where: { $0.name == name }) {
      profile = known
    } else {
      throw Self.unknown("there is no profile '\(name)'", name, library)
    }
    self.name = profile.name
    guard let writer = profile.writer else {
      throw Self.unknown("the profile '\(profile.name)' has no writer", name, library)
    }
    self.writer = writer
  }

  private static func unknown(_ message: String, _ name: String, _ library: ProfileLibrary)
    -> ExportError
  {
    let names = library.profiles.filter { $0.writer != nil }.map(\.name).sorted()
    let near = Spelling.nearest(to: name, among: names)
    return ExportError(
      .unknownTarget,
      message,
      hint: near.map { "did you mean '\($0)'?" }
        ?? "targets: \(names.joined(separator: ", ")), or the path of a .yaml file"
    )
  }

  /// What the ids of the tool's contacts begin with, before the colon.
  var source: String { writer.source ?? name }

  /// The tool's own id in a contact id such as `hubspot:90010001`.
  func ownID(in contactID: String) -> String? {
    let prefix = "\(source):"
    guard contactID.utf8.starts(with: prefix.utf8) else { return nil }
    return String(contactID.dropFirst(prefix.count))
  }

  /// The address in a contact id such as `email:ann@example.com`.
  static func address(in contactID: String) -> String? {
    contactID.hasPrefix("email:") ? String(contactID.dropFirst("email:".count)) : nil
  }

  /// What two spellings of one address have in common.
  static func addressKey(_ address: String) -> String {
    TextRules.trimmed(address).lowercased()
  }

  /// An id of the tool in its one form; nil for what is none.
  func nativeID(_ id: String) -> String? { writer.idForm.normalised(id) }

  /// The places of the files that may take the contacts of an export.
  func files(forInput name: String, header: [String]) -> [Int] {
    writer.files.indices.filter { index in
      let file = writer.files[index]
      return name.hasPrefix(file.inputPrefix ?? "") && file.header.allSatisfy(header.contains)
        && !file.absentHeaders.contains(where: header.contains)
    }
  }

  /// The place of the file that takes a contact.
  func file(of identity: Identity) -> Int? {
    let candidates = identity.record?.files ?? Array(writer.files.indices)
    let id = identity.nativeID ?? ""
    return candidates.first { id.hasPrefix(writer.files[$0].idPrefix ?? "") }
  }
}

extension WriterMap.IDForm {
  /// An id in its one form; nil for what is none.
  func normalised(_ id: String) -> String? {
    switch self {
    case .text: id.isEmpty ? nil : id
    case .digits: !id.isEmpty && id.utf8.allSatisfy { 0x30...0x39 ~= $0 } ? id : nil
    case .salesforce: SalesforceID.widened(id)
    }
  }
}
