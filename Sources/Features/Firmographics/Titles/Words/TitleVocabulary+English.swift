extension TitleVocabulary {
  /// What job titles are made of in English.
  static let english = """
    chief: chief
    officer: officer
    assistant: assistant to, assistant for, assistant of, pa, ea, secretary, aide,
      personal assistant, executive assistant, secretary to, pa to, ea to, office of,
      chief of staff to
    assistant?: assistant, asst
    former: ex, former, formerly, previously, past, previous
    retired: retired, emeritus, between jobs, unemployed, deceased, on sabbatical
    deputy: deputy, vice, acting deputy
    under: to, to the, reporting to, supporting, on behalf of
    at: at, @, working at
    and: and, plus
    owner management?: owner, co owner, proprietor, founder, co founder, cofounder,
      founding partner, business owner, store owner, shop owner, self employed, entrepreneur,
      managing partner, senior partner, equity partner, partner, general partner, franchise owner,
      founding member, sole trader
    individual product: product owner, product manager, technical product manager,
      associate product manager, product specialist, product analyst
    individual: process owner, data owner, service owner, system owner, business process owner,
      application owner, business partner, project manager, program manager, programme manager,
      case manager, scrum master, agile coach, business analyst, delivery manager, pmo,
      project coordinator, program coordinator, change manager, analyst, consultant, specialist,
      associate, coordinator, representative, rep, agent, advisor, adviser, contributor,
      individual contributor, staff member, generalist, planner, trainer, junior, jr, entry level,
      graduate, inspector, member of staff, employee, producer, translator, interpreter, strategist,
      evangelist, contractor, practitioner
    individual hr: hr business partner, hrbp, people partner, talent partner, recruiter,
      talent acquisition specialist, sourcer, hr generalist, hr executive, hr officer,
      hr specialist, headhunter, hr administrator, hr coordinator
    individual finance: finance business partner, financial business partner, accountant,
      bookkeeper, auditor, internal auditor, financial analyst, tax advisor, actuary, banker,
      investment banker, trader, underwriter, loan officer, payroll specialist, credit analyst,
      investment analyst, economist, teller, cpa, finance officer, accounts payable,
      accounts receivable, insurance agent, financial advisor, financial adviser, wealth manager,
      portfolio manager, fund manager
    individual sales: partner manager, channel partner manager, partner account manager,
      account manager, key account manager, kam, account executive, ae, sales executive, sales rep,
      sales representative, salesperson, salesman, saleswoman, sales associate, sales consultant,
      sales agent, sales advisor, business development manager, business development executive,
      business development representative, business developer, bdr, sdr, bdm,
      sales development representative, relationship manager, client manager, territory manager,
      sales engineer, sales specialist, presales, pre sales, presales engineer, pre sales engineer,
      solutions consultant, inside sales, field sales, client partner, sales assistant, cashier,
      shop assistant, channel manager, partnerships manager, account specialist, broker,
      estate agent, real estate agent, realtor, merchant
    c_level management: ceo, chief executive, chief executive officer, group ceo, co ceo,
      interim ceo, chief strategy officer, chief administrative officer
    c_level management?: managing director, president, director general, general director,
      executive director, chairman, chairwoman, chairperson, chair, executive chairman,
      chairman of the board, board member, member of the board, board director,
      non executive director, ned, c level, c suite, cxo, group managing director, country president
    c_level finance: cfo, chief financial officer, chief accounting officer
    c_level engineering: cto, chief technology officer, chief technical officer,
      chief engineering officer
    c_level it: cio, chief information officer, ciso, chief information security officer,
      chief security officer, chief digital officer
    c_level marketing: cmo, chief marketing officer, chief brand officer,
      chief communications officer
    c_level operations: coo, chief operating officer, chief operations officer,
      chief supply chain officer
    c_level sales: cro, chief revenue officer, chief sales officer, chief commercial officer, cco,
      chief business officer, chief growth officer
    c_level hr: chro, chief human resources officer, chief people officer, chief talent officer
    c_level product: cpo, chief product officer
    c_level data: cdo, chief data officer, chief analytics officer
    c_level legal: clo, chief legal officer, chief compliance officer, general counsel
    c_level medical: chief medical officer, chief nursing officer
    c_level support: chief customer officer
    c_level procurement: chief procurement officer
    c_level research: chief science officer, chief scientific officer
    vp: vp, vice president, svp, evp, avp, v p, senior vice president, executive vice president,
      vice pres, vice chairman, vice chair, assistant vice president, group vice president,
      area vice president, rvp
    director: director, head, head of, directors, dir, senior director, associate director,
      area director, regional director
    director management?: general manager, gm, country manager, country head, branch director,
      site director, head of office, plant director
    director management: chief of staff
    director engineering: engineering director, chief engineer, chief architect
    director education: headmaster, headmistress, head teacher, school principal, dean, provost,
      rector
    director operations: plant manager
    director data: chief data scientist
    director research: chief scientist, principal investigator
    director finance: financial controller, group controller, treasurer, finance controller
    director legal: head of legal, company secretary
    director design: creative director
    manager: manager, mgr, mngr, supervisor, team lead, team leader, teamlead, group leader,
      group lead, foreman, superintendent, section head, team manager, assistant manager,
      manageress, squad lead, managers, section chief
    manager finance: chief accountant, accounting manager, controller, comptroller, bank manager
    manager operations: store manager, branch manager, shop manager, warehouse manager,
      shift supervisor, restaurant manager, shift leader, office supervisor, facility manager,
      facilities manager
    manager medical: charge nurse, matron, practice manager
    manager support: service delivery manager, call center manager, call centre manager
    individual marketing: community manager, social media manager, content manager, brand manager,
      campaign manager, marketing executive, product marketing manager, seo manager, copywriter,
      content writer, editor, public relations officer, event manager, events manager, journalist,
      reporter, growth hacker, growth manager, media planner, media buyer, marketing associate,
      influencer, photographer, advertising executive
    individual support: customer success manager, csm, technical account manager,
      customer support specialist, customer service representative, customer service executive,
      support agent, help desk technician
    individual operations: office manager, office administrator, receptionist, administrator,
      administrative assistant, admin assistant, driver, warehouse operative, operator, dispatcher,
      logistics coordinator, facilities coordinator, clerk, office clerk, quality inspector,
      security guard, mechanic, electrician, data entry clerk, worker, labourer, laborer, baker,
      cook, waiter, waitress, chef de partie, bartender, pilot, steward, machinist, welder, plumber,
      carpenter, farmer
    individual procurement: category manager, buyer, purchasing agent, purchasing officer,
      procurement specialist, sourcing specialist
    individual it: system administrator, systems administrator, sysadmin, network engineer,
      network administrator, database administrator, dba, it support, helpdesk, help desk,
      systems engineer, it specialist, security engineer, security analyst,
      site reliability engineer, sre, devops engineer, devops, cloud engineer,
      salesforce administrator, it administrator, it executive, systems analyst, system analyst
    individual engineering: software engineer, software developer, web developer, programmer,
      coder, software architect, solution architect, solutions architect, enterprise architect,
      test engineer, qa engineer, qa tester, tester, qa analyst, mechanical engineer,
      electrical engineer, civil engineer, frontend developer, backend developer,
      full stack developer, fullstack developer, front end developer, back end developer,
      mobile developer, android developer, ios developer, machine learning engineer,
      chemical engineer, design engineer, structural engineer, embedded engineer
    individual engineering?: engineer, developer, architect, technician, draftsman, technologist,
      dev, engr, eng
    individual legal: lawyer, attorney, attorney at law, solicitor, counsel, legal counsel,
      paralegal, barrister, notary, judge, compliance officer, legal advisor, corporate counsel,
      patent attorney
    individual design: designer, graphic designer, ux designer, ui designer, illustrator,
      product designer, web designer, interior designer, ux researcher, animator, fashion designer,
      ui ux designer, ux ui designer, artist
    individual data: data analyst, data scientist, data engineer, bi analyst, statistician,
      data architect, bi developer, business intelligence analyst, analytics engineer
    individual research: researcher, research scientist, research associate, research fellow,
      research assistant, scientist, chemist, biologist, physicist, postdoc, lab technician,
      postdoctoral researcher, research engineer, mathematician
    individual medical: doctor, physician, nurse, registered nurse, surgeon, dentist, pharmacist,
      therapist, physiotherapist, psychologist, midwife, veterinarian, paramedic,
      general practitioner, radiologist, cardiologist, caregiver, nurse practitioner, optometrist
    individual education: teacher, lecturer, tutor, instructor, professor, assistant professor,
      associate professor, educator, teaching assistant, language teacher, librarian
    senior: senior, sr, lead, principal, staff engineer, expert, fellow, tech lead,
      technical lead, tech leader, lead engineer, senior associate, distinguished engineer, snr,
      member of technical staff
    intern: intern, internship, trainee, apprentice, student, working student, placement student,
      undergraduate, phd student, phd candidate, graduate student, summer analyst,
      management trainee, graduate trainee, interns, co op student, pupil
    - sales: sales, selling, business development, revenue, account management, accounts,
      key accounts, bd, partnerships, alliances, sales operations, sales enablement,
      revenue operations, retail sales, new business, inside sales team, channel sales, channels,
      biz dev
    - marketing: marketing, mktg, mkt, brand, branding, communications, communication, comms, pr,
      public relations, advertising, content, seo, growth, demand generation, digital marketing,
      product marketing, social media, media, events, crm, campaigns, corporate communications,
      marketing operations, ecommerce, e commerce, community, press, marcom, sem, ppc, editorial,
      public affairs, lead generation, ad operations, ad sales, ads, ad tech
    - engineering: engineering, software engineering, software development, development,
      r&d engineering, software, technology, technical, devops team, platform, backend, frontend,
      qa, architecture, mobile, web development, application development, embedded, full stack,
      machine learning, software quality
    - it: it, information technology, information systems, ict, infrastructure, cybersecurity,
      cyber security, information security, security, network, networks, systems, it operations,
      technology operations, it infrastructure, data center, cloud, erp, sap, applications, infosec,
      i t, mis, it services, it security
    - finance: finance, financial, accounting, fp&a, treasury, tax, audit, internal audit,
      accounts payable department, investments, investment, investor relations, payroll,
      controlling, credit, risk, risk management, bookkeeping, m&a, mergers and acquisitions,
      billing, banking, investment banking, financial planning, fin, collections
    - hr: hr, human resources, human resource, people, talent, talent acquisition, recruiting,
      recruitment, people operations, human capital, learning and development, l&d,
      compensation and benefits, people and culture, hrd, employee relations,
      training and development, personnel, employer branding, diversity
    - operations: operations, ops, operation, logistics, supply chain, manufacturing, production,
      quality, quality assurance, quality control, maintenance, warehouse, facilities,
      administration, admin, health and safety, hse, ehs, plant, fulfillment, distribution,
      transport, transportation, fleet, project management office, business operations,
      process improvement, shipping, inventory, store, construction, safety, lean,
      continuous improvement, property, import export, administrative, factory
    - product: product, product management, products, product development
    - legal: legal, compliance, law, regulatory, regulatory affairs, contracts, privacy,
      data protection, intellectual property, legal affairs, governance, ethics
    - procurement: procurement, purchasing, sourcing, strategic sourcing, buying,
      vendor management, supply, category management, supplier management
    - support: customer support, customer service, customer success, customer care, support,
      technical support, customer experience, client services, client service, service desk,
      customer operations, cx, after sales, call center, contact center, contact centre,
      customer services, client success, customer relations
    - management: strategy, corporate development, executive management, general management,
      management board, corporate strategy, transformation, strategic planning
    - research: research, r&d, research and development, science, laboratory, lab,
      clinical research, innovation, scientific
    - design: design, ux, ui, creative, user experience, graphic design, product design,
      user research, ui ux, ux ui
    - data: data, analytics, business intelligence, bi, data science, data engineering, insights,
      data analytics, data and analytics, data platform, data governance, artificial intelligence,
      ai
    - education: education, teaching, curriculum, academic, academics, faculty, school,
      student affairs
    - medical: medical, clinical, nursing, pharmacy, medicine, clinical operations,
      medical affairs, patient care, surgery, dental, health
    noise: vice versa, head office, heading to, past due, late shift, late stage
    manager marketing: ad manager
    """
}
