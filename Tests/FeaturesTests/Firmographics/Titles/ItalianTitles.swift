/// Titles in Italian and what they say.
let titlesInItalian = """
  c_level management: Amministratore Delegato
  c_level management: AD
  c_level management: Direttore Generale
  c_level management: Direttrice generale
  c_level management: Presidente
  c_level management: Amministratore unico
  vp -: Vicepresidente
  vp sales: Vice Presidente Vendite
  owner management: Titolare
  owner management: Proprietaria
  owner management: Socio
  owner management: Socia fondatrice
  owner management: Fondatrice
  owner management: Imprenditore
  director sales: Direttore commerciale
  director sales: Direttrice vendite
  director sales: Direttore vendite Italia
  director hr: Direttore Risorse Umane
  director hr: Direttrice del personale
  director finance: Direttore finanziario
  director finance: Direttore Amministrazione, Finanza e Controllo
  director it: Direttore Sistemi Informativi
  director operations: Direttore di produzione
  director marketing: Direttrice Marketing
  director engineering: Direttore tecnico
  director procurement: Direttore acquisti
  director operations: Vice direttore operativo
  director -: Dirigente
  manager sales: Responsabile vendite
  manager sales: Responsabile commerciale
  manager hr: Responsabile Risorse Umane
  manager it: Responsabile IT
  manager operations: Responsabile qualità
  manager operations: Responsabile della logistica
  manager procurement: Responsabile Acquisti
  manager marketing: Responsabile comunicazione
  manager support: Responsabile assistenza clienti
  manager engineering: Responsabile ufficio tecnico
  manager operations: Capo reparto produzione
  manager -: Capo ufficio
  manager sales: Capo area
  individual -: Capo progetto
  individual product: Responsabile di prodotto
  individual sales: Agente di commercio
  individual sales: Addetta alle vendite
  individual sales: Commerciale
  individual sales: Tecnico commerciale
  individual engineering: Ingegnere
  individual engineering: Sviluppatrice web
  individual engineering: Progettista
  individual it: Sistemista
  individual finance: Ragioniera
  individual finance: Commercialista
  individual finance: Impiegata contabile
  individual legal: Avvocato
  individual medical: Infermiera
  individual education: Insegnante
  individual design: Grafico
  individual operations: Impiegato amministrativo
  individual operations: Magazziniere
  individual -: Segretaria
  individual -: Assistente dell'Amministratore Delegato
  individual -: Assistente di direzione
  individual -: Consulente
  senior -: Consulente senior
  intern -: Stagista
  intern marketing: Stagista marketing
  intern -: Tirocinante
  intern -: Studentessa
  - -: Ex direttore generale
  - -: Pensionato
  - procurement: Acquisti
  - -: Buongiorno
  director operations: Direttore dello stabilimento
  manager finance: Responsabile amministrativo e finanziario
  individual medical: Medico chirurgo
  individual engineering: Geometra
  owner management: Contitolare
  manager sales: Capo area vendite nord
  individual sales: Commessa
  individual hr: Addetta alla selezione del personale
  director research: Direttore Ricerca & Sviluppo
  individual legal: Notaio
  """
