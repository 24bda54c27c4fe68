import CRMData
import Tables

/// Companies that are providers of free mail: their customers are not colleagues.
enum FreeMail {
  /// The providers with the most private addresses.
  static let domains: Set<String> = [
    "126.com", "163.com", "aol.com", "bk.ru", "free.fr", "freenet.de", "gmail.com", "gmx.at",
    "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.co.uk", "hotmail.com",
    "hotmail.de", "hotmail.es", "hotmail.fr", "hotmail.it", "icloud.com", "inbox.ru", "laposte.net",
    "libero.it", "list.ru", "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com",
    "naver.com", "orange.fr", "outlook.com", "proton.me", "protonmail.com", "qq.com", "rambler.ru",
    "sapo.pt", "sina.com", "t-online.de", "terra.com.br", "uol.com.br", "virgilio.it", "wanadoo.fr",
    "web.de", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.de", "yahoo.es",
    "yahoo.fr", "yahoo.it", "yandex.com", "yandex.ru", "ymail.com",
  ]

  /// The numbers of companies whose identifier is one of these.
  static func companies(of companies: CompanyTable) -> Set<Int> {
    Set(domains.compactMap { companies.ids.find($0) })
  }
}
