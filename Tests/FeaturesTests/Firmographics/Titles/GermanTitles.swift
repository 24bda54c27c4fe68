/// Titles in German and what they say.
let titlesInGerman = """
  c_level management: Geschäftsführer
  c_level management: Geschäftsführerin
  c_level management: Geschaeftsfuehrer
  c_level management: GF
  c_level sales: Geschäftsführer Vertrieb
  c_level management: Vorstandsvorsitzender
  c_level finance: Vorstand Finanzen
  c_level management: Mitglied der Geschäftsleitung
  c_level engineering: Technischer Geschäftsführer
  owner management: Inhaber
  owner management: Inhaberin
  owner management: Gründer
  owner management: Gründerin & Geschäftsführerin
  owner management: Geschäftsführender Gesellschafter
  vp -: Vizepräsident
  director sales: Vertriebsleiterin
  director sales: Vertriebsleiter (m/w/d)
  director sales: Leiter Vertrieb
  director sales: Ltr. Vertrieb
  director marketing: Marketingleiterin
  director marketing: Leitung Marketing & Kommunikation
  director hr: Personalleiter
  director hr: Leiterin Personal
  director procurement: Einkaufsleiter
  director finance: Leiter Rechnungswesen
  director it: IT-Leiter
  director it: Leiter IT
  director engineering: Entwicklungsleiter
  director operations: Produktionsleiter
  director operations: Leiterin Qualitätsmanagement
  director research: Leiter Forschung und Entwicklung
  director sales: Bereichsleiter Vertrieb
  director -: Prokurist
  director sales: Stellv. Vertriebsleiter
  manager -: Abteilungsleiter
  manager sales: Teamleiterin Vertrieb
  manager operations: Gruppenleiter Logistik
  manager -: Filialleiterin
  manager it: Teamleiter:in IT
  individual -: Projektleiter
  individual product: Produktmanagerin
  individual sales: Verkäuferin
  individual sales: Vertriebsmitarbeiter
  individual sales: Verkäufer/in
  individual sales: Außendienstmitarbeiter
  individual engineering: Ingenieur
  individual engineering: Softwareentwicklerin
  individual engineering: Entwicklungsingenieur
  individual it: Systemadministrator
  individual finance: Buchhalterin
  individual finance: Steuerberater
  individual hr: Personalreferentin
  individual legal: Rechtsanwältin
  individual medical: Ärztin
  individual education: Lehrerin
  individual procurement: Einkäufer
  individual operations: Bürokauffrau
  individual -: Sachbearbeiter
  individual -: Assistentin der Geschäftsführung
  individual -: Vorstandsassistentin
  individual -: Assistenz des Vorstands
  individual marketing: Marketingassistent
  senior -: Senior Berater
  intern -: Praktikant
  intern -: Werkstudentin
  intern marketing: Werkstudent Marketing
  intern -: Auszubildende
  - -: Ehemaliger Geschäftsführer
  - -: Rentner
  - sales: Vertrieb
  - -: Begleiterin
  - -: Guten Tag
  director operations: Leiter Instandhaltung
  director sales: Regionalverkaufsleiter
  individual it: IT-Systemelektroniker
  individual marketing: Referentin Öffentlichkeitsarbeit
  c_level management: Sprecher des Vorstands
  director finance: Kaufmännische Leiterin
  individual medical: Zahnärztin
  manager operations: Schichtleiter Produktion
  individual sales: Verkaufsberater im Außendienst
  intern it: Azubi Fachinformatiker
  """
