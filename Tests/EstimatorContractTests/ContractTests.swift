import Diagnostics
import Models
import Testing

/// What every estimator promises.
@Suite struct ContractTests {
  @Test(
    "the same input gives the same bits, and so does another number of threads",
    arguments: ContractSubject.all,
    [1, 2, 3]
  )
  func sameBits(subject: ContractSubject, threads: Int) throws {
    let json = try subject.fitted(subject.world, 1).json
    #expect(try subject.fitted(subject.world, threads).json == json)
  }

  /// A subject and a transformation of which it promises something.
  struct Promise: CustomTestStringConvertible, Sendable {
    let subject: ContractSubject
    let transformation: Transformation
    let tolerance: Double

    var testDescription: String { "\(subject.name), \(transformation) within \(tolerance)" }

    static let all = ContractSubject.all.flatMap { subject in
      Transformation.allCases.compactMap { transformation in
        subject.keeps[transformation].map {
          Promise(subject: subject, transformation: transformation, tolerance: $0)
        }
      }
    }
  }

  @Test("a transformation of the data does to the fit what theory says", arguments: Promise.all)
  func transformations(promise: Promise) throws {
    let (subject, transformation) = (promise.subject, promise.transformation)
    let (plain, changed) = transformation.training(subject.world)
    let probe = ContractSubject.probe
    let expected = try subject.fitted(plain, 1).fingerprint(probe)
    let found = try subject.fitted(changed, 1).fingerprint(transformation.probe(probe))
    let undone = transformation.undone(found, columns: subject.world.columns)
    #expect(undone.difference(from: expected) <= promise.tolerance)
  }

  @Test("the numbers of a fit are finite", arguments: ContractSubject.all)
  func finite(subject: ContractSubject) throws {
    #expect(try subject.fitted(subject.world, 1).fingerprint(ContractSubject.probe).isFinite)
  }

  @Test(
    "hostile data get a finite answer or an error with a code",
    arguments: ContractSubject.all,
    HostileWorld.allCases
  )
  func hostile(subject: ContractSubject, hostile: HostileWorld) throws {
    let world = hostile.world
    do {
      let fit = try subject.fitted(world, 1)
      #expect(fit.fingerprint(ContractSubject.probe).isFinite)
      #expect(world.rows.isEmpty || fit.fingerprint(world).isFinite)
    } catch let error as any DiagnosticError {
      #expect(!error.diagnosticCode.isEmpty)
      #expect(error.hint != nil)
    }
  }

  /// A subject and a list of numbers that it reads.
  struct Reading: CustomTestStringConvertible, Sendable {
    let subject: ContractSubject
    let field: World.Field

    var testDescription: String { "\(subject.name), \(field)" }

    static let all = ContractSubject.all.flatMap { subject in
      subject.reads.map { Reading(subject: subject, field: $0) }
    }
  }

  @Test(
    "NaN and infinity are refused with a code",
    arguments: Reading.all,
    [Double.nan, .infinity]
  )
  func notFinite(reading: Reading, value: Double) {
    let error = #expect(throws: ModelError.self) {
      try reading.subject.fitted(reading.subject.world.with(value, in: reading.field), 1)
    }
    #expect(error?.diagnosticCode.hasSuffix(".not-finite") ?? false)
  }

  @Test("what is saved and read is what it was", arguments: ContractSubject.all)
  func coding(subject: ContractSubject) throws {
    #expect(try subject.survivesJSON())
  }

  @Test("every subject has a name of its own")
  func names() {
    let names = ContractSubject.all.map(\.name)
    #expect(Set(names).count == names.count)
  }
}
