import CSV
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Cells of real files, equal to those of Python's csv module.
///
/// The figures come from Python 3.11.7: for each row of `csv.reader(gzip.open(file, "rt",
/// encoding="utf-8-sig", newline=""), delimiter=…)` behind the header that is not `[]`, padded
/// and without empty cells behind the last column, FNV-1a over the UTF-8 of each cell and 1F,
/// then 1E at the end of the row. Python agrees with us on well-formed rows only; these are.
@Suite("Real files")
struct RealDataTests {
  /// `shared/data` beside the package, four levels above this file.
  private static let directory =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/shared/data/"
  private static var isThere: Bool { access(directory, R_OK) == 0 }

  @Test("cells are those that Python reads", .enabled(if: isThere), arguments: figures)
  func cells(figure: Figure) throws {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    let reader = try CSVReader(contentsOf: Self.directory + figure.file) {
      Issue.record("unexpected reject \($0)")
    }
    while let batch = try reader.nextBatch() {
      for record in 0..<batch.count {
        for column in 0..<batch.columnCount {
          for byte in batch.field(record, column) { hash = mixed(hash, byte) }
          hash = mixed(hash, 0x1F)
        }
        hash = mixed(hash, 0x1E)
      }
    }
    #expect(reader.header.count == figure.columns)
    #expect(reader.recordCount == figure.rows)
    #expect(hash == figure.hash)
  }

  private func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  struct Figure: Sendable, CustomTestStringConvertible {
    var file: String
    var rows: Int
    var columns: Int
    var hash: UInt64
    var testDescription: String { file }
  }

  static let figures: [Figure] = [
    Figure(
      file: "bank_marketing/bank-full.csv.gz",
      rows: 45_211,
      columns: 17,
      hash: 0xD53F_6273_32F3_02B3
    ),
    Figure(
      file: "x_education_leads/Leads.csv.gz",
      rows: 9_240,
      columns: 38,
      hash: 0x738C_BCBF_33DD_E27F
    ),
    Figure(
      file: "hillstrom/hillstrom.csv.gz",
      rows: 64_000,
      columns: 12,
      hash: 0x4469_7983_F082_C4D7
    ),
    Figure(
      file: "upworthy_exploratory/upworthy_exploratory.csv.gz",
      rows: 22_666,
      columns: 9,
      hash: 0x55D6_69FF_66F7_66AB
    ),
    Figure(
      file: "ifood_campaign/marketing_campaign.csv.gz",
      rows: 2_240,
      columns: 29,
      hash: 0x7383_E321_4829_270E
    ),
    Figure(
      file: "attribution_paths_av/channel_attribution.csv.gz",
      rows: 2_392,
      columns: 21,
      hash: 0x5490_2E4F_7469_05F2
    ),
    Figure(
      file: "firmographics/sp500-constituents-financials.csv.gz",
      rows: 503,
      columns: 14,
      hash: 0x5A0F_F0D6_61F5_93E7
    ),
    Figure(
      file: "cookie_cats/cookie_cats.csv.gz",
      rows: 90_189,
      columns: 6,
      hash: 0xDDB7_B749_8CDB_A856
    ),
    Figure(
      file: "olist_funnel/olist_closed_deals_dataset.csv.gz",
      rows: 842,
      columns: 14,
      hash: 0x4CED_794E_C32B_5D41
    ),
    Figure(
      file: "online_retail/online_retail.csv.gz",
      rows: 541_909,
      columns: 8,
      hash: 0xCED8_424E_7C01_66E6
    ),
  ]
}
