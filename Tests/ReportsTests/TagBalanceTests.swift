import Testing

@Suite("the checker of tags")
struct TagBalanceTests {
  @Test(
    "accepts what is well formed",
    arguments: [
      "", "<!DOCTYPE html><p>a &amp; b</p>", "<p id=\"a\" title=\"1 > 0\">x<br/></p>",
      "<svg><g><rect x=\"1\"/></g></svg>",
    ]
  )
  func accepts(page: String) {
    #expect(TagBalance(page).problems == [])
  }

  @Test(
    "finds what is not",
    arguments: [
      "<p>", "</p>", "<p><b></p></b>", "a & b", "<p title=\"a & b\"/>", "1 < 2", "<p",
      "<p a=1/>", "<a id=\"x\"/><b id=\"x\"/>",
    ]
  )
  func finds(page: String) {
    #expect(TagBalance(page).problems != [])
  }
}
