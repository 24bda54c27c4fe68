extension TitleVocabulary {
  /// What job titles are made of in German.
  static let german = """
    assistant: assistent(in), assistenz, sekretar(in), sekretär(in), sekretariat,
      referent der geschäftsführung, referentin der geschäftsführung, referent des vorstands,
      referentin des vorstands, persönlicher referent, persönliche referentin, assistenz der,
      assistentin der
    former: ehemaliger, ehemalige, ehem, früher, früherer, frühere, vormals, ex
    retired: rentner(in), pensionär(in), im ruhestand, außer dienst, arbeitslos, i r
    deputy: stellvertretender, stellvertretende, stellvertreter(in), stellv, stv, stellvertretung,
      vize
    at: bei
    and: und, u, sowie
    owner management?: inhaber(in), gründer(in), mitgründer(in), gesellschafter(in),
      geschäftsführender gesellschafter, geschäftsführende gesellschafterin, eigentümer(in),
      teilhaber(in), selbstständig, selbständig, selbstständiger, selbständiger, unternehmer(in),
      mitinhaber(in), firmeninhaber(in), alleininhaber(in), gesellschafter geschäftsführer
    c_level management?: geschäftsführer(in), geschäftsführung, gf, vorstand, vorständin,
      vorstandsmitglied, mitglied des vorstands, mitglied der geschäftsleitung,
      mitglied der geschäftsführung, geschäftsleitung, geschäftsleiter(in), generaldirektor(in),
      hauptgeschäftsführer(in), präsident(in), aufsichtsrat, aufsichtsratsvorsitzender,
      geschäftsführender direktor, geschäftsführende direktorin, aufsichtsrätin, verwaltungsrat,
      sprecher der geschäftsführung, alleingeschäftsführer, gl mitglied
    c_level management: sprecher des vorstands, sprecherin des vorstands, vorstandsvorsitzender,
      vorstandsvorsitzende, vorstandschef(in), vorstandssprecher(in),
      vorsitzender der geschäftsführung, vorsitzende der geschäftsführung,
      vorsitzender des vorstands
    c_level finance: finanzvorstand, kaufmännischer geschäftsführer,
      kaufmännische geschäftsführerin
    c_level engineering: technischer geschäftsführer, technikvorstand
    vp: vizepräsident(in)
    director: leiter(in), leitung, direktor(in), ltr, ltg, bereichsleiter(in), bereichsleitung,
      hauptabteilungsleiter(in), prokurist(in), niederlassungsleiter(in), werkleiter(in),
      werksleiter(in), betriebsleiter(in), kaufmännischer leiter, ressortleiter(in),
      standortleiter(in), geschäftsbereichsleiter(in), geschäftsstellenleiter(in)
    director education: schulleiter(in), rektor(in), dekan(in)
    director medical: chefarzt, chefärztin, ärztlicher direktor, ärztliche direktorin
    director marketing: chefredakteur(in)
    director it: it leiter(in), edv leiter(in), it leitung
    manager: manager(in), abteilungsleiter(in), abteilungsleitung, teamleiter(in), teamleitung,
      gruppenleiter(in), gruppenleitung, schichtleiter(in), filialleiter(in), filialleitung,
      chef(in), referatsleiter(in), sachgebietsleiter(in), marktleiter(in), bauleiter(in),
      vorarbeiter(in), obmann, teamchef(in), stationsleitung, fachbereichsleiter(in),
      küchenchef(in), stationsleiter(in), gebietsleiter(in), bezirksleiter(in), regionalleiter(in),
      abt leiter(in), abtl, serviceleiter(in), laborleiter(in), amtsleiter(in), hoteldirektor(in),
      werkstattleiter(in), meister(in)
    individual: projektleiter(in), projektleitung, projektmanager(in), teilprojektleiter(in),
      projektkoordinator(in), mitarbeiter(in), sachbearbeiter(in), referent(in), berater(in),
      spezialist(in), koordinator(in), fachkraft, angestellte(r), analyst(in), betreuer(in),
      kaufmann, kauffrau, industriekaufmann, industriekauffrau, beauftragte(r),
      unternehmensberater(in), consultant(in), fachangestellte(r), planer(in), prüfer(in),
      gutachter(in), berufseinsteiger(in), facharbeiter(in), arbeiter(in)
    individual product: produktmanager(in), produktverantwortlicher, produktverantwortliche
    individual sales: verkäufer(in), vertriebsmitarbeiter(in), außendienstmitarbeiter(in),
      innendienstmitarbeiter(in), kundenberater(in), verkaufsberater(in), handelsvertreter(in),
      vertriebler(in), vertriebsingenieur(in), kundenbetreuer(in), vertriebsbeauftragter,
      vertriebsbeauftragte, key account manager(in), account manager(in), makler(in),
      immobilienmakler(in), einzelhandelskaufmann, einzelhandelskauffrau, kassierer(in),
      außendienst, innendienst, vertreter(in), vertriebsassistent(in), vertriebsmanager(in)
    individual engineering?: ingenieur(in), entwickler(in), techniker(in), architekt(in),
      programmierer(in), konstrukteur(in), zeichner(in), dipl ing, mechatroniker(in)
    individual engineering: softwareentwickler(in), webentwickler(in), softwarearchitekt(in),
      bauingenieur(in), maschinenbauingenieur(in), elektroingenieur(in), wirtschaftsingenieur(in)
    individual it: systemadministrator(in), fachinformatiker(in), informatiker(in),
      netzwerkadministrator(in), it administrator(in), systemtechniker(in), it techniker(in)
    individual finance: buchhalter(in), bilanzbuchhalter(in), steuerberater(in),
      wirtschaftsprüfer(in), finanzberater(in), bankkaufmann, bankkauffrau,
      steuerfachangestellte(r), lohnbuchhalter(in), bankberater(in), versicherungskaufmann,
      versicherungskauffrau, finanzbuchhalter(in), revisor(in)
    individual hr: personalreferent(in), recruiter(in), personalsachbearbeiter(in),
      personalberater(in)
    individual legal: rechtsanwalt, rechtsanwältin, jurist(in), anwalt, anwältin, notar(in),
      syndikus, justiziar(in), richter(in), rechtsanwaltsfachangestellte(r),
      datenschutzbeauftragter, datenschutzbeauftragte
    individual medical: arzt, ärztin, krankenschwester, krankenpfleger(in), apotheker(in),
      zahnarzt, zahnärztin, pfleger(in), hebamme, therapeut(in), psychologe, psychologin,
      physiotherapeut(in), assistenzarzt, assistenzärztin, tierarzt, tierärztin, pflegefachkraft,
      altenpfleger(in), facharzt, fachärztin, pflegekraft
    individual education: lehrer(in), dozent(in), lehrkraft, erzieher(in), ausbilder(in),
      professor(in), hochschullehrer(in)
    individual research: wissenschaftler(in), forscher(in), wissenschaftlicher mitarbeiter,
      wissenschaftliche mitarbeiterin, laborant(in), chemiker(in), physiker(in), biologe, biologin
    individual data: datenanalyst(in)
    individual design: grafiker(in), gestalter(in), grafikdesigner(in), mediengestalter(in),
      produktdesigner(in), designer(in)
    individual marketing: redakteur(in), texter(in), journalist(in), pressesprecher(in),
      marketingreferent(in), mediaplaner(in), marketingmanager(in), onlineredakteur(in)
    individual operations: bürokaufmann, bürokauffrau, lagerist(in), disponent(in),
      empfangsmitarbeiter(in), fahrer(in), fachkraft für lagerlogistik, elektriker(in),
      mechaniker(in), rezeptionist(in), bürokraft, hausmeister(in), verwaltungsangestellte(r),
      kaufmann für büromanagement, kauffrau für büromanagement, koch, köchin, kellner(in),
      schlosser(in), maurer(in), schreiner(in), bürofachkraft, logistiker(in), elektroniker(in)
    individual procurement: einkäufer(in), beschaffer(in)
    individual support: kundendienstmitarbeiter(in), supportmitarbeiter(in),
      kundenservicemitarbeiter(in), servicetechniker(in)
    senior: experte, expertin, oberarzt, oberärztin, leitender ingenieur, leitende ingenieurin,
      chefentwickler(in), fachexperte
    intern: praktikant(in), werkstudent(in), auszubildende(r), azubi, auszubildender, student(in),
      volontär(in), schüler(in), praktikum, doktorand(in), referendar(in), in ausbildung,
      dualer student, duale studentin
    - sales: vertrieb, verkauf, vertriebs, verkaufs, sales management, außenhandel,
      kundenbetreuung, export, vertriebsinnendienst, vertriebsaußendienst, kundenmanagement,
      gebietsverkauf, vertriebssteuerung, geschäftsentwicklung, handel, geschäftskunden, kunden
    - marketing: werbung, kommunikation, presse, unternehmenskommunikation, öffentlichkeitsarbeit,
      marken, online marketing, redaktion, pressearbeit, öffentlichkeits
    - engineering: entwicklung, softwareentwicklung, technik, konstruktion, technischer,
      technische, entwicklungs, ingenieurwesen, bau, hochbau, tiefbau, anwendungsentwicklung,
      elektro, maschinenbau
    - it: edv, informationstechnik, informatik, systeme, netzwerk, it sicherheit,
      informationssicherheit, digitalisierung, systemtechnik, organisation und edv, rechenzentrum
    - finance: finanzen, finanz, rechnungswesen, buchhaltung, finanzbuchhaltung, steuern,
      revision, kaufmännischer, kaufmännische, kaufmännisch, lohnbuchhaltung, finanzwesen,
      treasury abteilung, debitoren, kreditoren, finanzierung, konzernrechnungswesen,
      interne revision, steuer, lohn, bilanz
    - hr: personal, personalwesen, personalabteilung, personalentwicklung, personalmanagement,
      personalwirtschaft, personalgewinnung, weiterbildung, aus und weiterbildung, ausbildung
    - operations: produktion, fertigung, logistik, lager, qualität, qualitätssicherung,
      qualitätsmanagement, betrieb, betriebs, werk, instandhaltung, verwaltung, organisation,
      produktions, technischer betrieb, montage, versand, arbeitssicherheit, arbeitsvorbereitung,
      supply chain management, disposition, fuhrpark, büro, filial, filiale, gebäudemanagement,
      qualitäts
    - product: produkt, produktmanagement, produkte, produktentwicklung
    - legal: recht, rechtsabteilung, justiziariat, datenschutz, rechts, vertragsmanagement
    - procurement: einkauf, beschaffung, einkaufs, materialwirtschaft, strategischer einkauf
    - support: kundendienst, kundenservice, service, kundensupport, anwendersupport,
      kundenzufriedenheit
    - management: unternehmensentwicklung, strategie, unternehmensstrategie
    - research: forschung, forschung und entwicklung, labor, f&e, fue, forschungs
    - design: gestaltung, grafik, kreation
    - data: daten, datenanalyse, statistik
    - education: schule, bildung, lehre, schul, unterricht, hochschul
    - medical: medizin, pflege, klinik, ärztlicher, ärztliche, gesundheit, kranken
    noise: begleiter(in), beiträger
    """
}
