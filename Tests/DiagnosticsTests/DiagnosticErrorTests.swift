import Diagnostics
import Testing

@Suite("How errors read")
struct DiagnosticErrorTests {
  private struct RoomError: DiagnosticError {
    var diagnosticCode = "csv.unterminated-quote"
    var message = "quoted field never closes"
    var location: Diagnostics.SourceLocation?
    var hint: String?
  }

  @Test("a place is file:line:column, or file:line where no field is at fault")
  func places() {
    #expect(SourceLocation(file: "a.csv", line: 7, column: 12).description == "a.csv:7:12")
    #expect(SourceLocation(file: "a.csv", line: 7).description == "a.csv:7")
  }

  @Test("an error prints place, code, message and, on a line of its own, the hint")
  func wholeError() {
    let error = RoomError(
      location: SourceLocation(file: "contacts.csv", line: 7, column: 12),
      hint: "set --quote none, or repair line 7"
    )
    #expect(
      error.description == """
        contacts.csv:7:12: error[csv.unterminated-quote]: quoted field never closes
          hint: set --quote none, or repair line 7
        """
    )
    #expect("\(error)" == error.description)
  }

  @Test("an error without place or hint prints neither")
  func bareError() {
    #expect(
      RoomError().description == "error[csv.unterminated-quote]: quoted field never closes"
    )
  }

  @Test("the exit status comes from the catalog")
  func exitStatus() {
    #expect(RoomError().exitCode == 65)
    #expect(RoomError(diagnosticCode: "settings.syntax").exitCode == 78)
  }

  @Test("a code that nobody listed counts as our own mistake")
  func unlistedCode() {
    #expect(RoomError(diagnosticCode: "nobody.knows-this").exitCode == 70)
  }
}
