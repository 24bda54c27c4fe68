/// Titles in Portuguese and what they say.
let titlesInPortuguese = """
  c_level management: Diretor Geral
  c_level management: Diretora-Geral
  c_level management: Director Geral
  c_level management: Diretor Presidente
  c_level management: Presidente
  c_level management: Presidente Executiva
  c_level management: CEO
  vp -: Vice-Presidente
  vp sales: Vice-presidente de Vendas
  owner management: Sócio-gerente
  owner management: Sócia
  owner management: Proprietário
  owner management: Dona
  owner management: Fundadora
  owner management: Sócio-Administrador
  owner management: Empresária
  director sales: Diretor Comercial
  director sales: Diretora de Vendas
  director finance: Diretor Financeiro
  director finance: Diretora Administrativa Financeira
  director hr: Diretora de RH
  director hr: Diretor de Recursos Humanos
  director it: Diretor de TI
  director operations: Diretora de Operações
  director marketing: Diretor de Marketing
  director legal: Diretor Jurídico
  director engineering: Diretora de Engenharia
  director management: Gerente Geral
  manager sales: Gerente de Vendas
  manager sales: Gerente Comercial
  manager finance: Gerente Financeira
  manager it: Gerente de TI
  manager procurement: Gerente de Compras
  manager procurement: Coordenadora de Suprimentos
  manager operations: Supervisor de Produção
  manager operations: Coordenador de Logística
  manager hr: Coordenadora de RH
  manager marketing: Responsável de Marketing
  manager support: Supervisora de Atendimento
  manager operations: Encarregado de Armazém
  manager operations: Chefe de Produção
  individual -: Gerente de Projetos
  individual product: Gerente de Produto
  individual sales: Gerente de Contas
  individual sales: Vendedor
  individual sales: Vendedora
  individual sales: Executiva de Contas
  individual sales: Representante Comercial
  individual sales: Gestor Comercial
  individual engineering: Engenheiro Civil
  individual engineering: Engenheira de Software
  individual engineering: Desenvolvedor
  individual it: Analista de Sistemas
  individual finance: Contador
  individual finance: Analista Financeiro
  individual finance: Contabilista
  individual hr: Analista de RH
  individual legal: Advogada
  individual medical: Médica
  individual medical: Enfermeiro
  individual education: Professora
  individual operations: Auxiliar Administrativo
  individual operations: Recepcionista
  individual procurement: Comprador
  individual data: Cientista de Dados
  individual -: Assistente da Diretoria
  individual -: Secretária Executiva
  individual -: Assessora do Presidente
  senior -: Consultor Sênior
  intern -: Estagiário
  intern legal: Estagiária Jurídica
  intern -: Jovem Aprendiz
  intern -: Estudante
  - -: Ex-diretor financeiro
  - -: Aposentado
  - -: Reformada
  - it: TI
  - -: Bom dia
  director operations: Diretor Industrial
  manager hr: Gerente de Gente e Gestão
  individual engineering: Arquiteta
  individual sales: Corretor de imóveis
  owner management: Empreendedor
  manager operations: Encarregado de obra
  individual operations: Motorista
  director marketing: Superintendente de Marketing
  individual finance: Auditora interna
  intern engineering: Estagiário de Engenharia
  """
