extension TitleVocabulary {
  /// What job titles are made of in Spanish.
  static let spanish = """
    assistant: asistente, asesor(a) del, secretario(a), ayudante, asistente de direccion,
      auxiliar de direccion, adjunto(a) a, adjunto(a) al, adjunto(a) de direccion
    former: ex, antiguo(a), exdirector(a), exgerente, anterior
    retired: jubilado(a), desempleado(a), en paro, retirado(a)
    deputy: adjunto(a), segundo(a), vice
    under: al, reporta a
    and: y, e
    owner management?: propietario(a), dueno(a), dueño(a), fundador(a), cofundador(a),
      co fundador(a), socio(a), socio(a) director(a), socio(a) fundador(a), socio(a) gerente,
      empresario(a), titular, emprendedor(a), socio(a) administrador(a), director(a) fundador(a),
      autonomo(a) titular
    c_level management: consejero(a) delegado(a), director(a) ejecutivo(a)
    c_level management?: director(a) general, director(a) gerente, gerente general, presidente,
      presidenta, presidente ejecutivo, presidenta ejecutiva, administrador(a) unico(a), dir gral,
      dir general, director(a) gral, gte general, gerente gral, consejero(a), miembro del consejo,
      administrador(a) general, alta direccion, director(a) gerente general
    vp management?: subdirector(a) general
    vp: vicepresidente, vicepresidenta, vice presidente, vice presidenta
    director: director(a), dir, subdirector(a), direccion, directivo(a), gerente de area,
      director(a) adjunto(a)
    director management?: gerente de pais
    manager: gerente, jefe, jefa, responsable, encargado(a), supervisor(a), gte, jefatura,
      subgerente, jefe de equipo, jefa de equipo, lider de equipo, coordinador(a), resp, capataz,
      mando intermedio
    manager operations: jefe de tienda, jefa de tienda, encargado(a) de tienda, jefe de almacen,
      jefe de obra, jefa de obra, jefe de taller
    individual: jefe de proyecto, jefa de proyecto, jefe de proyectos, jefa de proyectos,
      gestor(a) de proyectos, gerente de proyecto, gerente de proyectos, analista, consultor(a),
      asesor(a), especialista, auxiliar, agente, gestor(a), empleado(a), representante,
      ejecutivo(a) junior, delegado(a), colaborador(a), experto(a) junior
    individual product: jefe de producto, jefa de producto, gerente de producto, dueno de producto
    individual sales: comercial, vendedor(a), agente comercial, representante de ventas,
      representante comercial, asesor(a) comercial, ejecutivo(a) de ventas, ejecutivo(a) de cuentas,
      ejecutivo(a) comercial, gestor(a) comercial, delegado(a) comercial, delegado(a) de ventas,
      tecnico(a) comercial, dependiente, dependienta, gestor(a) de cuentas, ejecutivo(a) de cuenta,
      asesor(a) de ventas, promotor(a), cajero(a), viajante, agente inmobiliario
    individual engineering?: ingeniero(a), desarrollador(a), programador(a), arquitecto(a),
      tecnico(a), delineante, ing
    individual engineering: ingeniero(a) de software, desarrollador(a) web,
      ingeniero(a) industrial, desarrollador(a) de software, aparejador(a)
    individual it: administrador(a) de sistemas, tecnico(a) de sistemas, informatico,
      soporte informatico, analista de sistemas
    individual finance: contable, contador(a), auditor(a), tesorero(a), economista,
      asesor(a) fiscal, asesor(a) financiero(a), analista financiero(a), gestor(a) administrativo(a)
    individual hr: tecnico(a) de seleccion, reclutador(a), seleccionador(a)
    individual legal: abogado(a), notario(a), procurador(a), letrado(a), asesor(a) juridico(a),
      asesor(a) legal, juez, jueza
    individual medical: medico(a), enfermero(a), farmaceutico(a), cirujano(a), psicologo(a),
      fisioterapeuta, odontologo(a), dentista, doctor(a), veterinario(a)
    individual education: profesor(a), maestro(a), docente, catedratico(a), educador(a)
    individual research: investigador(a), cientifico(a), quimico(a), biologo(a)
    individual data: analista de datos, cientifico(a) de datos, ingeniero(a) de datos
    individual design: disenador(a), diseñador(a) grafico(a), disenador(a) grafico(a),
      diseñador(a)
    individual marketing: redactor(a), periodista, publicista, gestor(a) de contenidos,
      comunicador(a)
    individual operations: administrativo(a), recepcionista, operario(a), mozo(a) de almacen,
      conductor(a), chofer, auxiliar administrativo(a), electricista, mecanico(a), camarero(a),
      cocinero(a), operador(a), peon, transportista
    individual procurement: comprador(a)
    individual support: teleoperador(a), agente de atencion al cliente
    senior: experto(a), lider tecnico, lider
    intern: becario(a), en practicas, practicas, practicante, pasante, estudiante, aprendiz,
      doctorando(a), alumno(a), en formacion
    - sales: ventas, area comercial, desarrollo de negocio, cuentas, exportacion, grandes cuentas,
      division comercial, departamento comercial, zona comercial, cuentas clave
    - marketing: mercadeo, mercadotecnia, comunicacion, publicidad, marca, contenidos,
      relaciones publicas, prensa, mercadotecnica, redes sociales, eventos
    - engineering: ingenieria, desarrollo, tecnologia y desarrollo, oficina tecnica,
      desarrollo de software
    - it: informatica, sistemas, ti, tic, tecnologia, tecnologias de la informacion,
      ciberseguridad, infraestructura, redes, seguridad informatica, sistemas de informacion,
      tecnologias
    - finance: finanzas, financiero(a), contabilidad, tesoreria, administracion y finanzas,
      auditoria, fiscal, control de gestion, administrativo financiero,
      administracion y contabilidad, cobros, riesgos, nominas, creditos, contable y fiscal
    - hr: recursos humanos, rrhh, rr hh, talento, personas, seleccion, formacion, personal,
      capital humano, gestion humana, relaciones laborales, talento humano
    - operations: operaciones, logistica, produccion, calidad, mantenimiento, almacen,
      administracion, planta, cadena de suministro, prevencion de riesgos, fabrica, tienda, obra,
      trafico, servicios generales, transporte, fabricacion, transportes, sucursal, prl
    - product: producto, productos
    - legal: juridico(a), asesoria juridica, cumplimiento, legales, cumplimiento normativo,
      proteccion de datos
    - procurement: compras, aprovisionamiento, abastecimiento, adquisiciones
    - support: atencion al cliente, servicio al cliente, soporte, posventa, postventa,
      soporte tecnico, atencion al usuario, experiencia de cliente, clientes, servicio tecnico
    - management: estrategia, direccion general
    - research: investigacion, i&d, investigacion y desarrollo, laboratorio, innovacion, r&d&i,
      i&d&i
    - design: diseno, diseño, creativo(a), diseno grafico
    - data: datos, analitica, inteligencia de negocio
    - education: educacion, ensenanza, academico(a), estudios, docencia
    - medical: sanitario(a), clinico(a), enfermeria, salud, medicina
    """
}
