/// How to write a profile, in one page.
enum ProfileGuide {
  static let text = """
    A profile tells what the columns of your export mean. Save it as NAME.yaml, try it with
      leadtime profiles check NAME.yaml leads.csv
    and use it with
      leadtime run exports/:NAME.yaml --output tonight        # a folder, or leads.csv:NAME.yaml
    or list it under 'profiles:' in the configuration, to be recognised from the header.
    One profile may know several files: each table reads the files that have its columns.
    'leadtime inspect leads.csv' shows columns and spellings (--encoding windows-1252 where the
    header is not UTF-8); 'leadtime profiles show hubspot' prints one of ours as an example.

      profile: my-crm                     # a short name
      about: leads exported by our CRM    # optional
      source: my-crm                      # makes identifiers my-crm:123; default: as printed
      kind: crm                           # crm, email or behaviour: whose record of a person stays
      zone: Europe/Madrid                 # of times that print no offset; default UTC; 'account'
                                          # when only the user knows: tools: in the configuration
      times: ["dd/MM/yyyy HH:mm"]         # default iso8601; also epoch-seconds, -milliseconds,
                                          # -microseconds; [local]: regional, found from the column
      delimiter: ";"                      # default: found in the file; 'tab' for tabs
      quotes: none                        # default double; backslash: "a \\"quoted\\" cell"
      encoding: windows-1252              # default: UTF-8, or what the byte order mark says
      nulls: ["-", "n/a"]                 # cells that mean missing, beside the empty one
      separator: ";"                      # between the items of a list in a cell
      formula_guards: true                # cells may begin with ' before + - @ =
      ends_at_short_row: true             # stop at the first blank line or row of one cell, where
                                          # a footer or another table follows; else they are rows
      stable: [source, sector]            # attributes that never change: a model may use them
      headers:                            # other names of columns: languages, versions
        "Lead ID": ["ID de registro", "Datensatz-ID"]
      capitals: true                      # names of columns may be in capitals: LEAD ID
      tables:
        - table: contacts                 # see below
          header: ["Lead ID", "Created"]  # recognised by these; default: all columns named here
          without: ["Deal ID"]            # and by the absence of these
          file: ["subscribed_*"]          # and by the file's name
          ignore: ["Notes", "First Name"] # columns not to keep
          columns:
            contact_id: "Lead ID"         # field: column
            created_at: "Created"
            source: "Lead Source"         # any other name is an attribute
            consent_email: {column: "Opt-in", values: {Y: subscribed, N: never}}
        - table: conversions              # one file may fill several tables
          where: {"Stage": [Won, "Closed*"]}   # only rows with one of these words
          columns:
            contact_id: "Lead ID"
            converted_at: {column: "Closed", times: ["dd/MM/yyyy"]}

    A field is a column, or one of
      {column: X}   {constant: TEXT}   {first: [X, Y]}: the first that is filled
      {cases: [{when: {X: [words], Y: ["*"]}, is: TEXT}, ...]}: the first case that holds
      {file_name: {"subscribed_*": TEXT}}: from the file's name
    and may have, applied in this order
      member: NAME        that member of a JSON object in the cell; of [X, Y] the first there is
      item: 1             that item of a list in the cell (separator: "," unlike the profile's);
                          only: its one item, nothing where it has several
      prefix: TEXT        dropped from the front
      values: {A: B}      words replaced;  otherwise: TEXT for words that are not listed
      times: [...]  zone: NAME            of this field only
    Words fit in any case of letters; "*" at the end stands for anything, so ["*"] means filled
    and [""] means empty.

    Tables and fields (* must be filled)
      contacts     contact_id* (or email), email, phone, company_id, deal_id, tz, created_at,
                   updated_at, owner, consent_CHANNEL (subscribed, unsubscribed, pending, bounced,
                   complained, suppressed, never, unknown, yes, no), merged_into, merged_ids (a
                   list), id_TOOL (its identifier in another tool); else an attribute
      companies    company_id*, updated_at; everything else is an attribute
      merges       contact_id*, merged_ids*: records that became this one
      events       contact_id* (or email, phone), occurred_at*, type*, event_id, channel,
                   message_id, url, is_machine, duration_s (whole or decimal point), bounce_class
                   identity: [columns] tell events apart that have no event_id
      sends        contact_id* (or email, phone), sent_at*, channel*, send_id, message_id
      deals        deal_id*, stage* (won, lost, open), closed_at, contact_id or contact_ids (a
                   list) or email, company_id, updated_at; won deals convert their contacts
      conversions  contact_id* (or email, phone), converted_at*, value (not used yet)
    Event types: send, delivered, bounce, hard_bounce, drop, open, click, reply, unsubscribe,
    resubscribe, complaint, page_view, form_submit, download, call, sms_out, sms_in,
    meeting_booked, meeting, webinar_register, webinar_attend, purchase and more; others are kept
    under their own names. Columns that are not named are kept as attributes of contacts and
    companies; elsewhere they are listed in the manifest. Attributes may be numbers with a decimal
    comma. A misspelt field is an attribute, too.
    """
}
