@testable import CSV

/// Whole files through the reader: no window, batch, block, number of threads or choice of columns
/// changes what is read, and it is what a plain reading of the rules gives.
enum ReaderTarget {
  @Sendable
  static func run(_ bytes: [UInt8]) {
    let input = FuzzInput(bytes)
    ScratchFile.write(input.content)
    let options = options(input)
    let whole = options.read(ScratchFile.path)
    compare(whole, options, input)
    compareColumns(whole, options, input)
    guard case .success(let reading) = whole else { return }
    checkPlaces(of: reading, in: input.content)
    compareWithRules(reading, options, input)
  }

  private static func options(_ input: FuzzInput) -> ReadingOptions {
    var options = ReadingOptions()
    let delimiters: [String?] = [nil, ",", nil, ";", "\t", nil, "|", "a"]
    if let delimiter = input.pick(0, delimiters)?.utf8.first {
      options.dialect = CSVDialect(
        delimiter: delimiter,
        quote: input.pick(0, shift: 3, [0x22, 0x22, 0x27, nil]),
        escape: input.pick(0, shift: 5, [nil, nil, 0x5C, nil, 0x22, 0x5C, 0x27, nil])
      )
    }
    let encodings: [CSVEncoding?] = [
      nil, .utf8, nil, .utf16LittleEndian, .utf16BigEndian, .windows1252, .latin1,
    ]
    options.encoding = input.pick(1, encodings)
    options.extent.endsAtShortRow = input[5] & 4 != 0
    options.extent.headerLine = input.pick(5, shift: 3, [nil, nil, nil, nil, nil, 1, 2, 3])
    if input[7] & 1 != 0 { options.limits.maximumRecordBytes = 6 + input[7] >> 1 & 31 }
    if input[7] & 128 != 0 { options.limits.maximumCellBytes = 2 + input[7] >> 1 & 15 }
    return options
  }

  private static func compare(
    _ whole: Result<Reading, CodeError>,
    _ options: ReadingOptions,
    _ input: FuzzInput
  ) {
    var small = options
    small.windowBytes = 1 + input[2]
    small.recordsPerBatch = input[3] & 128 == 0 ? 1 + input[3] % 17 : 4096
    let windowed = small.read(ScratchFile.path)
    require(
      windowed == whole,
      "windows of \(small.windowBytes) bytes agree: \(Reading.summary(windowed)), not "
        + Reading.summary(whole)
    )
    for threads in 2...3 {
      small.threads = threads
      small.blockBytes = 1 + input[6] * (threads - 1)
      let threaded = small.read(ScratchFile.path)
      require(
        threaded == whole,
        "\(threads) threads with blocks of \(small.blockBytes) bytes agree: "
          + "\(Reading.summary(threaded)), not \(Reading.summary(whole))"
      )
    }
  }

  /// The cells of some columns are those of all columns; a cell too long counts only if it is read.
  private static func compareColumns(
    _ whole: Result<Reading, CodeError>,
    _ options: ReadingOptions,
    _ input: FuzzInput
  ) {
    guard case .success(let reading) = whole, options.limits.maximumCellBytes > 1000 else { return }
    var some = options
    some.columns = (input[4] & 7, 1 + input[4] >> 3 & 7)
    some.threads = 1 + input[5] & 1
    some.blockBytes = 40
    let columns = some.selected(of: reading.headerCells.count)
    var expected = reading
    expected.rows = reading.rows.map { row in columns.map { row[$0] } }
    require(some.read(ScratchFile.path) == .success(expected), "some columns read like all")
  }

  private static func checkPlaces(of reading: Reading, in content: [UInt8]) {
    let places = reading.bytes.compactMap(\.self)
    require(places.isEmpty || places.count == reading.rows.count, "all places are known or none")
    require(zip(places, places.dropFirst()).allSatisfy { $0 < $1 }, "records come one by one")
    require(places.allSatisfy(content.indices.contains), "records lie in the file")
    require(zip(reading.lines, reading.lines.dropFirst()).allSatisfy { $0 < $1 }, "lines rise")
  }

  private static func compareWithRules(
    _ reading: Reading,
    _ options: ReadingOptions,
    _ input: FuzzInput
  ) {
    guard options.limits == CSVLimits(maximumColumns: 100), options.extent == .wholeFile,
      options.encoding == nil || options.encoding == .utf8,
      !reading.bytes.contains(nil), !input.content.contains(0)
    else { return }
    let rules = ReferenceReader(reading.dialect, input.content)
    guard let expected = rules.reading() else {
      // JSON lines and UTF-16 are no plain text.
      return require(reading.rows.isEmpty, "what has records has a header")
    }
    require(reading.headerCells == expected.headerCells, "the header is that of the rules")
    require(reading.rows == expected.rows, "the rows are those of the rules")
    require(reading.lines == expected.lines, "the lines are those of the rules")
    require(reading.bytes == expected.bytes, "the places are those of the rules")
    require(reading.blankCount == expected.blankCount, "so are the blank lines")
    require(reading.paddedCount == expected.paddedCount, "so are the short rows")
    let rejects = reading.rejects.map { "\($0.location.line) \($0.code)" }
    require(rejects == expected.rejects, "the rejects are those of the rules")
  }
}
