/// Expected local times, made with Python 3.11 zoneinfo over the IANA data 2025b.
///
/// Only zones and years are in here that later releases of the data do not change.
enum ZoneFixture {
  /// Zone, instant, what the local clock shows, offset in seconds, hour of the week.
  static let localTimes = [
    "Europe/Berlin 2025-03-30T00:59:59Z 2025-03-30T01:59:59 3600 145",
    "Europe/Berlin 2025-03-30T01:00:00Z 2025-03-30T03:00:00 7200 147",
    "Europe/Berlin 2025-10-26T00:59:59Z 2025-10-26T02:59:59 7200 146",
    "Europe/Berlin 2025-10-26T01:00:00Z 2025-10-26T02:00:00 3600 146",
    "America/New_York 1970-01-01T00:00:00Z 1969-12-31T19:00:00 -18000 67",
    "America/New_York 2024-11-03T06:00:00Z 2024-11-03T01:00:00 -18000 145",
    "America/New_York 1945-08-14T23:00:00Z 1945-08-14T19:00:00 -14400 43",
    "Europe/London 1941-07-01T12:00:00Z 1941-07-01T14:00:00 7200 38",
    "Australia/Lord_Howe 2024-10-05T15:30:00Z 2024-10-06T02:30:00 39600 146",
    "Asia/Kathmandu 1985-12-31T18:30:00Z 1986-01-01T00:15:00 20700 48",
    "Asia/Kolkata 2025-06-30T18:29:59Z 2025-06-30T23:59:59 19800 23",
    "Pacific/Chatham 2025-04-05T14:00:00Z 2025-04-06T02:45:00 45900 146",
    "Pacific/Apia 2011-12-30T10:00:00Z 2011-12-31T00:00:00 50400 120",
    "Africa/Cairo 2010-08-10T21:00:00Z 2010-08-10T23:00:00 7200 47",
    "Africa/Cairo 2010-09-09T21:00:00Z 2010-09-09T23:00:00 7200 95",
    "Europe/Dublin 2025-01-15T12:00:00Z 2025-01-15T12:00:00 0 60",
    "Antarctica/Troll 2025-03-30T01:00:00Z 2025-03-30T03:00:00 7200 147",
    "Asia/Gaza 2150-07-01T00:00:00Z 2150-07-01T03:00:00 10800 51",
    "Europe/Berlin 2150-07-01T00:00:00Z 2150-07-01T02:00:00 7200 50",
    "Europe/Berlin 2150-12-31T23:30:00Z 2151-01-01T00:30:00 3600 96",
    "America/Santiago 2199-09-07T04:00:00Z 2199-09-07T00:00:00 -14400 120",
    "America/St_Johns 2101-01-01T03:29:59Z 2100-12-31T23:59:59 -12600 119",
    "Australia/Sydney 2120-01-01T00:00:00Z 2120-01-01T11:00:00 39600 11",
    "Asia/Tokyo 2180-01-01T00:00:00Z 2180-01-01T09:00:00 32400 129",
    "Europe/Paris 1900-01-01T00:00:00Z 1900-01-01T00:09:21 561 0",
    "Africa/Monrovia 1960-01-01T00:00:00Z 1959-12-31T23:15:30 -2670 95",
    "Etc/GMT+5 2025-07-01T04:59:59Z 2025-06-30T23:59:59 -18000 23",
    "UTC 2025-07-01T00:00:00Z 2025-07-01T00:00:00 0 24",
  ]

  /// Zone, local time, kind, and the instants that Python gives for fold=0 and fold=1.
  static let instants = [
    "Europe/Berlin 2025-03-30T02:30:00 gap 2025-03-30T01:30:00Z 2025-03-30T00:30:00Z",
    "Europe/Berlin 2025-10-26T02:30:00 fold 2025-10-26T00:30:00Z 2025-10-26T01:30:00Z",
    "Europe/Berlin 2150-03-29T02:30:00 gap 2150-03-29T01:30:00Z 2150-03-29T00:30:00Z",
    "Europe/Berlin 2150-10-25T02:30:00 fold 2150-10-25T00:30:00Z 2150-10-25T01:30:00Z",
    "Australia/Lord_Howe 2024-10-06T02:15:00 gap 2024-10-05T15:45:00Z 2024-10-05T15:15:00Z",
    "Australia/Lord_Howe 2024-04-07T01:45:00 fold 2024-04-06T14:45:00Z 2024-04-06T15:15:00Z",
    "Africa/Cairo 2024-04-26T00:00:00 gap 2024-04-25T22:00:00Z 2024-04-25T21:00:00Z",
    "America/Santiago 2024-09-08T00:30:00 gap 2024-09-08T04:30:00Z 2024-09-08T03:30:00Z",
    "Pacific/Apia 2011-12-30T12:00:00 gap 2011-12-30T22:00:00Z 2011-12-29T22:00:00Z",
    "Antarctica/Troll 2025-03-30T02:30:00 gap 2025-03-30T02:30:00Z 2025-03-30T00:30:00Z",
    "Antarctica/Troll 2025-10-26T01:30:00 fold 2025-10-25T23:30:00Z 2025-10-26T01:30:00Z",
    "Europe/Dublin 2025-10-26T01:30:00 fold 2025-10-26T00:30:00Z 2025-10-26T01:30:00Z",
    "Europe/Berlin 2025-10-26T03:00:00 unique 2025-10-26T02:00:00Z 2025-10-26T02:00:00Z",
    "America/New_York 2024-03-10T03:00:00 unique 2024-03-10T07:00:00Z 2024-03-10T07:00:00Z",
    "Asia/Kolkata 2025-06-30T09:00:00 unique 2025-06-30T03:30:00Z 2025-06-30T03:30:00Z",
  ]
}
