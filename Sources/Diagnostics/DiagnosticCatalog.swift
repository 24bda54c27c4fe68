/// Every code that Leadtime can report, with its meaning, its repair and its exit status.
///
/// `leadtime explain CODE` prints an entry. The exit status counts when the code ends a run; a
/// code that only rejects rows never ends one by itself.
public enum DiagnosticCatalog {
  /// What one code means.
  public struct Entry: Hashable, Sendable {
    /// The stable text, `room.what-happened`.
    public var code: String
    /// What happened, in one sentence.
    public var meaning: String
    /// What to do about it.
    public var repair: String
    /// The exit status when this code ends a run.
    public var exitCode: Int32
  }

  /// The entry of a code, if there is one.
  public static func entry(for code: String) -> Entry? {
    entries.first { $0.code == code }
  }
}
