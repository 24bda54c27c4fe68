extension TitleVocabulary {
  /// What job titles are made of in French.
  static let french = """
    assistant: assistante, conseiller du, conseillere du, assistant(e) de direction, secretaire,
      assistant(e) du, assistant(e) de, secretaire de direction, bras droit,
      adjoint(e) de direction, aide, assistant(e) d, adjoint(e) du, adjoint(e) au, adjoint(e) a
    former: ancien, ancienne, ex
    retired: retraite(e), a la retraite, sans emploi, en recherche d emploi
    deputy: adjoint(e), vice, suppleant(e)
    under: aupres, au, rattache au
    at: chez
    and: et
    owner management?: proprietaire, fondateur, fondatrice, cofondateur, cofondatrice,
      co fondateur, co fondatrice, associe(e), associe(e) gerant(e), associe(e) fondateur,
      gerant(e) associe(e), chef d entreprise, cheffe d entreprise, entrepreneur(e), entrepreneuse,
      president fondateur, presidente fondatrice, artisan(e), auto entrepreneur, patron(ne)
    c_level management: pdg, president(e) directeur general, presidente directrice generale, p d g
    c_level management?: directeur general, directrice generale, dg, president(e), gerant(e),
      dirigeant(e), directeur executif, directrice executive, administrateur delegue,
      membre du directoire, president(e) du directoire, directeur gerant,
      membre du conseil d administration, administrateur, administratrice, secretaire general(e),
      directeur general delegue
    vp: vice president(e), vice presidente
    vp management?: dga, directeur general adjoint, directrice generale adjointe
    director: directeur, directrice, direction, dir adj, sous directeur, sous directrice,
      directeur adjoint, directrice adjointe
    director management?: directeur de site, directeur de filiale, directeur d agence,
      directrice d agence, directeur pays
    director finance: daf, directeur administratif et financier,
      directrice administrative et financiere, directeur comptable, raf
    director hr: drh
    director it: dsi, rssi
    director sales: directeur commercial, directrice commerciale, dir co
    director marketing: dircom, redacteur en chef, redactrice en chef
    manager: responsable, chef, cheffe, chef d equipe, cheffe d equipe, encadrant(e),
      superviseur(e), contremaitre, manageur, manageuse, resp, chef de service, cheffe de service,
      chef de rayon, chef d agence
    manager hr: rrh
    manager operations: chef d atelier, chef de chantier, cheffe de chantier,
      responsable de magasin, chef de magasin, agent de maitrise
    manager finance: chef comptable, cheffe comptable
    individual: chef de projet, cheffe de projet, chef de projets, cheffe de projets,
      chef de mission, analyste, consultant(e), conseiller, conseillere, charge(e),
      charge(e) de mission, gestionnaire, employe(e), collaborateur, collaboratrice, coordinateur,
      coordinatrice, coordonnateur, coordonnatrice, agent, specialiste, attache(e), representant(e),
      salarie(e), cadre, animateur, animatrice, debutant(e)
    individual product: chef de produit, cheffe de produit, chef de produits, cheffe de produits
    individual marketing: chef de publicite, charge(e) de communication, redacteur, redactrice,
      journaliste, charge(e) de marketing, chef de marque, redacteur web, redactrice web,
      attache(e) de presse, animateur de communaute
    individual sales: commercial(e), ingenieur commercial, ingenieur(e) commerciale,
      ingenieur(e) d affaires, attache(e) commercial(e), vendeur, vendeuse, technico commercial(e),
      charge(e) d affaires, conseiller commercial, conseillere commerciale, conseiller de vente,
      conseillere de vente, agent commercial, charge(e) de clientele, charge(e) de developpement,
      developpeur commercial, charge(e) de comptes, teleprospecteur, agent immobilier,
      business developpeur, caissier, caissiere, delegue(e) commercial(e), conseiller clientele,
      conseillere clientele
    individual engineering?: ingenieur(e), developpeur, developpeuse, technicien(ne), architecte,
      dessinateur, dessinatrice, programmeur, programmeuse
    individual engineering: ingenieur(e) logiciel, developpeur web, developpeuse web,
      ingenieur(e) d etudes, ingenieur(e) etudes
    individual it: administrateur systeme, administrateur systemes, administratrice systemes,
      administrateur reseaux, administrateur systemes et reseaux, technicien(ne) informatique,
      informaticien(ne), ingenieur(e) systeme, ingenieur(e) systemes
    individual finance: comptable, auditeur, auditrice, controleur de gestion,
      controleuse de gestion, tresorier, tresoriere, expert(e) comptable, aide comptable,
      gestionnaire de paie, analyste financier, analyste financiere, actuaire, conseiller financier,
      banquier, banquiere, assistant(e) comptable
    individual hr: charge(e) de recrutement, recruteur, recruteuse,
      charge(e) de ressources humaines, charge(e) rh, gestionnaire rh
    individual legal: avocat(e), juriste, notaire, huissier, conseiller juridique, magistrat(e),
      juge
    individual medical: medecin, infirmier, infirmiere, pharmacien(ne), chirurgien(ne), dentiste,
      kinesitherapeute, sage femme, psychologue, aide soignant(e), docteur(e), veterinaire
    individual education: professeur(e), enseignant(e), formateur, formatrice,
      maitre de conferences, maitresse de conferences, instituteur, institutrice
    individual research: chercheur, chercheuse, scientifique, chimiste, biologiste,
      charge(e) de recherche
    individual data: analyste de donnees, ingenieur(e) donnees
    individual design: graphiste, designeur, concepteur, conceptrice, infographiste, maquettiste,
      designer graphique
    individual operations: assistant(e) administratif, assistante administrative, hote d accueil,
      hotesse d accueil, magasinier, magasiniere, operateur, operatrice, chauffeur, standardiste,
      ouvrier, ouvriere, mecanicien(ne), electricien(ne), agent d accueil, agent administratif,
      preparateur de commandes, serveur, serveuse, cuisinier, cuisiniere, livreur, livreuse
    individual procurement: acheteur, acheteuse, approvisionneur, approvisionneuse
    individual support: teleconseiller, teleconseillere, charge(e) de support
    senior: expert(e), confirme(e), referent technique, lead developpeur
    intern: stagiaire, alternant(e), apprenti(e), etudiant(e), en alternance, stage, doctorant(e),
      eleve, en apprentissage
    - sales: ventes, vente, commerce, developpement commercial, comptes cles, grands comptes,
      export, relation commerciale, administration des ventes, adv, force de vente, clientele,
      commerciaux
    - marketing: communication, publicite, marque, contenu, contenus, relations publiques,
      evenementiel, presse, relations presse, reseaux sociaux, webmarketing, marketing digital,
      communication interne
    - engineering: ingenierie, developpement, bureau d etudes, etudes, technique, methodes,
      travaux, logiciel, genie civil, developpement logiciel
    - it: informatique, systemes d information, si, systeme d information, reseaux, systemes,
      cybersecurite, securite informatique, exploitation informatique
    - finance: financier, financiere, comptabilite, tresorerie, finances, controle de gestion,
      audit interne, administratif et financier, administrative et financiere, paie, recouvrement,
      fiscalite, risques
    - hr: ressources humaines, rh, recrutement, formation, personnel, paie et rh, talents,
      developpement rh, relations sociales, carrieres
    - operations: operations, logistique, qualite, maintenance, exploitation, usine, magasin,
      supply chain, administratif, administrative, entrepot, chantier, securite, hqe, qhse, hse,
      production industrielle, services generaux, atelier, operationnel, operationnelle,
      approvisionnements, transports, moyens generaux, administration, industriel, industrielle
    - product: produit, produits
    - legal: juridique, conformite, affaires juridiques, droit, contentieux,
      affaires reglementaires
    - procurement: achats, achat, approvisionnement
    - support: service client, relation client, support client, sav, relation clients,
      service clients, service apres vente, assistance technique, experience client
    - management: strategie, direction generale, transformation
    - research: recherche, recherche et developpement, laboratoire, recherche & developpement
    - design: creation, graphisme, design produit, creatif, creative
    - data: donnees, decisionnel
    - education: enseignement, pedagogique, pedagogie, academique
    - medical: sante, soins, medical(e), clinique, infirmiers
    noise: chef cuisinier, rendez vous
    """
}
