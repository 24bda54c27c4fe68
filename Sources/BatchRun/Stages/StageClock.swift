/// Times the stages of a run and tells which one is going on.
struct StageClock {
  /// The duration of one stage.
  struct Timing: Sendable, Codable {
    var stage: String
    var seconds: Double
  }

  private(set) var timings: [Timing] = []
  private let clock = ContinuousClock()
  private let onStage: (String) -> Void

  init(onStage: @escaping (String) -> Void) { self.onStage = onStage }

  /// Runs a stage; `describe` says in a few words what came out.
  mutating func stage<Result>(
    _ name: String,
    _ describe: (Result) -> String,
    _ body: () throws -> Result
  ) rethrows -> Result {
    let start = clock.now
    let result = try body()
    let elapsed = clock.now - start
    let seconds =
      Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
    timings.append(Timing(stage: name, seconds: seconds))
    onStage("\(name): \(describe(result))")
    return result
  }
}
