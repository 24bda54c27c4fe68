extension TitleVocabulary {
  /// What job titles are made of in Portuguese.
  static let portuguese = """
    assistant: assistente, assessor(a) do, assessor(a) da, secretario(a), secretária, ajudante,
      assessor(a) da presidencia, assessora da diretoria, assistente executiva,
      assistente de direcao, auxiliar de direcao, adjunto(a) da direcao
    former: ex, antigo(a), anterior
    retired: aposentado(a), reformado(a), desempregado(a)
    deputy: adjunto(a), vice
    under: ao
    at: na empresa
    and: e
    owner management?: proprietario(a), proprietária, dono, dona, fundador(a), cofundador(a),
      co fundador(a), socio(a), sócia, socio gerente, sócia gerente, socio diretor, sócia diretora,
      socio administrador, sócia administradora, socio fundador, sócia fundadora, empresario(a),
      empresária, empreendedor(a), socio proprietario, sócia proprietária, titular
    c_level management: diretor(a) presidente, presidente executivo, presidente executiva,
      diretor(a) executivo, diretora executiva
    c_level management?: diretor(a) geral, director(a) geral, presidente, administrador delegado,
      administradora delegada, diretor(a) superintendente, presidente do conselho,
      conselheiro(a) de administracao, membro do conselho, dir geral, administrador(a) executivo
    vp: vice presidente, vicepresidente
    director: diretor(a), diretoria, diretor(a) adjunto, diretora adjunta, superintendente,
      subdiretor(a), dir
    director management?: gerente geral
    manager: gerente, coordenador(a), chefe, supervisor(a), responsavel, encarregado(a),
      lider de equipe, lider de equipa, subgerente, chefia, ger, gestor(a) de equipa,
      gestor(a) de equipe, coord
    manager operations: gerente de loja, chefe de loja, mestre de obras
    individual: gerente de projeto, gerente de projetos, gestor(a) de projetos,
      gestor(a) de projeto, chefe de projeto, coordenador de projetos junior, lider de projeto,
      analista, consultor(a), assessor(a), especialista, auxiliar, agente, gestor(a),
      colaborador(a), funcionario(a), empregado(a), representante, delegado(a), autonomo(a),
      tecnico(a) superior, trabalhador(a)
    individual product: gerente de produto, gerente de produtos, gestor(a) de produto,
      dono do produto
    individual sales: vendedor(a), comercial, gestor(a) comercial, executivo(a) de contas,
      executiva de contas, executivo(a) de vendas, representante comercial, representante de vendas,
      consultor(a) de vendas, consultor(a) comercial, gerente de contas, gestor(a) de contas,
      promotor(a) de vendas, corretor(a), corretor(a) de imoveis, gestor(a) de clientes,
      atendente de loja, caixa, tecnico(a) de vendas, assessor(a) comercial, assistente comercial,
      assistente de vendas, gerente de relacionamento, balconista, delegado comercial
    individual engineering?: engenheiro(a), desenvolvedor(a), programador(a), arquiteto(a),
      arquitecto(a), tecnico(a), técnica, projetista, eng
    individual engineering: engenheiro(a) de software, desenvolvedor(a) web, engenheiro(a) civil,
      engenheiro(a) mecanico, desenvolvedor(a) de software
    individual it: administrador(a) de sistemas, analista de sistemas, tecnico(a) de informatica,
      analista de suporte, analista de ti, tecnico(a) de ti
    individual finance: contador(a), contabilista, auditor(a), tesoureiro(a), economista,
      analista financeiro, analista contabil, tecnico oficial de contas, assistente financeiro,
      assistente contabil, bancario(a), bancária, analista fiscal, auxiliar contabil
    individual hr: recrutador(a), analista de rh, analista de recursos humanos,
      tecnico(a) de recursos humanos
    individual legal: advogado(a), jurista, notario(a), solicitador(a), consultor juridico,
      consultora juridica, juiz, juiza
    individual medical: medico(a), médica, enfermeiro(a), farmaceutico(a), dentista, psicologo(a),
      psicóloga, fisioterapeuta, cirurgiao, veterinario(a), nutricionista, tecnico(a) de enfermagem
    individual education: professor(a), docente, educador(a), formador(a), pedagogo(a)
    individual research: pesquisador(a), investigador(a), cientista, quimico(a), biologo(a)
    individual data: analista de dados, cientista de dados, engenheiro(a) de dados
    individual design: projetista grafico, designer grafico, designer grafica, ilustrador(a)
    individual marketing: redator(a), jornalista, publicitario(a), publicitária,
      analista de marketing, assessor(a) de imprensa, produtor(a) de conteudo
    individual operations: auxiliar administrativo, auxiliar administrativa,
      assistente administrativo, assistente administrativa, recepcionista, motorista, operador(a),
      operário, operária, estoquista, fiel de armazem, administrativo(a), analista de logistica,
      eletricista, mecanico(a), cozinheiro(a), garcom, empregado de mesa, pedreiro, porteiro(a),
      escriturario(a)
    individual procurement: comprador(a), analista de compras
    individual support: atendente, operador(a) de telemarketing, analista de atendimento
    senior: especialista senior, lider tecnico
    intern: estagiario(a), estagiária, aprendiz, jovem aprendiz, estudante, bolsista, bolseiro(a),
      doutorando(a), mestrando(a), aluno(a), estagio
    - sales: vendas, area comercial, contas, exportacao, desenvolvimento de negocios,
      grandes contas, novos negocios, contas chave
    - marketing: comunicacao, publicidade, marca, conteudo, imprensa, relacoes publicas, eventos,
      midias sociais, redes sociais, midia
    - engineering: engenharia, desenvolvimento, desenvolvimento de software, obras,
      projetos de engenharia
    - it: informatica, ti, sistemas, tecnologia, tecnologia da informacao,
      tecnologias de informacao, seguranca da informacao, infraestrutura, sistemas de informacao,
      ciberseguranca
    - finance: financas, financeiro(a), contabilidade, tesouraria, controladoria,
      administrativo financeiro, administrativa financeira, fiscal, auditoria, contas a pagar,
      contas a receber, faturamento, tributario, contabil, riscos, controlo de gestao
    - hr: recursos humanos, rh, gente, gente e gestao, pessoas, recrutamento,
      departamento pessoal, formacao, treinamento, talentos, gestao de pessoas, dp, capital humano
    - operations: operacoes, logistica, producao, qualidade, manutencao, armazem, administracao,
      planta, fabrica, industrial, loja, estoque, suprimentos e logistica, transportes,
      seguranca do trabalho, expedicao, obra, cadeia de suprimentos, pcp, agencia, unidade
    - product: produto, produtos
    - legal: juridico(a), conformidade, assuntos regulatorios, protecao de dados
    - procurement: compras, suprimentos, aprovisionamento
    - support: atendimento ao cliente, atendimento, sac, suporte, suporte tecnico,
      apoio ao cliente, pos venda, sucesso do cliente, relacionamento com o cliente,
      assistencia tecnica, experiencia do cliente
    - management: estrategia, planejamento estrategico, planeamento estrategico
    - research: pesquisa, investigacao, p&d, pesquisa e desenvolvimento, laboratorio, inovacao,
      i&d
    - design: criacao, criativo(a), arte
    - data: dados, inteligencia de mercado
    - education: educacao, ensino, pedagogico(a), academico(a), escola
    - medical: saude, clinico(a), enfermagem, medico hospitalar, hospitalar
    """
}
