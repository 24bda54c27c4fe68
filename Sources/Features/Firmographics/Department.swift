/// What somebody's work is about.
public enum Department: String, CaseIterable, Sendable, Codable {
  case management, sales, marketing, engineering, it, finance, hr, operations, product, legal
  case procurement, support, research, design, data, education, medical
}
