/// Abbreviations of zones: those that mean one clock, and those that are used for several.
enum ZoneAbbreviations {
  /// Abbreviations that only one clock uses.
  static let clear = """
    CET=Europe/Brussels
    CEST=Europe/Brussels
    MEZ=Europe/Berlin
    MESZ=Europe/Berlin
    MET=Europe/Brussels
    EET=Europe/Athens
    EEST=Europe/Athens
    WET=Europe/Lisbon
    WEST=Europe/Lisbon
    MSK=Europe/Moscow
    TRT=Europe/Istanbul
    SAST=Africa/Johannesburg
    EAT=Africa/Nairobi
    CAT=Africa/Maputo
    WAT=Africa/Lagos
    PKT=Asia/Karachi
    NPT=Asia/Kathmandu
    ICT=Asia/Bangkok
    WIB=Asia/Jakarta
    WITA=Asia/Makassar
    WIT=Asia/Jayapura
    HKT=Asia/Hong_Kong
    SGT=Asia/Singapore
    PHT=Asia/Manila
    JST=Asia/Tokyo
    KST=Asia/Seoul
    AWST=Australia/Perth
    NZST=Pacific/Auckland
    NZDT=Pacific/Auckland
    HST=Pacific/Honolulu
    AKST=America/Anchorage
    AKDT=America/Anchorage
    PDT=America/Los_Angeles
    MDT=America/Denver
    NDT=America/St_Johns
    BRT=America/Sao_Paulo
    ART=America/Argentina/Buenos_Aires
    """

  /// What else an abbreviation may mean.
  static let ambiguous = [
    "EST": "America/New_York, America/Panama or Australia/Sydney",
    "EDT": "America/New_York or Australia/Sydney",
    "ET": "America/New_York or America/Toronto",
    "CST": "America/Chicago, Asia/Shanghai or America/Havana",
    "CDT": "America/Chicago or America/Havana",
    "CT": "America/Chicago or America/Winnipeg",
    "MST": "America/Denver, America/Phoenix or Asia/Kuala_Lumpur",
    "MT": "America/Denver or America/Phoenix",
    "PST": "America/Los_Angeles or Asia/Manila",
    "PT": "America/Los_Angeles or America/Vancouver",
    "AST": "America/Halifax, America/Puerto_Rico or Asia/Riyadh",
    "ADT": "America/Halifax or Atlantic/Bermuda",
    "NST": "America/St_Johns or Asia/Kathmandu",
    "IST": "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem",
    "BST": "Europe/London, Asia/Dhaka or Pacific/Bougainville",
    "GST": "Asia/Dubai or Atlantic/South_Georgia",
    "SST": "Pacific/Pago_Pago or Asia/Singapore",
    "WST": "Australia/Perth or Pacific/Apia",
    "AEST": "Australia/Sydney or Australia/Brisbane",
    "AEDT": "Australia/Sydney, Australia/Melbourne or Australia/Hobart",
    "ACST": "Australia/Adelaide or Australia/Darwin",
    "ACDT": "Australia/Adelaide or Australia/Broken_Hill",
    "AMT": "America/Manaus or Asia/Yerevan",
    "ECT": "America/Guayaquil or a zone of the Caribbean",
  ]
}
