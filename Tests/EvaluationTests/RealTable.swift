import Evaluation
import Foundation
import TestSupport

/// A table that lies beside the repository, not in it: several have no clear licence.
struct RealTable {
  static var isPresent: Bool { Repository.exists("\(Repository.shared)/data") }

  private(set) var names: [String]
  private var cells: [[String]]

  /// Reads a compressed file of delimited text.
  init(_ path: String, delimiter: Character = ",") throws {
    let folder = try TemporaryFolder()
    let file = "\(Repository.shared)/data/\(path).csv.gz"
    _ = try FinishedProcess(script: "zcat '\(file)' > table.csv", in: folder.path)
    var rows = Self.rows(of: try folder.read("table.csv"), delimiter: delimiter)
    let header = rows.removeFirst().map { $0.replacingOccurrences(of: "\u{FEFF}", with: "") }
    names = header
    cells = rows.filter { $0.count == header.count }
  }

  private static func rows(of text: String, delimiter: Character) -> [[String]] {
    var rows: [[String]] = []
    var (row, cell, quoted): ([String], [UInt8], Bool) = ([], [], false)
    let mark = delimiter.asciiValue ?? 0
    func closeCell() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll()
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): quoted.toggle()
      case mark where !quoted: closeCell()
      case UInt8(ascii: "\n") where !quoted:
        closeCell()
        rows.append(row)
        row.removeAll()
      case UInt8(ascii: "\r"): break
      default: cell.append(byte)
      }
    }
    closeCell()
    return row.count > 1 ? rows + [row] : rows
  }

  subscript(name: String) -> [String] {
    names.firstIndex(of: name).map { index in cells.map { $0[index] } } ?? []
  }

  /// Adds the columns of another table by a common key; cells are empty where there is no row.
  mutating func join(_ other: RealTable, on key: String) {
    let lines = Dictionary(
      zip(other[key], other.cells),
      uniquingKeysWith: { first, _ in first }
    )
    let empty = Array(repeating: "", count: other.names.count)
    let added = self[key].map { lines[$0] ?? empty }
    for (index, name) in other.names.enumerated() where name != key {
      names.append(name)
      for row in cells.indices { cells[row].append(added[row][index]) }
    }
  }

  mutating func keep(where condition: (String) -> Bool, of name: String) {
    let column = self[name]
    cells = zip(cells, column).filter { condition($0.1) }.map { $0.0 }
  }

  /// All columns but some, as numbers where every filled cell is one, else as levels.
  ///
  /// "Select" is what a form shows before anybody chose.
  func features(without left: Set<String>, levels: Set<String> = []) -> [FeatureColumn] {
    names.filter { !left.contains($0) && !$0.isEmpty }.map { name in
      let texts = self[name]
      let numbers = texts.map { $0.isEmpty || $0 == "NA" ? Double.nan : Double($0) }
      if !levels.contains(name), !numbers.contains(where: { $0 == nil }) {
        return FeatureColumn(name: name, values: .numeric(numbers.map { $0 ?? .nan }))
      }
      let all = Array(Set(texts)).sorted()
      let codes = Dictionary(uniqueKeysWithValues: zip(all, all.indices))
      return FeatureColumn(
        name: name,
        values: .categorical(texts.map { $0.isEmpty || $0 == "Select" ? nil : codes[$0] })
      )
    }
  }
}
