/// Titles in English and what they say.
let titlesInEnglish = """
  c_level management: Chief Executive Officer
  c_level management: C.E.O.
  owner management: CEO & Founder
  owner engineering: Co-Founder and CTO
  c_level finance: CFO
  c_level finance: Finance Chief Officer
  c_level marketing: Chief Officer, Marketing
  c_level hr: Chief Officer, People, Talent
  c_level marketing: Chief Marketing & Technology Officer
  c_level management: Managing Director
  c_level sales: Managing Director, Sales EMEA
  vp -: Vice President
  vp sales: V.P. Sales
  vp sales: Sales VP
  vp engineering: SVP of Engineering
  vp marketing: Sr. Vice President, Marketing
  vp hr: EVP Human Resources
  c_level management: President
  director marketing: Head of Marketing, EMEA
  director sales: Director, Sales & Marketing
  director it: IT Director
  director product: Senior Director of Product Management
  director engineering: Deputy Director of Engineering
  director management: Chief of Staff
  director management: General Manager
  vp management: Deputy CEO
  individual -: Assistant to the CEO
  individual -: Executive Assistant to CEO and Chairman
  individual marketing: Marketing Assistant
  manager -: Assistant Manager
  director marketing: Assistant Marketing Director
  individual finance: Assistant to the CFO
  individual sales: Account Manager
  senior sales: Senior Key Account Manager
  individual product: Product Owner
  individual product: Product Manager
  individual sales: Sales Executive
  individual sales: Account Executive - Mid Market
  individual -: Project Manager
  individual support: Customer Success Manager
  manager engineering: Engineering Manager
  manager product: Manager, Product
  manager marketing: Mgr. Marketing
  manager support: Customer Service Team Lead
  manager -: Supervisor
  senior engineering: Senior Software Engineer
  senior engineering: Principal Engineer
  senior engineering: Tech Lead, Backend
  individual engineering: Software Developer II
  individual sales: Sales Engineer
  individual data: Data Scientist
  individual it: DevOps Engineer
  individual finance: Financial Analyst
  individual hr: HR Business Partner
  individual hr: Recruiter
  individual legal: Legal Counsel
  individual design: UX Designer
  individual marketing: Content Writer
  individual operations: Receptionist
  individual medical: Registered Nurse
  individual education: Teacher
  individual procurement: Procurement Specialist
  individual research: Research Associate
  intern marketing: Marketing Intern
  intern engineering: Software Engineering Trainee
  intern -: Student
  intern -: PhD Student
  director research: Director of R&D
  director procurement: Purchasing Director
  manager operations: Store Manager
  owner management: Owner
  owner management: Managing Partner
  - -: Former CEO
  individual -: Consultant (ex-CFO)
  - -: Retired
  - -: Retired Sales Director
  - sales: Sales
  - -: Ninja
  - -: n/a
  - -: -
  c_level management: CEO at Sales Academy Ltd
  vp it: VP, IT / Security
  director data: Head of Business Intelligence
  director sales: Regional Director - Business Development
  c_level management: Non-Executive Director
  c_level sales: Chief Revenue Officer
  vp support: Vice President, Customer Experience
  director finance: Group Head of Treasury & Tax
  manager operations: Warehouse Shift Supervisor
  individual it: Junior Network Administrator
  senior legal: Sr Compliance Analyst
  individual -: PA to Managing Director
  owner management: Self-employed
  individual marketing: SEO Specialist
  manager hr: Talent Acquisition Manager
  """
