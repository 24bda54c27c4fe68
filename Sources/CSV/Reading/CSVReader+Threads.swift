import Dispatch

extension CSVReader {
  /// Reads all records that are left, on several threads.
  ///
  /// Each thread has a state of its own, to which `body` adds the batches that this thread reads.
  /// The records, their lines and the rejects are the same whatever the number of threads; which
  /// records share a batch, and which thread gets it, is not. Rejects come in the order of the
  /// file, one at a time, on any of the threads.
  ///
  ///     let counts = try reader.forEachBatch(threads: 2, makeState: { 0 }) { count, batch in
  ///       count += batch.count
  ///     }
  ///     let total = counts.reduce(0, +)
  ///
  /// Compressed files, pipes and other encodings than UTF-8 are read on one thread.
  ///
  /// - Parameters:
  ///   - threads: How many threads to use; less for small files.
  ///   - makeState: Makes the state of a thread, on that thread.
  ///   - body: Takes a batch; several calls run at the same time, each with another state.
  /// - Returns: The states, in no particular order.
  /// - Throws: What ``nextBatch()`` or a closure throws; among several errors that of the first
  ///   batch in the file.
  public func forEachBatch<State>(
    threads: Int,
    makeState: @Sendable () throws -> State,
    _ body: @Sendable (inout State, CSVBatch) throws -> Void
  ) throws -> [State] {
    try forEachBatch(threads: threads, blockBytes: nil, makeState: makeState, body, inOrder: nil)
  }

  /// Reads all records that are left on several threads, with a second step in the order of the
  /// file.
  ///
  /// As ``forEachBatch(threads:makeState:_:)``; behind `body` each batch goes to `inOrder`, with the
  /// state that `body` left, one batch at a time and in the order of the file. It is the place to
  /// move results from the state to where the order matters.
  ///
  /// - Parameters:
  ///   - threads: How many threads to use; less for small files.
  ///   - makeState: Makes the state of a thread, on that thread.
  ///   - body: Takes a batch; several calls run at the same time, each with another state.
  ///   - inOrder: Takes the same batch, once all batches before it are through.
  /// - Returns: The states, in no particular order.
  /// - Throws: What ``nextBatch()`` or a closure throws; among several errors that of the first
  ///   batch in the file.
  public func forEachBatch<State>(
    threads: Int,
    makeState: @Sendable () throws -> State,
    _ body: @Sendable (inout State, CSVBatch) throws -> Void,
    inOrder: (inout State, CSVBatch) throws -> Void
  ) throws -> [State] {
    try withoutActuallyEscaping(inOrder) { inOrder in
      try forEachBatch(
        threads: threads,
        blockBytes: nil,
        makeState: makeState,
        body,
        inOrder: inOrder
      )
    }
  }

  /// As the public methods, with the sizes that tests make small.
  package func forEachBatch<State>(
    threads: Int,
    blockBytes: Int? = nil,
    windowBytes: Int? = nil,
    makeState: @Sendable () throws -> State,
    _ body: @Sendable (inout State, CSVBatch) throws -> Void,
    inOrder: ((inout State, CSVBatch) throws -> Void)?
  ) throws -> [State] {
    let lineBytes = averageLineBytes
    let blockBytes = blockBytes ?? usualBlockBytes(lineBytes: lineBytes)
    guard threads > 1, let file, text.isPlain, file.size > blockBytes else {
      return [try forEachBatch(makeState(), body, inOrder: inOrder)]
    }
    // The last record of a block mostly ends within some more lines.
    let moreBytes = min(max(8 * lineBytes, 1 << 10), 64 << 10)
    let start = handOver()
    let blocks = FileBlocks(
      file,
      from: start,
      bytes: blockBytes,
      windowBytes: windowBytes ?? blockBytes + moreBytes
    )
    return try withoutActuallyEscaping(body) { body in
      let workers = BlockWorkers<State>(self, blocks, body: body, inOrder: inOrder)
      try workers.run(threads: threads, makeState)
      return workers.states
    }
  }

  private func forEachBatch<State>(
    _ initial: State,
    _ body: (inout State, CSVBatch) throws -> Void,
    inOrder: ((inout State, CSVBatch) throws -> Void)?
  ) throws -> State {
    var state = initial
    while let batch = try nextBatch() {
      try body(&state, batch)
      try inOrder?(&state, batch)
    }
    return state
  }

  /// A block whose records fit into one batch: otherwise the next thread waits for it longer.
  private func usualBlockBytes(lineBytes: Int) -> Int {
    min(max(lineBytes * recordsPerBatch * 3 / 4, 16 << 10), 256 << 10)
  }
}
