import CZlib
import Diagnostics

/// Inflates gzip data, one member after the other.
final class GzipSource: ByteSource {
  /// How every gzip member begins.
  static let magic: [UInt8] = [0x1F, 0x8B]

  private let upstream: any ByteSource
  private let path: String
  /// zlib keeps a pointer to its stream, so the stream must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 128 << 10)
  private var isInsideMember = true
  private var isFinished = false

  init(_ upstream: any ByteSource, path: String) {
    self.upstream = upstream
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipOnly: CInt = 16 + MAX_WBITS
    let status = inflateInit2_(
      stream,
      gzipOnly,
      ZLIB_VERSION,
      CInt(MemoryLayout<z_stream>.size)
    )
    precondition(status == Z_OK, "zlib could not start: status \(status)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(CSVError) -> Int {
    let output = buffer.bindMemory(to: UInt8.self)
    let room = min(output.count, 1 << 30)
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = UInt32(room)
    while stream.pointee.avail_out == UInt32(room), !isFinished {
      try refill()
      if isInsideMember { try inflateSome() } else { try beginNextMember() }
    }
    return room - Int(stream.pointee.avail_out)
  }

  private func refill() throws(CSVError) {
    guard stream.pointee.avail_in == 0 else { return }
    let count = try upstream.read(into: UnsafeMutableRawBufferPointer(input))
    stream.pointee.next_in = input.baseAddress
    stream.pointee.avail_in = UInt32(count)
    guard count == 0 else { return }
    if isInsideMember {
      throw CSVError(
        .truncatedGzip,
        "\(path) ends in the middle of its compressed data",
        hint: "copy or download the file again; gzip -t tells whether it is whole"
      )
    }
    isFinished = true
  }

  private func inflateSome() throws(CSVError) {
    let status = inflate(stream, Z_NO_FLUSH)
    if status == Z_STREAM_END {
      isInsideMember = false
    } else if status != Z_OK && status != Z_BUF_ERROR {
      throw damaged()
    }
  }

  /// Zero bytes between members are padding, as for gzip itself; anything else begins a member.
  private func beginNextMember() throws(CSVError) {
    while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
      stream.pointee.next_in += 1
      stream.pointee.avail_in -= 1
    }
    guard stream.pointee.avail_in > 0 else { return }
    guard stream.pointee.next_in.pointee == Self.magic[0] else { throw damaged() }
    inflateReset(stream)
    isInsideMember = true
  }

  private func damaged() -> CSVError {
    CSVError(
      .corruptGzip,
      "the compressed data of \(path) is damaged",
      hint: "copy or download the file again; gzip -t tells whether it is whole"
    )
  }
}
