/// Titles in Spanish and what they say.
let titlesInSpanish = """
  c_level management: Director General
  c_level management: Directora General
  c_level management: Dir. Gral.
  c_level management: Consejero Delegado
  c_level management: Consejera delegada
  c_level management: Gerente General
  c_level management: Presidenta
  c_level management: Administrador único
  c_level management: Director ejecutivo
  vp -: Vicepresidente
  vp sales: Vicepresidenta de Ventas
  owner management: Socio
  owner management: Socia fundadora
  owner management: Propietario
  owner management: Dueña
  owner management: Fundador y Director General
  director sales: Director comercial
  director sales: Directora de Ventas
  director finance: Director Financiero
  director finance: Directora de Administración y Finanzas
  director hr: Director de RR.HH.
  director hr: Directora de Recursos Humanos
  director it: Director de Sistemas
  director operations: Director/a de Operaciones
  director engineering: Director Técnico
  director marketing: Subdirectora de Marketing
  director legal: Directora Jurídica
  manager sales: Jefe de Ventas
  manager sales: Jefa de ventas
  manager hr: Responsable de Recursos Humanos
  manager procurement: Responsable de Compras
  manager finance: Gerente de Finanzas
  manager operations: Encargado de almacén
  manager operations: Encargada de tienda
  manager marketing: Gerente de Mercadotecnia
  manager it: Jefe de informática
  manager operations: Supervisor de Producción
  manager support: Responsable de atención al cliente
  individual -: Jefe de Proyecto
  individual product: Jefa de producto
  individual sales: Comercial
  individual sales: Ejecutiva de cuentas
  individual sales: Asesor comercial
  individual sales: Vendedora
  individual engineering: Ingeniero de software
  individual engineering: Ingeniera Industrial
  individual sales: Ingeniero de ventas
  individual it: Administrador de sistemas
  individual finance: Contable
  individual finance: Contadora
  individual legal: Abogada
  individual medical: Médico
  individual medical: Enfermera
  individual education: Profesora
  individual operations: Auxiliar administrativo
  individual -: Asistente de dirección
  individual -: Secretaria del Director General
  individual marketing: Técnico de marketing
  individual -: Analista
  individual data: Analista de datos
  senior -: Consultor Sénior
  intern -: Becario
  intern marketing: Becaria de Marketing
  intern -: Estudiante
  intern engineering: Ingeniero en prácticas
  - -: Ex-director general
  - -: Jubilado
  - -: Jubilada, ex directora de ventas
  - hr: Recursos Humanos
  - -: Hola
  director operations: Directora de Logística y Transporte
  manager operations: Jefe de Taller
  individual engineering: Programadora Java
  owner management: Dueño y gerente
  individual medical: Farmacéutica
  director sales: Director de Expansión Comercial
  individual operations: Recepcionista de hotel
  manager finance: Responsable de Tesorería
  intern -: Estudiante universitario
  individual support: Agente de atención al cliente
  """
