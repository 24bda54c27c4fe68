public import Tables

extension FeatureTable {
  /// The features of a plain table: every column that is not left out.
  public init(_ table: Table, without excluded: Set<String>) {
    let columns = table.columnNames.filter { !excluded.contains($0) }.compactMap { name in
      table[column: name].map { column in
        Column(
          name: name,
          values: {
            switch column {
            case .numbers(let numbers): .numbers(numbers)
            case .categories(let codes, let levels): .categories(codes: codes, levels: levels)
            }
          }()
        )
      }
    }
    self.init(rowCount: table.rowCount, columns: columns)
  }
}
