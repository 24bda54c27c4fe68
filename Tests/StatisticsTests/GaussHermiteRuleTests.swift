import Foundation
import Statistics
import Testing

@Suite struct GaussHermiteRuleTests {
  @Test("moments up to degree 2·points − 1 are exact", arguments: [1, 2, 3, 5, 8, 20, 25, 64, 100])
  func moments(points: Int) {
    let rule = GaussHermiteRule(points: points)
    var expected = 1.0
    for half in 0..<min(points, 30) {
      // E Z²ᵏ = (2k − 1)!!; odd moments vanish by symmetry.
      if half > 0 { expected *= Double(2 * half - 1) }
      let moment = zip(rule.nodes, rule.weights).reduce(0) {
        $0 + $1.1 * pow($1.0, Double(2 * half))
      }
      #expect(abs(moment - expected) <= 2e-12 * expected)
    }
    #expect(zip(rule.nodes, rule.nodes.reversed()).allSatisfy { $0 == -$1 })
    #expect(zip(rule.nodes, rule.nodes.dropFirst()).allSatisfy { $0 < $1 })
  }

  // numpy 2.4.6, polynomial.hermite_e.hermegauss(5), weights over √(2π).
  @Test("five points as in numpy")
  func fivePoints() {
    let rule = GaussHermiteRule(points: 5)
    let nodes = [-2.8569700138728056, -1.3556261799742659, 0]
    let weights = [0.011257411327720688, 0.22207592200561266, 0.53333333333333333]
    for index in 0..<3 {
      #expect(abs(rule.nodes[index] - nodes[index]) < 1e-14)
      #expect(abs(rule.weights[index] - weights[index]) < 1e-14)
    }
  }
}
