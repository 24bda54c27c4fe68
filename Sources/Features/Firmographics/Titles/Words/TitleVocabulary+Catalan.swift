extension TitleVocabulary {
  /// What job titles are made of in Catalan.
  static let catalan = """
    assistant: assistent(a), assessor(a) del, secretari, secretària, ajudant(a), adjunt(a) a,
      adjunt(a) al, assistent de direccio, adjunt a la direccio, adjunta a la direccio
    former: antic, antiga, exdirectora general
    retired: jubilat, jubilada, a l atur
    deputy: adjunt(a), sots
    under: al
    at: a la empresa
    and: i
    owner management?: propietari, propietària, fundador(a), cofundador(a), co fundador(a), soci,
      sòcia, soci fundador, sòcia fundadora, soci director, sòcia directora, soci gerent, empresari,
      empresària, amo, mestressa, emprenedor(a), titular
    c_level management: conseller delegat, consellera delegada, director executiu,
      directora executiva
    c_level management?: director(a) general, director gerent, directora gerent, gerent general,
      president(a), presidenta executiva, president executiu, administrador unic,
      administradora unica, conseller, consellera, membre del consell
    vp management?: sotsdirector general, sotsdirectora general
    vp: vicepresident(a), vice presidenta
    director: director(a), sotsdirector(a), direccio, subdirector(a), director adjunt,
      directora adjunta
    manager: gerent(a), cap, responsable, encarregat, encarregada, supervisor(a), coordinador(a),
      cap d equip, sotscap
    individual: cap de projecte, cap de projectes, gestor(a) de projectes, analista, consultor(a),
      assessor(a), especialista, auxiliar, agent, gestor(a), empleat, empleada, representant,
      delegat, delegada, treballador(a)
    individual product: cap de producte
    individual sales: comercial, venedor(a), agent comercial, representant de vendes,
      representant comercial, assessor(a) comercial, executiu de vendes, executiva de vendes,
      executiu de comptes, executiva de comptes, tecnic comercial, tècnica comercial,
      delegat comercial, delegada comercial, dependent, dependenta, gestor(a) comercial,
      gestor(a) de comptes, caixer(a)
    individual engineering?: enginyer(a), desenvolupador(a), programador(a), arquitecte(a),
      arquitecta, tecnic(a), tècnica, delineant
    individual engineering: enginyer(a) de programari, desenvolupador(a) web,
      enginyer(a) industrial, enginyer(a) de software
    individual it: administrador(a) de sistemes, tecnic(a) de sistemes, informatic,
      analista de sistemes
    individual finance: comptable, auditor(a), tresorer(a), assessor(a) fiscal, economista,
      analista financer, analista financera, assessor(a) financer
    individual hr: tecnic(a) de seleccio, reclutador(a)
    individual legal: advocat, advocada, notari, notaria, procurador(a), assessor juridic,
      assessora juridica, lletrat, lletrada
    individual medical: metge, metgessa, infermer(a), farmaceutic(a), psicoleg, psicologa,
      dentista, fisioterapeuta, veterinari, doctor(a)
    individual education: professor(a), mestre(a), mestra, docent, catedratic(a), educador(a)
    individual research: investigador(a), cientific(a), quimic(a), bioleg, biologa
    individual data: analista de dades, cientific(a) de dades, enginyer(a) de dades
    individual design: dissenyador(a), dissenyador(a) grafic, dissenyadora grafica
    individual marketing: redactor(a), periodista, publicista, gestor(a) de continguts,
      tecnic(a) de comunicacio
    individual operations: administratiu, administrativa, recepcionista, operari, operària,
      mosso de magatzem, conductor(a), xofer, auxiliar administratiu, auxiliar administrativa,
      electricista, mecanic(a), cambrer(a), cuiner(a)
    individual procurement: comprador(a)
    individual support: teleoperador(a)
    senior: expert(a), lider tecnic
    intern: becari, becària, en practiques, estudiant, aprenent(a), doctorand(a), alumne(a),
      alumna, en formacio
    - sales: vendes, area comercial, desenvolupament de negoci, comptes, exportacio, grans comptes
    - marketing: marqueting, comunicacio, publicitat, marca, continguts, premsa,
      relacions publiques, xarxes socials, esdeveniments
    - engineering: enginyeria, desenvolupament, oficina tecnica, desenvolupament de software
    - it: informatica, sistemes, tecnologia, tecnologies de la informacio, ciberseguretat,
      infraestructura, xarxes, sistemes d informacio
    - finance: finances, financer(a), comptabilitat, tresoreria, administracio i finances,
      auditoria, control de gestio, nomines
    - hr: recursos humans, rrhh, talent, persones, seleccio, formacio, personal,
      relacions laborals
    - operations: operacions, logistica, produccio, qualitat, manteniment, magatzem,
      administracio, planta, fabrica, botiga, obra, obres, transport, prevencio de riscos,
      serveis generals, cadena de subministrament, transit
    - product: producte, productes
    - legal: juridic(a), assessoria juridica, compliment normatiu, proteccio de dades
    - procurement: compres, aprovisionament
    - support: atencio al client, servei al client, suport, postvenda, suport tecnic,
      experiencia de client, clients, servei tecnic
    - management: estrategia, direccio general
    - research: recerca, recerca i desenvolupament, laboratori, innovacio, investigacio
    - design: disseny, creatiu, creativa, disseny grafic
    - data: dades, analitica
    - education: educacio, ensenyament, academic(a), estudis, docencia
    - medical: sanitari, sanitària, clinic(a), infermeria, salut, medicina
    """
}
