/// How to write a profile, in one page.
enum ProfileGuide {
  static let text = """
    A profile tells what the columns of your export mean. Save it as NAME.yaml and use it with
      leadtime run leads.csv:NAME.yaml --output tonight
    or list it under 'profiles:' in the configuration, to be recognised from the header.

      profile: my-crm                     # a short name
      about: leads exported by our CRM    # optional
      zone: Europe/Madrid                 # of times that print no offset; default UTC
      times: ["dd/MM/yyyy HH:mm"]         # default iso8601; also epoch-seconds, epoch-milliseconds
      delimiter: ";"                      # default: found in the file; 'tab' for tabs
      quotes: none                        # default double: "a ""quoted"" cell"
      encoding: windows-1252              # default UTF-8
      nulls: ["-", "n/a"]                 # cells that mean missing, beside the empty one
      stable: [source, sector]            # attributes that never change: a model may use them
      tables:
        - table: contacts                 # contacts, companies, events, sends or conversions
          header: ["Lead ID", "Created"]  # recognised by these; default: all columns named below
          ignore: ["Notes"]               # columns not to keep
          columns:
            contact_id: "Lead ID"         # field: column
            created_at: "Created"
            source: "Lead Source"         # any other name is an attribute
            consent_email: {column: "Opt-in", values: {Y: subscribed, N: never}}
        - table: conversions              # one file may fill several tables
          where: {"Stage": [Won]}         # only rows with one of these words
          columns:
            contact_id: "Lead ID"
            converted_at: {column: "Closed", times: ["dd/MM/yyyy"]}

    Fields (* must be filled)
      contacts     contact_id*, email, company_id, tz, created_at, updated_at, owner,
                   consent_CHANNEL (subscribed, unsubscribed, pending, bounced, complained,
                   suppressed, never, unknown); everything else is an attribute
      companies    company_id*, updated_at; everything else is an attribute
      events       contact_id* (or email), occurred_at*, type*, event_id, channel, message_id,
                   url, is_machine, duration_s, bounce_class
      sends        contact_id* (or email), sent_at*, channel*, send_id, message_id
      conversions  contact_id* (or email), converted_at*, value
    A field may also be {constant: TEXT}. Columns that are not named are kept as attributes of
    contacts and companies; elsewhere they are listed in the manifest.
    """
}
