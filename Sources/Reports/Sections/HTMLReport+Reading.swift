extension HTMLReport {
  /// What was read, and what could not be used.
  var reading: Markup {
    let rows = content.files.reduce(0) { $0 + $1.rows }
    return section(
      id: "read",
      title: "What was read",
      lede: content.files.isEmpty
        ? "Nothing was read."
        : """
        \(NumberText.count(rows, "row")) from \
        \(NumberText.count(content.files.count, "file")).
        """,
      body: [files, rejects]
    )
  }

  private var files: Markup {
    guard !content.files.isEmpty else {
      return card("Files", sized: .wide, blank("No files were read."))
    }
    let headers: [Markup] = ["Rows", "Used", "Duplicates", "Rejected", "Other"]
    return card(
      "Files",
      sized: .wide,
      """
      <div class="scroll" role="region" aria-label="Files" tabindex="0"><table class="files">\
      <caption>What became of the rows of each file</caption><thead><tr>\
      <th scope="col">File</th><th scope="col">Read as</th>\
      \(headers.markup { "<th scope=\"col\" class=\"number\">\($0)</th>" })</tr></thead>\
      <tbody>\(content.files.markup(line))</tbody></table></div>
      """
    )
  }

  private func line(_ file: ReportContent.FileLine) -> Markup {
    let counts = [file.rows, file.used, file.duplicates, file.rejected, file.other]
    return """
      <tr><th scope="row">\(BarChart.name(file.file))</th>\
      <td>\(BarChart.name(file.table, note: file.profile))</td>\
      \(counts.markup { "<td class=\"number\">\(count: $0)</td>" })</tr>
      """
  }

  private var rejects: Markup {
    guard content.rejects.total > 0 else {
      return card("Rejected rows", sized: .wide, blank("No row was rejected."))
    }
    let rows = content.rejects.markup { reject in
      """
      <tr><th scope="row"><code>\(reject.name)</code></th><td>\(reject.note)</td>\
      <td class="number">\(count: reject.count)</td></tr>
      """
    }
    return card(
      "Rejected rows",
      sized: .wide,
      """
      <table class="rejects"><caption>Rejected rows by code</caption><thead><tr>\
      <th scope="col">Code</th><th scope="col">Meaning</th>\
      <th scope="col" class="number">Rows</th></tr></thead><tbody>\(rows)</tbody></table>
      """,
      note(
        """
        <code>rejects.csv</code> names the place of each and how to repair it; \
        <code>leadtime explain</code> with a code tells more.
        """
      )
    )
  }
}
