/// Titles in Russian and what they say.
let titlesInRussian = """
  c_level management: Генеральный директор
  c_level management: ГЕНЕРАЛЬНЫЙ ДИРЕКТОР
  c_level management: Ген. директор
  c_level management: Гендиректор
  c_level management: Президент
  c_level management: Исполнительный директор
  c_level management: Председатель правления
  c_level management: СЕО
  vp -: Вице-президент
  vp sales: Вице-президент по продажам
  vp management: Заместитель генерального директора
  owner management: Владелец
  owner management: Владелица бизнеса
  owner management: Собственник
  owner management: Учредитель
  owner management: Основатель и генеральный директор
  owner management: Индивидуальный предприниматель
  owner management: Управляющий партнёр
  director -: Директор
  director sales: Коммерческий директор
  director sales: Директор по продажам
  director marketing: Директор по маркетингу
  director finance: Финансовый директор
  director hr: Директор по персоналу
  director it: ИТ-директор
  director it: Директор по информационным технологиям
  director engineering: Технический директор
  director engineering: Главный инженер
  director operations: Директор по производству
  director operations: Директор по логистике
  director sales: Заместитель директора по продажам
  director procurement: Директор по закупкам
  manager sales: Начальник отдела продаж
  manager sales: Руководитель отдела продаж
  manager marketing: Руководитель отдела маркетинга
  manager it: Начальник отдела информационных технологий
  manager hr: Начальник отдела кадров
  manager procurement: Начальник отдела снабжения
  manager finance: Главный бухгалтер
  manager legal: Начальник юридического отдела
  manager support: Руководитель службы поддержки
  manager operations: Начальник цеха
  manager operations: Заведующая складом
  individual -: Руководитель проекта
  individual product: Продакт-менеджер
  individual sales: Менеджер по продажам
  individual sales: Торговый представитель
  individual sales: Продавец-консультант
  individual -: Менеджер
  individual engineering: Инженер
  individual engineering: Программист
  individual engineering: Инженер-программист
  senior engineering: Ведущий инженер
  senior engineering: Старший разработчик
  individual it: Системный администратор
  individual finance: Бухгалтер
  individual finance: Экономист
  individual hr: Менеджер по персоналу
  individual legal: Юрист
  individual medical: Врач
  individual medical: Медсестра
  individual education: Учительница
  individual education: Преподаватель
  individual design: Дизайнер
  individual marketing: Маркетолог
  individual operations: Водитель
  individual procurement: Менеджер по закупкам
  individual data: Аналитик данных
  individual -: Помощник генерального директора
  individual -: Секретарь
  individual -: Ассистент руководителя
  intern -: Стажёр
  intern -: Стажер
  intern -: Студентка
  - -: Бывший генеральный директор
  - -: Пенсионер
  - sales: Отдел продаж
  - -: Привет
  director -: Управляющий
  manager operations: Начальник производства
  individual support: Специалист технической поддержки
  individual marketing: Контент-менеджер
  senior finance: Ведущий экономист
  director hr: HR-директор
  individual operations: Офис-менеджер
  owner management: Соучредитель
  manager operations: Мастер участка
  individual engineering: Архитектор
  """
