import Foundation
import TestSupport
import Testing

/// Models that this release and older ones saved: `Saved/<release>/<name>.model.json`, with what
/// they said about some rows beside it.
///
/// `LEADTIME_RECORD=1 swift test …` writes those of this release anew; read the difference: a field
/// that changed its name breaks every model that somebody has saved. A release leaves its folder
/// as it is, and `current` moves on.
@Suite struct SavedModelTests {
  /// A subject and a release that knew it.
  struct Saved: CustomTestStringConvertible, Sendable {
    let subject: ContractSubject
    let release: String

    var testDescription: String { "\(subject.name) of \(release)" }

    var model: URL { file("model") }
    var predictions: URL { file("predictions") }

    private func file(_ kind: String) -> URL {
      URL(fileURLWithPath: "\(root)/\(release)/\(subject.name).\(kind).json")
    }

    /// Every subject of this release, whether or not it was recorded, and those of older ones.
    static let all: [Saved] = {
      let releases = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
      return ContractSubject.all.flatMap { subject in
        Set(releases + [current]).sorted().map { Saved(subject: subject, release: $0) }
          .filter { $0.release == current || Repository.exists($0.model.path) }
      }
    }()
  }

  /// Some rows and what the model said about them when it was saved.
  private struct Predictions: Codable {
    var probe: World
    var fingerprint: Fingerprint
  }

  private static let current = "0.1"
  private static let root = "\(Repository.root)/Tests/EstimatorContractTests/Saved"

  @Test("a saved model loads and predicts what it did", arguments: Saved.all)
  func loads(saved: Saved) throws {
    let environment = ProcessInfo.processInfo.environment
    if environment["LEADTIME_RECORD"] == "1", saved.release == Self.current {
      try #require(environment["CI"] == nil, "CI must not record")
      try record(saved)
    }
    let model = try saved.subject.decoded(Data(contentsOf: saved.model))
    let predictions = try JSONDecoder().decode(
      Predictions.self,
      from: Data(contentsOf: saved.predictions)
    )
    // Nothing is fitted here: only the last bits of exponentials and products differ by machine.
    let found = try model.fingerprint(predictions.probe)
    #expect(found.difference(from: predictions.fingerprint) <= 1e-12)
  }

  private func record(_ saved: Saved) throws {
    let probe = ContractSubject.probe
    let fitted = try saved.subject.fitted(saved.subject.world, 1)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try FileManager.default.createDirectory(
      at: saved.model.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try fitted.json.write(to: saved.model)
    try encoder.encode(Predictions(probe: probe, fingerprint: fitted.fingerprint(probe)))
      .write(to: saved.predictions)
  }
}
