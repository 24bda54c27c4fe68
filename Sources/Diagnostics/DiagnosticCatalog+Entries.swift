extension DiagnosticCatalog {
  /// All entries, by room.
  public static let entries: [Entry] = files + settings + time + records + numbers + run + exports

  private static let files: [Entry] = [
    Entry(
      code: "csv.missing-file",
      meaning: "There is no file at the path.",
      repair: "Check the spelling and the working directory.",
      exitCode: 66
    ),
    Entry(
      code: "csv.is-directory",
      meaning: "The path is a folder where a file is needed.",
      repair: "Name a file in it.",
      exitCode: 66
    ),
    Entry(
      code: "csv.unreadable",
      meaning: "A file cannot be opened or read.",
      repair: "Check its permissions and the disk.",
      exitCode: 74
    ),
    Entry(
      code: "csv.empty-file",
      meaning: "A file has no record at all, not even a header.",
      repair: "Check the export; a header alone is enough.",
      exitCode: 65
    ),
    Entry(
      code: "csv.binary-file",
      meaning: "A file is not text: it holds many zero bytes or control characters.",
      repair: "Unpack it, export it as CSV, or declare its encoding in the profile.",
      exitCode: 65
    ),
    Entry(
      code: "csv.archive",
      meaning: "The path names a zip archive where one of its files is needed.",
      repair: "Name the file in it: FILE.zip/contacts.csv.",
      exitCode: 65
    ),
    Entry(
      code: "csv.corrupt-zip",
      meaning: "A zip archive is damaged.",
      repair: "Copy or download it again; 'unzip -t' checks it.",
      exitCode: 65
    ),
    Entry(
      code: "csv.encrypted-zip",
      meaning: "A file in a zip archive needs a password.",
      repair: "Unpack the archive and name the folder.",
      exitCode: 65
    ),
    Entry(
      code: "csv.unsupported-encoding",
      meaning: "A file is in an encoding that is not read, such as UTF-32.",
      repair: "Save it as UTF-8.",
      exitCode: 65
    ),
    Entry(
      code: "csv.not-json-lines",
      meaning: "A file is JSON, but not one object a line.",
      repair: "Write one object a line, for example with 'jq -c'.",
      exitCode: 65
    ),
    Entry(
      code: "csv.bad-json",
      meaning: "A line of a file of JSON objects is no whole object.",
      repair: "Export the file again, or complete the line.",
      exitCode: 65
    ),
    Entry(
      code: "csv.no-header",
      meaning: "The first record looks like data: only numbers or dates.",
      repair: "Add a line of column names.",
      exitCode: 65
    ),
    Entry(
      code: "csv.too-many-columns",
      meaning: "The header has more columns than the limit.",
      repair: "Check the delimiter, or raise the limit.",
      exitCode: 65
    ),
    Entry(
      code: "csv.duplicate-column",
      meaning: "Several columns have one name; the first has it, the next is called 'NAME (2)'.",
      repair: "Rename one of them in the export.",
      exitCode: 65
    ),
    Entry(
      code: "csv.truncated-gzip",
      meaning: "The compressed data ends early.",
      repair: "Copy or download the file again.",
      exitCode: 65
    ),
    Entry(
      code: "csv.corrupt-gzip",
      meaning: "The compressed data is damaged.",
      repair: "Copy or download the file again; 'gzip -t' checks it.",
      exitCode: 65
    ),
    Entry(
      code: "csv.invalid-dialect",
      meaning: "The delimiter and the quote cannot be used together.",
      repair: "Choose two different ASCII characters.",
      exitCode: 78
    ),
    Entry(
      code: "csv.unterminated-quote",
      meaning: "A quoted cell never closes.",
      repair: "Close it, or double the quotes inside it.",
      exitCode: 65
    ),
    Entry(
      code: "csv.text-after-quote",
      meaning: "There is text behind a closing quote.",
      repair: "Double the quotes inside the cell.",
      exitCode: 65
    ),
    Entry(
      code: "csv.ragged-row",
      meaning: "A row has more cells than the header.",
      repair: "Quote the cells that hold the delimiter.",
      exitCode: 65
    ),
    Entry(
      code: "csv.record-too-long",
      meaning: "One record is longer than the limit.",
      repair: "Check the line ends, or raise the limit.",
      exitCode: 65
    ),
    Entry(
      code: "csv.cell-too-long",
      meaning: "One cell of a column that is read is longer than the limit.",
      repair: "Shorten the cell, or raise the limit.",
      exitCode: 65
    ),
    Entry(
      code: "csv.too-many-rejects",
      meaning: "More rows of a file cannot be used than the limit allows.",
      repair: "Repair the rows that the rejects name, or raise the limit.",
      exitCode: 65
    ),
    Entry(
      code: "csv.invalid-utf8",
      meaning: "Bytes that are not in the file's encoding.",
      repair: "Declare the encoding in the profile: encoding: windows-1252.",
      exitCode: 65
    ),
    Entry(
      code: "output.not-writable",
      meaning: "An output file cannot be made.",
      repair: "Check that its folder exists and may be written to.",
      exitCode: 73
    ),
    Entry(
      code: "output.write-failed",
      meaning: "Writing an output failed, as on a full disk; the old outputs were kept.",
      repair: "Make room on the disk and run again.",
      exitCode: 74
    ),
  ]

  private static let settings: [Entry] = [
    Entry(
      code: "settings.missing-file",
      meaning: "A YAML file cannot be read.",
      repair: "Check the path; the file must be UTF-8 text.",
      exitCode: 66
    ),
    Entry(
      code: "settings.syntax",
      meaning: "A text is not YAML.",
      repair: "Check the indentation and the quotes of the line.",
      exitCode: 78
    ),
    Entry(
      code: "settings.unknown-key",
      meaning: "A key that nobody reads, probably misspelt.",
      repair: "Use the suggested key, or remove it.",
      exitCode: 78
    ),
    Entry(
      code: "settings.missing-key",
      meaning: "A key that must be there is not.",
      repair: "Add it.",
      exitCode: 78
    ),
    Entry(
      code: "settings.wrong-type",
      meaning: "A value is of the wrong kind, such as a word for a number.",
      repair: "Write the kind of value that the message names.",
      exitCode: 78
    ),
    Entry(
      code: "settings.bad-value",
      meaning: "A value lies outside its range or is not one of the allowed words.",
      repair: "Choose a value that the hint names.",
      exitCode: 78
    ),
  ]

  private static let time: [Entry] = [
    Entry(
      code: "time.unknown-zone",
      meaning: "There is no time zone of this name.",
      repair: "Use an IANA name such as Europe/Paris; the hint names a near one.",
      exitCode: 78
    ),
    Entry(
      code: "time.damaged-zone",
      meaning: "The system's file of a time zone cannot be read.",
      repair: "Install tzdata again, or let TZDIR point to good zone files.",
      exitCode: 66
    ),
    Entry(
      code: "time.no-zone-data",
      meaning: "The system has no time zone files.",
      repair: "Install tzdata, or let TZDIR point to zone files.",
      exitCode: 66
    ),
    Entry(
      code: "time.bad-pattern",
      meaning: "A time format has letters without meaning, or lacks a field.",
      repair: "Write a format such as dd/MM/yyyy HH:mm, or iso8601.",
      exitCode: 78
    ),
    Entry(
      code: "synthetic.bad-option",
      meaning: "A world of this size or length cannot be made.",
      repair: "Choose a number that the hint allows.",
      exitCode: 64
    ),
  ]

  private static let records: [Entry] = [
    Entry(
      code: "crm.unknown-profile",
      meaning: "No profile fits the header of a file.",
      repair: "Write a profile and name it after a colon; 'leadtime explain profiles' shows how.",
      exitCode: 65
    ),
    Entry(
      code: "crm.ambiguous-profile",
      meaning: "Two profiles fit a header equally well.",
      repair: "Name one: FILE:PROFILE.",
      exitCode: 65
    ),
    Entry(
      code: "crm.missing-column",
      meaning: "A profile names columns that the file does not have.",
      repair: "Correct the names in the profile, or export the columns.",
      exitCode: 65
    ),
    Entry(
      code: "crm.no-contacts",
      meaning: "The input has no contacts and no events to make them from.",
      repair: "Add a contacts file.",
      exitCode: 65
    ),
    Entry(
      code: "crm.too-many-rejects",
      meaning: "More rows of a file were rejected than allowed.",
      repair: "Repair the export or its profile, or raise rejects.maximum_share.",
      exitCode: 65
    ),
    Entry(
      code: "crm.missing-input",
      meaning: "An input file or folder is not there, or has no tables.",
      repair: "Check the path.",
      exitCode: 66
    ),
    Entry(
      code: "crm.too-many-names",
      meaning: "The data name more event types or channels of their own than can be told apart.",
      repair: "Map them to fewer under 'values:' in the profile.",
      exitCode: 65
    ),
    Entry(
      code: "crm.ambiguous-dates",
      meaning: "Regional dates of a file may begin with the day or with the month.",
      repair: "Say it in the configuration: tools: {PROFILE: {dates: day-first}}.",
      exitCode: 65
    ),
    Entry(
      code: "crm.merge-cycle",
      meaning: "Records were merged in a circle, so that none of them stays.",
      repair: "Export the merges again; each record can have become only one other.",
      exitCode: 65
    ),
    Entry(
      code: "crm.damaged-id",
      meaning: "A spreadsheet has rounded an identifier, such as 9.0010001E+15.",
      repair: "Export again, and do not save the file with a spreadsheet.",
      exitCode: 65
    ),
    Entry(
      code: "crm.missing-value",
      meaning: "A cell that must be filled is empty.",
      repair: "Fill it, or leave the row out of the export.",
      exitCode: 65
    ),
    Entry(
      code: "crm.bad-time",
      meaning: "A time does not follow the profile's formats, or does not exist.",
      repair: "Name the format under 'times:' in the profile.",
      exitCode: 65
    ),
    Entry(
      code: "crm.bad-number",
      meaning: "A cell that must be a number is none.",
      repair: "Check the column and the decimal point.",
      exitCode: 65
    ),
    Entry(
      code: "crm.bad-word",
      meaning: "A word that is not among those that the field knows.",
      repair: "Map it under 'values:' in the profile.",
      exitCode: 65
    ),
    Entry(
      code: "crm.unknown-contact",
      meaning: "An event or conversion whose contact is in no contacts file.",
      repair: "Export contacts and events together.",
      exitCode: 65
    ),
    Entry(
      code: "crm.duplicate-id",
      meaning: "Two rows of the same contact or company differ.",
      repair: "Export each once; the row with the later updated_at was kept.",
      exitCode: 65
    ),
    Entry(
      code: "crm.outcome-before-creation",
      meaning: "A conversion lies before its contact was created.",
      repair: "Check the zones of both columns.",
      exitCode: 65
    ),
    Entry(
      code: "crm.unknown-zone",
      meaning: "The zone data has no such time zone; the row is used without it.",
      repair: "Use an IANA name such as Europe/Paris.",
      exitCode: 65
    ),
  ]

  private static let numbers: [Entry] = [
    Entry(
      code: "linear-algebra.not-positive-definite",
      meaning: "Columns are linearly dependent.",
      repair: "Remove the repeated column, or use a penalty.",
      exitCode: 65
    ),
    Entry(
      code: "linear-algebra.singular",
      meaning: "A system of equations has no single solution.",
      repair: "Look for rows or columns that say the same.",
      exitCode: 65
    ),
    Entry(
      code: "linear-algebra.not-finite",
      meaning: "A matrix holds values that are not finite.",
      repair: "Look for extreme values.",
      exitCode: 65
    ),
    Entry(
      code: "model.no-rows",
      meaning: "There is nothing to fit.",
      repair: "Check the filters before this step.",
      exitCode: 65
    ),
    Entry(
      code: "model.not-finite",
      meaning: "A value is missing, infinite or too large to add up.",
      repair: "Fill in or remove missing values.",
      exitCode: 65
    ),
    Entry(
      code: "model.outcome-not-binary",
      meaning: "An outcome is neither 0 nor 1.",
      repair: "Leave out rows whose outcome is unknown.",
      exitCode: 65
    ),
    Entry(
      code: "model.weight-negative",
      meaning: "A weight is below 0.",
      repair: "A weight says how often a row counts.",
      exitCode: 65
    ),
    Entry(
      code: "model.single-class",
      meaning: "All outcomes agree.",
      repair: "Check the label, or take a longer horizon.",
      exitCode: 65
    ),
    Entry(
      code: "model.singular",
      meaning: "Where a fit begins no row carries information.",
      repair: "Check that the offset is a logit.",
      exitCode: 65
    ),
    Entry(
      code: "model.counts-invalid",
      meaning: "Successes do not lie between 0 and the trials.",
      repair: "Repair the counts.",
      exitCode: 65
    ),
    Entry(
      code: "model.duration-invalid",
      meaning: "A duration is no whole number of periods from 1 on, or begins after its end.",
      repair: "Leave out subjects that were never at risk, or count in longer periods.",
      exitCode: 65
    ),
    Entry(
      code: "evaluation.no-rows",
      meaning: "There is nothing to judge.",
      repair: "Check the filters before this step.",
      exitCode: 65
    ),
    Entry(
      code: "evaluation.prediction-invalid",
      meaning: "A prediction lies outside 0 to 1.",
      repair: "Leave out rows without a score.",
      exitCode: 65
    ),
    Entry(
      code: "evaluation.outcome-not-binary",
      meaning: "An outcome to judge by is neither 0 nor 1.",
      repair: "Leave out rows whose outcome is unknown.",
      exitCode: 65
    ),
    Entry(
      code: "evaluation.single-class",
      meaning: "All outcomes agree, so there is nothing to calibrate or screen by.",
      repair: "Take a longer period, or check the label.",
      exitCode: 65
    ),
    Entry(
      code: "evaluation.weight-invalid",
      meaning: "A weight is negative or not finite, or all weights are 0.",
      repair: "Give every row a weight from 0 on.",
      exitCode: 65
    ),
    Entry(
      code: "evaluation.value-invalid",
      meaning: "A value of a column to screen is infinite, or the column has none.",
      repair: "Leave out infinite values; write NaN where a value is missing.",
      exitCode: 65
    ),
  ]

  private static let run: [Entry] = [
    Entry(
      code: "score.bad-expression",
      meaning: "A fit rule has a regular expression that cannot be read.",
      repair: "Check its brackets; write it in single quotes.",
      exitCode: 78
    ),
    Entry(
      code: "score.model-damaged",
      meaning: "A model file is no model, or not a whole one.",
      repair: "Copy it again, or learn a new one with 'leadtime train'.",
      exitCode: 65
    ),
    Entry(
      code: "score.model-schema",
      meaning: "A model file is in the format of another version of Leadtime.",
      repair: "Learn a new one with 'leadtime train'.",
      exitCode: 65
    ),
    Entry(
      code: "run.unknown-contact",
      meaning: "No contact has this identifier, or none that existed as of the run.",
      repair: "Copy the identifier from scores.csv.",
      exitCode: 65
    ),
    Entry(
      code: "run.since-after-as-of",
      meaning: "The earlier of two dates to compare is not the earlier one.",
      repair: "Give a --since before --as-of.",
      exitCode: 64
    ),
    Entry(
      code: "run.output-folder",
      meaning: "The output folder cannot be made.",
      repair: "Check that its parent exists and may be written to.",
      exitCode: 73
    ),
    Entry(
      code: "run.folder-busy",
      meaning: "Another run is writing into the same output folder.",
      repair: "Wait until it has ended, or choose another --output.",
      exitCode: 75
    ),
    Entry(
      code: "run.standard-output",
      meaning: "Standard output cannot be written to.",
      repair: "Check the disk or the pipe behind it.",
      exitCode: 74
    ),
    Entry(
      code: "run.output-exists",
      meaning: "A file that would be replaced without asking.",
      repair: "Choose another name, or remove it first.",
      exitCode: 73
    ),
    Entry(
      code: "run.damaged-history",
      meaning: "The log of earlier nights in the output folder, history.csv, cannot be read.",
      repair: "Put back a copy, or move it away: then leads are handed over once more.",
      exitCode: 65
    ),
    Entry(
      code: "run.no-instant",
      meaning: "There is no event and no conversion to take the as-of instant from.",
      repair: "Give --as-of.",
      exitCode: 65
    ),
    Entry(
      code: "run.bad-label",
      meaning: "The label column does not name one success.",
      repair: "Write --label COLUMN=VALUE.",
      exitCode: 65
    ),
    Entry(
      code: "run.unknown-column",
      meaning: "A column that the table does not have.",
      repair: "Use one of the names in the header.",
      exitCode: 65
    ),
    Entry(
      code: "run.too-few-outcomes",
      meaning: "There are too few conversions, or too few others, to evaluate.",
      repair: "Choose an earlier --reference or a longer --horizon.",
      exitCode: 65
    ),
  ]

  private static let exports: [Entry] = [
    Entry(
      code: "export.unknown-target",
      meaning: "No profile has the name that was given after --to, or it has no writer.",
      repair: "Use one of the names that the hint lists, or add 'writer:' to your profile.",
      exitCode: 64
    ),
    Entry(
      code: "export.missing-results",
      meaning: "The results folder lacks a table of a run.",
      repair: "Name the output folder of 'leadtime run'.",
      exitCode: 66
    ),
    Entry(
      code: "export.damaged-results",
      meaning: "A table of the results cannot be read, lacks a column or is not in order.",
      repair: "Use the files of one 'leadtime run' as they are.",
      exitCode: 65
    ),
    Entry(
      code: "export.contacts-needed",
      meaning: "Rows for the tool need addresses or cells that only contact exports hold.",
      repair: "Give the exports that the run read: --contacts FILE ...",
      exitCode: 64
    ),
    Entry(
      code: "export.unknown-contacts",
      meaning: "A contact export does not have the columns of its tool.",
      repair: "Export the columns that the hint names, or say which tool it is: FILE:PROFILE.",
      exitCode: 65
    ),
    Entry(
      code: "export.output-folder",
      meaning: "The folder for the files cannot be made or cleaned, or holds something else.",
      repair: "Check that it may be written to; give each target a folder of its own.",
      exitCode: 73
    ),
  ]
}
