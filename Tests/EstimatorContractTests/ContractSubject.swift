import Foundation
import Testing

/// One estimator with its options, and what it promises.
struct ContractSubject: CustomTestStringConvertible, Sendable {
  /// What tests and saved models call it.
  let name: String
  /// The code with which a NaN or an infinity in each list is refused.
  let refuses: [World.Field: String]
  /// The lists in which NaN is not trouble but a missing value.
  let missing: Set<World.Field>
  /// What it keeps under a transformation, and how exactly; 0 for to the bit.
  let keeps: [Transformation: Double]
  /// The data that it is fitted to.
  let world: World
  /// Fits a world on some threads.
  let fitted: @Sendable (World, _ threads: Int) throws -> FittedSubject
  /// Reads a saved model.
  let decoded: @Sendable (Data) throws -> FittedSubject
  /// Whether estimator and model, saved and read, are equal to what they were.
  let survivesJSON: @Sendable () throws -> Bool

  var testDescription: String { name }

  /// The rows of which predictions are asked; none of them was fitted.
  static let probe = World(rows: 20, seed: 99)

  /// Describes an estimator.
  ///
  /// - Parameters:
  ///   - name: what tests and saved models call it.
  ///   - estimator: with its options.
  ///   - refuses: the code with which a NaN or an infinity in each list is refused.
  ///   - missing: the lists in which NaN stands for a missing value.
  ///   - keeps: what theory says of transformations, with the largest relative difference. A
  ///     transformation of which theory says nothing is left out.
  ///   - world: the data to fit.
  ///   - fit: fits a world on some threads.
  ///   - fingerprint: the numbers of a model, with its predictions for the rows of a world.
  init<Estimator: Codable & Equatable & Sendable, Model: Codable & Equatable & Sendable>(
    _ name: String,
    _ estimator: Estimator,
    refuses: [World.Field: String],
    missing: Set<World.Field> = [],
    keeps: [Transformation: Double],
    world: World = .standard,
    fit: @escaping @Sendable (Estimator, World, _ threads: Int) throws -> Model,
    fingerprint: @escaping @Sendable (Model, World) throws -> Fingerprint
  ) {
    self.name = name
    self.refuses = refuses
    self.missing = missing
    self.keeps = keeps
    self.world = world
    fitted = { world, threads in
      try FittedSubject(fit(estimator, world, threads), fingerprint: fingerprint)
    }
    decoded = { json in
      try FittedSubject(JSONDecoder().decode(Model.self, from: json), fingerprint: fingerprint)
    }
    survivesJSON = {
      let model = try fit(estimator, world, 1)
      let options = try JSONEncoder().encode(estimator)
      let saved = try JSONEncoder().encode(model)
      return try JSONDecoder().decode(Estimator.self, from: options) == estimator
        && JSONDecoder().decode(Model.self, from: saved) == model
    }
  }
}

/// A fitted model of whatever type.
struct FittedSubject: Sendable {
  /// The model as it is saved.
  ///
  /// Doubles keep every bit, and JSON has no NaN and no infinity: a model that holds one cannot be
  /// saved.
  let json: Data
  /// The numbers of the model, with predictions for some rows.
  let fingerprint: @Sendable (World) throws -> Fingerprint

  init<Model: Encodable & Sendable>(
    _ model: Model,
    fingerprint: @escaping @Sendable (Model, World) throws -> Fingerprint
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    json = try encoder.encode(model)
    self.fingerprint = { try fingerprint(model, $0) }
  }
}
