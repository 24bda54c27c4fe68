import Statistics
import Testing

@Suite struct RandomStreamTests {
  // numpy 2.4.6: np.random.Philox(key=seed + (purpose << 64), counter=(key << 128) - 1)
  // .random_raw(6); numpy steps the counter before the first block, hence the − 1.
  @Test(
    "the numbers are Philox4x64-10",
    arguments: [
      (
        0, 0, 0,
        [
          0x1655_4d9e_ca36_314c, 0xdb20_fe9d_672d_0fdc, 0xd7e7_72ce_e186_176b,
          0x7e68_b68a_ec7b_a23b, 0x02f4_ba64_08e4_d89b, 0x3dd6_2b0b_9ca8_c5b2,
        ]
      ),
      (
        42, 7, 3,
        [
          0x495f_26d8_9247_3098, 0x05b5_2311_7894_c7d8, 0x7d05_9f2f_a015_4412,
          0x1302_6c4f_cb0d_2fc4, 0x3a51_0a07_4cda_c980, 0xbff5_3650_502b_0d74,
        ]
      ),
      (
        .max, 0x0123_4567_89ab_cdef, 99,
        [
          0x7de2_9d0d_c808_ba65, 0x4a5f_9f20_b40e_e92f, 0x47dc_348e_8671_9bc1,
          0x403c_4326_7bcb_6f98, 0x9bd0_d5bb_9ce3_9bfa, 0x56ed_75b6_dfd4_87dc,
        ]
      ),
    ] as [(UInt64, UInt64, UInt64, [UInt64])]
  )
  func philox(seed: UInt64, key: UInt64, purpose: UInt64, expected: [UInt64]) {
    var stream = RandomStream(seed: seed, key: key, purpose: purpose)
    #expect(expected.map { _ in stream.next() } == expected)
  }

  @Test("seed, key and purpose each give other numbers")
  func independence() {
    var streams = [
      RandomStream(seed: 1), RandomStream(seed: 0, key: 1), RandomStream(seed: 0, purpose: 1),
      RandomStream(seed: 0),
    ]
    #expect(Set(streams.indices.map { streams[$0].next() }).count == 4)
  }

  // The sample moments of 100 000 draws lie within 5 standard errors of the true ones; the seed
  // is fixed, so the test always says the same.
  private let draws = 100_000

  @Test("uniform numbers have the moments of the unit interval")
  func uniform() {
    var stream = RandomStream(seed: 5)
    let values = (0..<draws).map { _ in stream.uniform() }
    #expect(values.allSatisfy { 0 <= $0 && $0 < 1 })
    #expect(abs(mean(values) - 0.5) < 5 * (1 / 12.0 / Double(draws)).squareRoot())
  }

  @Test("normal numbers have their mean and deviation")
  func normal() {
    var stream = RandomStream(seed: 6)
    let values = (0..<draws).map { _ in stream.normal(mean: 3, standardDeviation: 2) }
    let center = mean(values)
    let variance = mean(values.map { ($0 - center) * ($0 - center) })
    #expect(abs(center - 3) < 5 * 2 / Double(draws).squareRoot())
    #expect(abs(variance - 4) < 5 * 4 * (2 / Double(draws)).squareRoot())
  }

  @Test("exponential waiting times have the mean 1 / rate")
  func exponential() {
    var stream = RandomStream(seed: 7)
    let values = (0..<draws).map { _ in stream.exponential(rate: 4) }
    #expect(values.allSatisfy { $0 > 0 && $0.isFinite })
    #expect(abs(mean(values) - 0.25) < 5 * 0.25 / Double(draws).squareRoot())
  }

  @Test("a likely thing happens as often as it should", arguments: [0, 0.03, 0.5, 1])
  func bernoulli(probability: Double) {
    var stream = RandomStream(seed: 8)
    let share = mean((0..<draws).map { _ in stream.bernoulli(probability) ? 1 : 0 })
    let error = (probability * (1 - probability) / Double(draws)).squareRoot()
    #expect(abs(share - probability) <= 5 * error)
  }

  @Test("categories are drawn in proportion to their weights, those without weight never")
  func categorical() {
    var stream = RandomStream(seed: 9)
    let weights = [1.0, 0, 5, 4, 0]
    var counts = [0.0, 0, 0, 0, 0]
    for _ in 0..<draws { counts[stream.categorical(weights)] += 1 }
    for (count, weight) in zip(counts, weights) {
      let share = weight / 10
      let error = (share * (1 - share) / Double(draws)).squareRoot()
      #expect(abs(count / Double(draws) - share) <= 5 * error)
    }
  }

  @Test("whole numbers below a bound are equally likely")
  func integers() {
    var stream = RandomStream(seed: 10)
    var counts = Array(repeating: 0.0, count: 7)
    for _ in 0..<draws { counts[stream.integer(below: 7)] += 1 }
    let expected = Double(draws) / 7
    let statistic = counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(ChiSquareDistribution(degreesOfFreedom: 6).upperTail(statistic) > 1e-4)
  }

  @Test("a range never reaches its upper end")
  func range() {
    var stream = RandomStream(seed: 11)
    #expect((0..<1000).allSatisfy { _ in (2..<2.5).contains(stream.uniform(in: 2..<2.5)) })
  }

  @Test("shuffling keeps all elements and depends on the seed only")
  func shuffling() {
    var (first, second, other) = (
      RandomStream(seed: 1), RandomStream(seed: 1), RandomStream(seed: 2)
    )
    let elements = Array(0..<50)
    let shuffled = first.shuffled(elements)
    #expect(shuffled.sorted() == elements)
    #expect(shuffled != elements)
    #expect(shuffled == second.shuffled(elements))
    #expect(shuffled != other.shuffled(elements))
  }

  private func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

@Suite struct StableHashTests {
  // FNV-1a and the SplitMix64 finaliser written down in a few lines of Python 3.11.
  @Test(
    "hashes never change",
    arguments: [
      ("", 0xf52a_15e9_a9b5_e89b), ("a", 0x02c0_bdbf_4814_20f8),
      ("contact-7", 0x63c0_4d3e_bf87_8ea1), ("Grüße", 0x70c7_07da_262a_6e9b),
    ] as [(String, UInt64)]
  )
  func vectors(text: String, expected: UInt64) {
    #expect(StableHash.value(of: text) == expected)
  }

  @Test("where one text ends and the next begins makes a difference")
  func boundaries() {
    func hash(_ texts: String...) -> UInt64 {
      var hash = StableHash()
      for text in texts { hash.combine(text) }
      return hash.value
    }
    #expect(hash("a", "bc") != hash("ab", "c"))
    #expect(hash("a", "") != hash("a"))
  }
}
