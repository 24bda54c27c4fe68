import Dispatch

/// Where the blocks of a file are; only the first begins where a record begins.
struct FileBlocks: Sendable {
  /// How many blocks there are.
  let count: Int
  /// How much of a block and of what is behind it to read at first.
  let windowBytes: Int
  /// Where the first record begins.
  let start: BlockTurns.Frontier
  private let file: PlainFile
  private let bytes: Int

  init(_ file: PlainFile, from start: BlockTurns.Frontier, bytes: Int, windowBytes: Int) {
    self.file = file
    self.start = start
    self.bytes = bytes
    self.windowBytes = windowBytes
    count = max(1, (file.size - file.textStart - start.byte + bytes - 1) / bytes)
  }

  /// Where a block begins in the text.
  func start(of block: Int) -> Int { start.byte + block * bytes }

  /// Records that begin before this byte belong to the block; the last one has the rest.
  func stop(of block: Int) -> Int { block == count - 1 ? .max : start(of: block + 1) }

  func source(from byte: Int) -> ZeroByteFilter {
    ZeroByteFilter(PlainFileSource(file, from: byte))
  }
}

/// What the threads do with the blocks; the turns keep them apart where they share something.
final class BlockWorkers<State>: @unchecked Sendable {
  typealias Step = (inout State, CSVBatch) throws -> Void

  /// What the threads made, once they are done.
  private(set) var states: [State] = []
  private let reader: CSVReader
  private let blocks: FileBlocks
  private let turns: BlockTurns
  private let body: Step
  private let inOrder: Step?

  /// Prepares to read blocks.
  ///
  /// - Parameters:
  ///   - reader: The reader whose batches they are.
  ///   - blocks: The blocks.
  ///   - body: The step that runs on several threads at the same time.
  ///   - inOrder: The step behind it in the order of the file.
  init(_ reader: CSVReader, _ blocks: FileBlocks, body: @escaping Step, inOrder: Step?) {
    self.reader = reader
    self.blocks = blocks
    self.body = body
    self.inOrder = inOrder
    turns = BlockTurns(blockCount: blocks.count, first: blocks.start)
  }

  /// Reads all blocks.
  ///
  /// - Parameters:
  ///   - threads: How many threads there are at most.
  ///   - makeState: Makes the state of a thread, on that thread: what it allocates there does not
  ///     share lines of memory with other states.
  /// - Throws: The first error of the file.
  func run(threads: Int, _ makeState: @Sendable () throws -> State) throws {
    DispatchQueue.concurrentPerform(iterations: min(threads, blocks.count)) { _ in
      guard var block = turns.take() else { return }
      do {
        var worker = BlockWorker(reader, blocks, turns, try makeState(), body, inOrder)
        while true {
          try worker.read(block)
          guard let next = turns.take() else { break }
          block = next
        }
        turns.alone { states.append(worker.state) }
      } catch {
        turns.failed(block, error)
      }
    }
    try turns.checkFailure()
  }
}

/// One thread at its work.
private struct BlockWorker<State> {
  private(set) var state: State
  private let reader: CSVReader
  private let blocks: FileBlocks
  private let turns: BlockTurns
  private let body: BlockWorkers<State>.Step
  private let inOrder: BlockWorkers<State>.Step?
  private var filler: BatchFiller

  init(
    _ reader: CSVReader,
    _ blocks: FileBlocks,
    _ turns: BlockTurns,
    _ state: State,
    _ body: @escaping BlockWorkers<State>.Step,
    _ inOrder: BlockWorkers<State>.Step?
  ) {
    self.reader = reader
    self.blocks = blocks
    self.turns = turns
    self.state = state
    self.body = body
    self.inOrder = inOrder
    filler = reader.makeFiller(windowBytes: blocks.windowBytes)
  }

  /// What a thread knows of its block.
  private struct Scan {
    let source: ZeroByteFilter
    /// Where the first record was thought to begin.
    let start: Int?
    var outcome: BatchFiller.Outcome

    /// Whether zero bytes were dropped: then places in the text are no places in the file any more,
    /// so that no other block can go on and this one has the rest of the file.
    var hasRest: Bool { source.droppedCount > 0 }

    /// Whether the block has no further batch.
    var isOver: Bool {
      outcome == .tableEnded || outcome == .atEnd || (outcome == .reachedStop && !hasRest)
    }
  }

  /// Reads a block and gives its batches to the steps.
  mutating func read(_ block: Int) throws {
    if filler.hasGrown { filler = reader.makeFiller(windowBytes: blocks.windowBytes) }
    var scan = try speculativeScan(of: block)
    guard let frontier = turns.waitToBegin(block) else { return }
    if scan.start != frontier.byte || scan.hasRest {
      if frontier.byte >= blocks.stop(of: block) {
        turns.scanned(next: frontier, tableEnded: false)
        return finish(block)
      }
      scan = try self.scan(block, from: frontier.byte)
    }
    while true {
      try reader.commit(filler, lineOffset: frontier.line - 1)
      if scan.isOver {
        let line = frontier.line - 1 + filler.nextLine
        let next = BlockTurns.Frontier(byte: scan.hasRest ? .max : filler.nextByte, line: line)
        turns.scanned(next: next, tableEnded: scan.outcome == .tableEnded)
      }
      // A batch that ends before its block is used while the next thread waits.
      try use(filler.batch, block)
      if scan.isOver { break }
      if scan.outcome == .needsBytes { try filler.refill(from: scan.source) }
      scan.outcome = filler.fill(before: scan.hasRest ? .max : blocks.stop(of: block))
    }
    if scan.outcome == .tableEnded {
      reader.outsideLineCount = try filler.countLines(from: scan.source)
    }
    finish(block)
  }

  /// Scans a block before it is known where its first record begins.
  private func speculativeScan(of block: Int) throws -> Scan {
    if block == 0 { return try scan(block, from: blocks.start.byte) }
    // The byte before tells whether a record begins right here.
    let first = blocks.start(of: block) - 1
    let source = blocks.source(from: first)
    try filler.restart(at: first, from: source)
    guard let start = filler.seekLikelyRecord() else {
      return Scan(source: source, start: nil, outcome: .full)
    }
    let outcome = filler.fill(before: blocks.stop(of: block))
    return Scan(source: source, start: start, outcome: outcome)
  }

  private func scan(_ block: Int, from byte: Int) throws -> Scan {
    let source = blocks.source(from: byte)
    try filler.restart(at: byte, from: source)
    let outcome = filler.fill(before: blocks.stop(of: block))
    return Scan(source: source, start: byte, outcome: outcome)
  }

  private mutating func use(_ batch: CSVBatch, _ block: Int) throws {
    guard batch.count > 0 else { return }
    try body(&state, batch)
    if let inOrder, turns.waitToFinish(block) { try inOrder(&state, batch) }
  }

  private func finish(_ block: Int) {
    if inOrder != nil, turns.waitToFinish(block) { turns.finished() }
  }
}
