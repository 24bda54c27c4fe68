import CSV
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Output files")
struct OutputFileTests {
  @Test("a file appears with its commit, not before")
  func commit() throws {
    try withTemporaryPath { path in
      let file = try OutputFile(path: path)
      file.write("text,")
      file.write([0x31, 0x0A])
      #expect(contents(of: path) == nil)
      #expect(contents(of: path + ".partial") != nil)
      try file.commit()
      #expect(contents(of: path) == Array("text,1\n".utf8))
      #expect(contents(of: path + ".partial") == nil)
    }
  }

  @Test("without a commit the old file stays and the partial one goes")
  func noCommit() throws {
    try withFile("old".utf8) { path in
      do {
        let file = try OutputFile(path: path)
        file.write(String(repeating: "new", count: 200_000))
      }
      #expect(contents(of: path) == Array("old".utf8))
      #expect(contents(of: path + ".partial") == nil)
    }
  }

  @Test("a commit replaces an older file and a partial one left by a crash")
  func replacement() throws {
    try withFile("old and long".utf8) { path in
      try withExtendedLifetime(OutputFile(path: path + ".partial")) { try $0.commit() }
      let file = try OutputFile(path: path)
      file.write("new")
      try file.commit()
      #expect(contents(of: path) == Array("new".utf8))
    }
  }

  @Test("large files arrive whole")
  func largeFile() throws {
    try withTemporaryPath { path in
      let file = try OutputFile(path: path)
      for number in 0..<200_000 { file.write("\(number),") }
      try file.commit()
      let expected = (0..<200_000).map { "\($0)," }.joined()
      #expect(contents(of: path) == Array(expected.utf8))
    }
  }

  @Test("a directory that is not there cannot take a file")
  func missingDirectory() {
    let error = #expect(throws: CSVError.self) { try OutputFile(path: "/nowhere/scores.csv") }
    #expect(error?.code == .notWritable)
    #expect(error?.message.contains("/nowhere/scores.csv") == true)
  }

  @Test("a directory cannot be replaced by a file")
  func directory() {
    #expect(throws: CSVError.self) { try OutputFile(path: "/tmp") }
  }

  @Test("devices are written to and stay what they are")
  func device() throws {
    let file = try OutputFile(path: "/dev/null")
    file.write("text")
    try file.commit()
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
  }

  @Test("a full disk is reported", .enabled(if: access("/dev/full", W_OK) == 0))
  func fullDisk() throws {
    let file = try OutputFile(path: "/dev/full")
    file.write("text")
    let error = #expect(throws: CSVError.self) { try file.commit() }
    #expect(error?.code == .writeFailed)
    #expect(error?.hint?.contains("make room") == true)
  }

  @Test(
    "the writer reports a full disk before the end",
    .enabled(if: access("/dev/full", W_OK) == 0)
  )
  func fullDiskEarly() throws {
    let file = try OutputFile(path: "/dev/full")
    let writer = CSVWriter(to: file, header: ["a"])
    #expect(throws: CSVError.self) {
      for number in 0..<1_000_000 {
        writer.field(number)
        try writer.endRecord()
      }
    }
  }

  #if canImport(Glibc)
  @Test("a file too large for its limit leaves neither itself nor a partial file behind")
  func fileSizeLimit() async {
    await #expect(processExitsWith: .exitCode(42)) {
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      try withTemporaryPath { path in
        let file = try OutputFile(path: path)
        file.write([UInt8](repeating: 0x78, count: 1_000_000))
        let error = #expect(throws: CSVError.self) { try file.commit() }
        let isClean = contents(of: path) == nil && contents(of: path + ".partial") == nil
        if error?.code == .writeFailed, isClean { exit(42) }
      }
    }
  }
  #endif
}
