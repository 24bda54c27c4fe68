import Testing

/// The battery itself must be able to fail.
@Suite struct FingerprintTests {
  private let fingerprint = Fingerprint(
    constants: [2, 1e-6],
    logits: [4, 0.5],
    probabilities: [0.2],
    slopes: [1, 2, 3, 4, 5, 6],
    categories: [7, 8]
  )

  @Test("a fingerprint differs by its largest relative difference")
  func difference() {
    #expect(fingerprint.difference(from: fingerprint) == 0)
    var other = fingerprint
    other.logits[1] = 0.6
    #expect(abs(other.difference(from: fingerprint) - 0.1 / 4) < 1e-15)
    // A small constant beside a large one is not hidden by it.
    other.constants[1] = 2e-6
    #expect(other.difference(from: fingerprint) == 1)
  }

  @Test("NaN, and lists of another length, differ without end")
  func incomparable() {
    var other = fingerprint
    other.probabilities = [.nan]
    #expect(!other.isFinite)
    #expect(other.difference(from: other) == .infinity)
    other.probabilities = []
    #expect(other.difference(from: fingerprint) == .infinity)
    #expect(!Fingerprint().isFinite)
  }

  @Test("exchanging the classes twice changes nothing")
  func swapsTwice() {
    let swap = Transformation.swapClasses
    let swapped = swap.undone(fingerprint, columns: 3)
    #expect(swapped.logits == [-4, -0.5])
    #expect(swapped.categories == [8, 7])
    #expect(swap.undone(swapped, columns: 3).difference(from: fingerprint) < 1e-15)
    let world = World(rows: 10)
    #expect(swap.probe(swap.probe(world)).counts == world.counts)
  }

  @Test("a column's unit belongs to its slope in every round of slopes")
  func units() {
    let undone = Transformation.scaleColumn.undone(fingerprint, columns: 3)
    #expect(undone.slopes == [1000, 2, 3, 4000, 5, 6])
  }

  @Test(
    "what is fitted with weights is what is spelled out",
    arguments: [Transformation.weightTwo, .weightZero]
  )
  func weights(transformation: Transformation) {
    let (plain, changed) = transformation.training(World(rows: 50))
    #expect(plain.rows.count != changed.rows.count)
    #expect(plain.weights.reduce(0, +) == changed.weights.reduce(0, +))
  }
}
