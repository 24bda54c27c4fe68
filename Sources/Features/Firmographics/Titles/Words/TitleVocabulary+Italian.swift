extension TitleVocabulary {
  /// What job titles are made of in Italian.
  static let italian = """
    assistant: assistente, segretario(a), segretaria, segreteria, assistente di direzione, aiuto,
      segretaria di direzione, assistente alla direzione
    former: ex, gia
    retired: pensionato(a), pensionata, in pensione, disoccupato
    deputy: vice, vicario
    under: al, all
    at: presso
    and: e, ed
    owner management?: titolare, proprietario(a), proprietaria, fondatore, fondatrice,
      cofondatore, cofondatrice, co fondatore, co fondatrice, socio fondatore, socia fondatrice,
      socio, socia, socio amministratore, imprenditore, imprenditrice, contitolare, socio titolare
    c_level management: amministratore delegato, amministratrice delegata, ad
    c_level management?: direttore generale, direttrice generale, presidente,
      amministratore unico, amministratrice unica, dir generale, dir gen, amministratore,
      consigliere delegato, membro del cda, consigliere di amministrazione, presidente del cda,
      direttore esecutivo, direttrice esecutiva
    vp management?: vicedirettore generale, vice direttore generale
    vp: vicepresidente, vice presidente
    director: direttore, direttrice, direzione, dirigente, vicedirettore, vice direttore,
      direttore di stabilimento
    manager: responsabile, capo, capoufficio, capo ufficio, caporeparto, capo reparto, quadro,
      supervisore, caposquadra, capo squadra, gestore, resp, caposervizio, capo servizio, preposto,
      capo turno
    individual: capo progetto, capoprogetto, responsabile di progetto, responsabile progetto,
      coordinatore, analista, consulente, specialista, addetto, addetta, funzionario, funzionaria,
      collaboratore, collaboratrice, dipendente, referente, libero professionista,
      libera professionista, incaricato
    individual product: responsabile di prodotto, responsabile prodotto
    individual sales: commerciale, venditore, venditrice, agente di commercio, addetto(a) vendite,
      addetto alle vendite, addetta alle vendite, rappresentante, consulente commerciale,
      tecnico commerciale, commesso, commessa, funzionario commerciale, promotore,
      agente immobiliare, informatore scientifico, cassiere, cassiera, venditore esterno
    individual engineering?: ingegnere, sviluppatore, sviluppatrice, tecnico(a), tecnica,
      architetto, programmatore, programmatrice, progettista, geometra, perito, disegnatore, ing
    individual engineering: ingegnere del software, sviluppatore web, ingegnere meccanico,
      disegnatore meccanico
    individual it: sistemista, amministratore di sistema, amministratore di sistemi,
      tecnico informatico, informatico
    individual finance: contabile, ragioniere, ragioniera, commercialista, revisore,
      analista finanziario, tesoriere, consulente finanziario, impiegato contabile,
      impiegata contabile, addetto contabilita, addetta contabilita, bancario, revisore dei conti,
      consulente fiscale
    individual hr: selezionatore, selezionatrice, addetto risorse umane, addetta risorse umane,
      consulente del lavoro
    individual legal: avvocato, avvocata, avvocatessa, notaio, consulente legale, giurista,
      legale, giudice, magistrato
    individual medical: medico, infermiere, infermiera, farmacista, chirurgo, psicologo,
      psicologa, dentista, odontoiatra, fisioterapista, dottore, veterinario, oss
    individual education: insegnante, professore, professoressa, docente, maestro, maestra,
      formatore, formatrice, educatore, educatrice
    individual research: ricercatore, ricercatrice, scienziato, scienziata, chimico, biologo,
      biologa
    individual data: analista dati, analista di dati
    individual design: grafico, grafica, disegnatrice grafica, progettista grafico, illustratore,
      stilista
    individual marketing: redattore, redattrice, giornalista, pubblicitario, addetto stampa,
      addetta stampa, addetto marketing, addetta marketing
    individual operations: impiegato(a), impiegata, impiegato amministrativo,
      impiegata amministrativa, magazziniere, receptionist, operaio, operaia, autista,
      addetto alla logistica, meccanico, elettricista, cuoco, cuoca, cameriere, cameriera, corriere,
      operatore, operatrice, centralinista, falegname
    individual procurement: addetto acquisti, addetta acquisti, buyer junior, compratore
    individual support: operatore call center, operatrice call center, addetto assistenza clienti
    manager sales: capo area, capoarea, responsabile di area
    senior: esperto, esperta
    intern: stagista, tirocinante, apprendista, studente, studentessa, in stage, dottorando,
      dottoranda, praticante, laureando, laureanda, tirocinio
    - sales: vendite, vendita, area commerciale, sviluppo commerciale, clienti,
      clienti direzionali, ufficio commerciale, export, sviluppo business, commerciali,
      grandi clienti
    - marketing: comunicazione, pubblicita, marchio, ufficio stampa, eventi, contenuti,
      relazioni esterne, relazioni pubbliche, stampa
    - engineering: ingegneria, sviluppo, ufficio tecnico, progettazione, sviluppo software
    - it: informatica, sistemi informativi, sistemi, ced, tecnologia, sicurezza informatica,
      infrastrutture, it e sistemi, reti
    - finance: finanza, amministrativo e finanziario, amministrativa e finanziaria,
      amministrativo finanziario, amministrazione, amministrazione finanza e controllo, finanziario,
      finanziaria, contabilita, tesoreria, controllo di gestione, amministrazione e finanza, afc,
      amministrazione e controllo, paghe, credito, fiscale, bilancio
    - hr: risorse umane, personale, selezione, formazione, sviluppo risorse umane,
      selezione del personale
    - operations: operazioni, logistica, produzione, qualita, manutenzione, magazzino,
      stabilimento, operativo, operativa, amministrativo(a), amministrativa, cantiere, sicurezza,
      punto vendita, negozio, trasporti, spedizioni, servizi generali, reparto produzione,
      tecnico di produzione, filiale, rspp, fabbrica
    - product: prodotto, prodotti
    - legal: ufficio legale, affari legali, giuridico, conformita, affari regolatori, societario
    - procurement: acquisti, approvvigionamenti, approvvigionamento
    - support: assistenza clienti, servizio clienti, assistenza, assistenza tecnica, post vendita,
      supporto, supporto tecnico, relazioni con i clienti
    - management: strategia, strategie, direzione generale
    - research: ricerca, ricerca e sviluppo, laboratorio, innovazione, r&s
    - design: creativo, creativa, stile, design grafico
    - data: dati, analisi dati
    - education: didattica, scuola, istruzione, scolastico, didattico
    - medical: sanitario, sanitaria, clinico, clinica, infermieristico, salute
    """
}
