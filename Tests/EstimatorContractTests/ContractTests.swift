import Diagnostics
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
    print(
      "REACHED\t\(subject.name)\t\(transformation)\t\(promise.tolerance)\t\(undone.difference(from: expected))"
    )
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
      #expect(try fit.fingerprint(ContractSubject.probe).isFinite)
      #expect(try world.rows.isEmpty || fit.fingerprint(world).isFinite)
    } catch let error as any DiagnosticError {
      #expect(!error.diagnosticCode.isEmpty)
      #expect(error.hint != nil)
    }
  }

  /// A subject, and what it refuses in a list of numbers.
  struct Refusal: CustomTestStringConvertible, Sendable {
    let subject: ContractSubject
    let field: World.Field
    let value: Double
    let code: String

    var testDescription: String { "\(subject.name), \(value) in \(field)" }

    static let all = ContractSubject.all.flatMap { subject in
      subject.refuses.flatMap { field, code in
        (subject.missing.contains(field) ? [.infinity] : [Double.nan, .infinity]).map {
          Refusal(subject: subject, field: field, value: $0, code: code)
        }
      }
    }
  }

  @Test("NaN and infinity are refused with a code", arguments: Refusal.all)
  func notFinite(refusal: Refusal) throws {
    let world = refusal.subject.world.with(refusal.value, in: refusal.field)
    do {
      _ = try refusal.subject.fitted(world, 1)
      Issue.record("\(refusal.value) was fitted")
    } catch let error as any DiagnosticError {
      #expect(error.diagnosticCode == refusal.code)
    }
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
