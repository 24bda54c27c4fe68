import CRMData
import CivilTime
import Features
import Foundation
import LeadScoring

/// Measures the features and the probabilities of leads, after checking them.
///
///     ScoreBenchmark FOLDER REFERENCE [THREADS]
///
/// The folder holds the CSV files of the workload generator; the reference is the instant that the
/// model learns from, 30 days before the end of its outcomes. The model is saved and read again
/// before it is measured. Prints JSON: nanoseconds of processor time.
@main
enum ScoreBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 2, let reference = Instant.parse(arguments[2]) else {
      print("usage: ScoreBenchmark FOLDER REFERENCE [THREADS]")
      exit(64)
    }
    let threads = arguments.count > 2 ? Int(arguments[3]) ?? 1 : 1
    let snapshot = try Self.snapshot(of: arguments[1])
    var learning = ConversionLearning()
    learning.horizon = .days(30)
    let training = TrainingSet(
      of: snapshot,
      references: [reference],
      asOf: reference + learning.horizon,
      horizon: learning.horizon
    )
    let features = LeadFeatures(
      of: snapshot,
      stableAttributes: [],
      census: EventCensus(of: snapshot, asOf: reference)
    )
    try FeatureProblem(features, training).run(threads: threads)
    let tuning = Meter()
    let tuned = try learning.tuned(features, to: training, in: snapshot, threads: threads)
    let cost = tuning.reading().cpu
    print(
      "{\"what\": \"half-lives\", \"cpu\": \(cost), \"features\": \(tuned.activityTypes.count)}"
    )
    let model = try learning.fitted(
      to: training,
      features: features,
      in: snapshot,
      threads: threads
    ).model
    try ProbabilityProblem(model, features, training).run()
  }

  private static func snapshot(of folder: String) throws -> CRMSnapshot {
    let library = try ProfileLibrary()
    let inputs = try ["contacts", "companies", "events", "outcomes"].compactMap { name in
      try InputFile.recognised(
        "\(folder)/\(name).csv",
        name: "\(name).csv",
        profile: nil,
        library: library
      )
    }
    return try CRMImporter().snapshot(of: inputs) { _ in }
  }
}
