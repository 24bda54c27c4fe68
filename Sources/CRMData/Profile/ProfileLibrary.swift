import CSV
import Diagnostics
import Settings

/// The profiles at hand: ours, and before them the user's.
public struct ProfileLibrary: Sendable {
  /// All profiles, the user's first.
  public let profiles: [Profile]
  private let userCount: Int

  /// The profiles that come with Leadtime, and before them `additional` ones.
  public init(additional: [Profile] = []) throws {
    let builtIn = try Self.builtIn.map { name, bytes in
      try Profile(Settings(text: String(decoding: bytes, as: UTF8.self), name: "\(name).yaml"))
    }
    profiles = additional + builtIn
    userCount = additional.count
  }

  private init(profiles: [Profile], userCount: Int) {
    self.profiles = profiles
    self.userCount = userCount
  }

  /// Only the profiles that declare an encoding.
  func declaring(_ encoding: CSVEncoding) -> ProfileLibrary {
    ProfileLibrary(
      profiles: profiles.filter { $0.encoding == encoding },
      userCount: profiles.prefix(userCount).count { $0.encoding == encoding }
    )
  }

  /// The names of the profiles that come with Leadtime.
  public static var builtInNames: [String] { builtIn.map(\.name) }

  /// The YAML text of a profile that comes with Leadtime.
  public static func text(ofBuiltIn name: String) -> String? {
    builtIn.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// A profile by its name.
  public func named(_ name: String) throws -> Profile {
    if let profile = profiles.first(where: { $0.name == name }) { return profile }
    let names = profiles.map(\.name)
    throw CRMDataError(
      .unknownProfile,
      "there is no profile '\(name)'",
      hint: Spelling.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        ?? "'leadtime profiles' lists ours; or name a file that ends with .yaml"
    )
  }

  /// The profile and the tables that a header speaks for, or nil when none does.
  ///
  /// The profile whose recognised headers are most numerous wins; between equals, the
  /// user's wins over ours.
  public func recognise(header: [String], file: String) throws -> (
    profile: Profile, tables: [TableMapping]
  )? {
    var best: [(profile: Profile, tables: [TableMapping])] = []
    var bestScore = (0, 0)
    for (position, profile) in profiles.enumerated() {
      let tables = profile.tables(for: header, file: file)
      let score = (Set(tables.flatMap(\.signature)).count, position < userCount ? 1 : 0)
      guard score.0 > 0, score >= bestScore else { continue }
      if score > bestScore { best = [] }
      bestScore = score
      best.append((profile, tables))
    }
    if best.count > 1 {
      let names = best.map(\.profile.name)
      throw CRMDataError(
        .ambiguousProfile,
        "the profiles \(names.joined(separator: " and ")) fit equally well",
        at: SourceLocation(file: file, line: 1),
        hint: "write \(file):\(names[0]) to choose one"
      )
    }
    return best.first
  }
}
