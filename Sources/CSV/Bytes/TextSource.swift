import Diagnostics

/// The text of a file as UTF-8 without marks and zero bytes: the last stage of every file.
///
/// Its first megabyte stays at hand, so that what is found out about a file depends on the file
/// alone, never on the windows that it is read in.
final class TextSource: ByteSource {
  /// How much is kept to look at.
  static let sampleBytes = 1 << 20

  /// How the file is stored.
  private(set) var encoding: EncodingFinding
  /// The first bytes of the text.
  let sample: [UInt8]
  /// Whether the sample is the whole text.
  let isSampleWhole: Bool
  /// Whether the file holds one JSON object a line, of which this source makes CSV.
  let isJSONLines: Bool

  private let text: PeekableSource
  private let filter: ZeroByteFilter

  init(path: String, declared: CSVEncoding?) throws(CSVError) {
    let (stored, container) = try ByteSources.stored(path)
    var finding = try ByteSources.encoding(of: stored, path: path, declared: declared)
    finding.container = container
    filter = ZeroByteFilter(
      finding.encoding == .utf8 ? stored : TranscodingSource(stored, from: finding.encoding)
    )
    let peekable = PeekableSource(filter)
    isJSONLines = try JSONLinesStage.recognises(peekable.peek(64 << 10), path: path)
    text = isJSONLines ? PeekableSource(JSONLinesSource(peekable)) : peekable
    sample = try text.peek(Self.sampleBytes)
    isSampleWhole = sample.count < Self.sampleBytes
    encoding = finding
    encoding.zeroBytes = filter.droppedCount
    sample.withUnsafeBytes { encoding.suspect(in: $0, isWhole: isSampleWhole) }
  }

  /// The physical line that the text begins on: the header of JSON lines is on none.
  var firstLine: Int { isJSONLines ? 0 : 1 }

  /// Whether the text is the bytes of the file behind its mark, as far as was read: then the file
  /// can be read from anywhere.
  var isPlain: Bool {
    encoding.encoding == .utf8 && encoding.container == .plain && !isJSONLines
      && filter.droppedCount == 0
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    try text.read(into: buffer)
  }
}
