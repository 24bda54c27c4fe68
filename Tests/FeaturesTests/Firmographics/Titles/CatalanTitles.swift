/// Titles in Catalan and what they say.
let titlesInCatalan = """
  c_level management: Director General
  c_level management: Conseller delegat
  c_level management: Consellera delegada
  c_level management: Presidenta
  c_level management: Directora gerent
  c_level management: Administrador únic
  c_level management: Director executiu
  vp -: Vicepresident
  vp finance: Vicepresidenta de Finances
  owner management: Propietari
  owner management: Propietària
  owner management: Sòcia fundadora
  owner management: Soci
  owner management: Fundadora
  owner management: Empresari
  director sales: Director comercial
  director sales: Directora de Vendes
  director finance: Director financer
  director finance: Directora financera
  director hr: Directora de Recursos Humans
  director it: Director d'Informàtica
  director operations: Director d'Operacions
  director operations: Directora de Qualitat
  director research: Director de Recerca
  director marketing: Directora de Màrqueting i Comunicació
  director engineering: Director Tècnic
  manager sales: Cap de vendes
  manager hr: Cap de Recursos Humans
  manager procurement: Cap de compres
  manager operations: Cap de producció
  manager finance: Cap d'administració i finances
  manager marketing: Responsable de màrqueting
  manager it: Responsable de sistemes
  manager operations: Encarregat de magatzem
  manager operations: Encarregada de botiga
  manager legal: Cap de l'Assessoria Jurídica
  manager -: Gerent
  manager support: Responsable d'atenció al client
  individual -: Cap de projecte
  individual product: Cap de producte
  individual sales: Comercial
  individual sales: Venedora
  individual sales: Executiu de comptes
  individual engineering: Enginyer de programari
  individual engineering: Enginyera
  individual engineering: Desenvolupador web
  individual it: Administrador de sistemes
  individual finance: Comptable
  individual legal: Advocada
  individual medical: Metgessa
  individual medical: Infermer
  individual education: Mestra
  individual education: Professor
  individual design: Dissenyadora gràfica
  individual operations: Administrativa
  individual operations: Recepcionista
  individual -: Secretària de direcció
  individual -: Assistent del director general
  individual data: Analista de dades
  individual hr: Tècnica de recursos humans
  individual -: Consultor
  intern -: Becària
  intern -: Estudiant
  intern engineering: Enginyer en pràctiques
  - -: Exdirectora general
  - -: Antic director comercial
  - -: Jubilat
  - sales: Vendes
  - -: Bon dia
  director education: Director de l'escola
  manager operations: Cap de manteniment
  individual engineering: Arquitecta
  individual hr: Tècnic de selecció
  owner management: Cofundador
  manager engineering: Responsable d'enginyeria
  individual finance: Auxiliar comptable
  director legal: Directora jurídica
  individual research: Investigadora
  vp management: Sotsdirectora general
  """
