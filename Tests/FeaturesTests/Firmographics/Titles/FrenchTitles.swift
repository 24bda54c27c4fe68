/// Titles in French and what they say.
let titlesInFrench = """
  c_level management: PDG
  c_level management: P.-D.G.
  c_level management: Président-directeur général
  c_level management: Directeur général
  c_level management: Directrice Générale
  c_level management: DG
  c_level management: Gérante
  c_level management: Présidente
  vp management: Directeur général adjoint
  vp -: Vice-présidente
  owner management: Fondateur
  owner management: Co-fondatrice & CEO
  owner management: Associé gérant
  owner management: Chef d'entreprise
  owner management: Propriétaire
  director sales: Directeur commercial
  director sales: Directrice commerciale
  director sales: Directeur des ventes
  director hr: DRH
  director hr: Directrice des Ressources Humaines
  director it: DSI
  director it: Directeur des systèmes d'information
  director finance: DAF
  director finance: Directeur administratif et financier
  director marketing: Directeur marketing et communication
  director marketing: Directeur(trice) marketing
  director procurement: Directrice des Achats
  director engineering: Directeur technique
  director operations: Directrice de la qualité
  director legal: Directeur juridique
  manager sales: Responsable commercial
  manager sales: Chef des ventes
  manager hr: Responsable RH
  manager it: Responsable informatique
  manager finance: Chef comptable
  manager support: Responsable du service client
  manager operations: Responsable Logistique
  manager procurement: Responsable achats
  manager -: Chef de service
  individual -: Chef de projet
  individual -: Chef(fe) de projet
  individual product: Cheffe de produit
  individual sales: Ingénieur commercial
  individual sales: Ingénieure d'affaires
  individual sales: Commercial
  individual sales: Attachée commerciale
  individual sales: Technico-commercial
  individual sales: Chargé(e) de clientèle
  individual marketing: Chargé de communication
  individual engineering: Ingénieur
  individual engineering: Ingénieure logiciel
  individual engineering: Développeuse web
  individual it: Administrateur systèmes et réseaux
  individual it: Technicien informatique
  individual finance: Comptable
  individual finance: Contrôleuse de gestion
  individual legal: Juriste
  individual legal: Avocate
  individual medical: Infirmière
  individual education: Enseignante
  individual design: Graphiste
  individual procurement: Acheteuse
  individual -: Assistante de direction
  individual -: Assistant du directeur général
  individual sales: Assistante commerciale
  individual hr: Assistante RH
  senior -: Consultante senior
  intern -: Stagiaire
  intern hr: Stagiaire RH
  intern -: Étudiant·e
  intern engineering: Alternant ingénieur
  - -: Ancien directeur commercial
  - -: Retraité
  - -: Retraitée
  - marketing: Communication
  - -: Bonjour
  director operations: Directeur d'usine
  manager sales: Responsable grands comptes Europe
  individual medical: Médecin généraliste
  individual operations: Magasinier cariste
  vp sales: VP Ventes
  owner management: Dirigeant fondateur
  director research: Directeur de la recherche et de l'innovation
  individual hr: Chargée de recrutement
  intern marketing: Apprentie communication
  manager engineering: Responsable bureau d'études
  """
