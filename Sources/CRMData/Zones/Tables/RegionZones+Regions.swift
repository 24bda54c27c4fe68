extension RegionZones {
  /// Regions by country and zone, their names without blanks.
  static let regions = """
    US America/New_York CT Connecticut DE Delaware DC DistrictOfColumbia WashingtonDC FL Florida
    US America/New_York GA Georgia ME Maine MD Maryland MA Massachusetts NH NewHampshire NJ
    US America/New_York NewJersey NY NewYork NC NorthCarolina OH Ohio PA Pennsylvania RI
    US America/New_York RhodeIsland SC SouthCarolina VT Vermont VA Virginia WV WestVirginia
    US America/Detroit MI Michigan
    US America/Chicago AL Alabama AR Arkansas IL Illinois IA Iowa KS Kansas LA Louisiana MN
    US America/Chicago Minnesota MS Mississippi MO Missouri NE Nebraska OK Oklahoma TX Texas WI
    US America/Chicago Wisconsin
    US America/Denver CO Colorado MT Montana NM NewMexico UT Utah WY Wyoming
    US America/Phoenix AZ Arizona
    US America/Los_Angeles CA California NV Nevada OR Oregon WA Washington WashingtonState
    US America/Anchorage AK Alaska
    US Pacific/Honolulu HI Hawaii
    US America/Puerto_Rico PR PuertoRico
    US America/St_Thomas VI VirginIslands USVirginIslands
    US Pacific/Guam GU Guam
    US Pacific/Saipan MP NorthernMarianaIslands
    US Pacific/Pago_Pago AS AmericanSamoa
    CA America/Toronto ON Ontario QC Quebec PQ
    CA America/Halifax NS NovaScotia NouvelleÉcosse PE PrinceEdwardIsland PEI ÎleduPrinceÉdouard
    CA America/Moncton NB NewBrunswick NouveauBrunswick
    CA America/St_Johns NL Newfoundland NewfoundlandAndLabrador NF TerreNeuve TerreNeuveEtLabrador
    CA America/Winnipeg MB Manitoba
    CA America/Regina SK Saskatchewan
    CA America/Edmonton AB Alberta NT NorthwestTerritories TerritoiresDuNordOuest
    CA America/Vancouver BC BritishColumbia ColombieBritannique
    CA America/Whitehorse YT Yukon YukonTerritory
    AU Australia/Sydney NSW NewSouthWales ACT AustralianCapitalTerritory
    AU Australia/Melbourne VIC Victoria
    AU Australia/Brisbane QLD Queensland
    AU Australia/Adelaide SA SouthAustralia
    AU Australia/Perth WA WesternAustralia
    AU Australia/Hobart TAS Tasmania
    AU Australia/Darwin NT NorthernTerritory
    BR America/Sao_Paulo SP SãoPaulo RJ RioDeJaneiro MG MinasGerais ES EspíritoSanto PR Paraná SC
    BR America/Sao_Paulo SantaCatarina RS RioGrandeDoSul GO Goiás DF DistritoFederal
    BR America/Bahia BA Bahia
    BR America/Maceio AL Alagoas SE Sergipe
    BR America/Recife PE Pernambuco
    BR America/Fortaleza CE Ceará MA Maranhão PB Paraíba PI Piauí RN RioGrandeDoNorte
    BR America/Araguaina TO Tocantins
    BR America/Belem PA Pará AP Amapá
    BR America/Manaus AM Amazonas
    BR America/Boa_Vista RR Roraima
    BR America/Porto_Velho RO Rondônia
    BR America/Cuiaba MT MatoGrosso
    BR America/Campo_Grande MS MatoGrossoDoSul
    BR America/Rio_Branco AC Acre
    MX America/Mexico_City CDMX DF CMX CiudadDeMéxico MexicoCity DistritoFederal AGU AGS
    MX America/Mexico_City Aguascalientes CHP CHIS Chiapas COL Colima DUR DGO Durango GUA GTO
    MX America/Mexico_City Guanajuato GRO Guerrero HID HGO Hidalgo JAL Jalisco MEX MÉX EdoMex
    MX America/Mexico_City EstadoDeMéxico México MIC MICH Michoacán MichoacánDeOcampo MOR Morelos
    MX America/Mexico_City OAX Oaxaca PUE Puebla QUE QRO Querétaro SLP SanLuisPotosí TAB Tabasco
    MX America/Mexico_City TLA TLAX Tlaxcala VER Veracruz VeracruzDeIgnacioDeLaLlave ZAC Zacatecas
    MX America/Monterrey NLE NL NuevoLeón COA COAH Coahuila CoahuilaDeZaragoza TAM TAMPS
    MX America/Monterrey Tamaulipas
    MX America/Merida YUC Yucatán CAM CAMP Campeche
    MX America/Cancun ROO QROO QuintanaRoo
    MX America/Mazatlan SIN Sinaloa NAY Nayarit BCS BajaCaliforniaSur
    MX America/Hermosillo SON Sonora
    MX America/Tijuana BCN BC BajaCalifornia BajaCaliforniaNorte
    ID Asia/Jakarta JK DKIJakarta Jakarta JB WestJava JawaBarat JT CentralJava JawaTengah JI
    ID Asia/Jakarta EastJava JawaTimur YO Yogyakarta DIYogyakarta BT Banten AC Aceh SU
    ID Asia/Jakarta NorthSumatra SumateraUtara SB WestSumatra SumateraBarat RI Riau KR RiauIslands
    ID Asia/Jakarta KepulauanRiau JA Jambi SS SouthSumatra SumateraSelatan BE Bengkulu LA Lampung
    ID Asia/Jakarta BB BangkaBelitung KB WestKalimantan KalimantanBarat KT CentralKalimantan
    ID Asia/Jakarta KalimantanTengah
    ID Asia/Makassar BA Bali NB WestNusaTenggara NusaTenggaraBarat NT EastNusaTenggara
    ID Asia/Makassar NusaTenggaraTimur KS SouthKalimantan KalimantanSelatan KI EastKalimantan
    ID Asia/Makassar KalimantanTimur KU NorthKalimantan KalimantanUtara SA NorthSulawesi
    ID Asia/Makassar SulawesiUtara ST CentralSulawesi SulawesiTengah SN SouthSulawesi
    ID Asia/Makassar SulawesiSelatan SG SoutheastSulawesi SulawesiTenggara GO Gorontalo SR
    ID Asia/Makassar WestSulawesi SulawesiBarat
    ID Asia/Jayapura MA Maluku MU NorthMaluku MalukuUtara PA Papua PB WestPapua PapuaBarat
    RU Europe/Kaliningrad KGD Kaliningrad Калининград Калининградская
    RU Europe/Moscow MOW Moscow Moskva MoscowCity Москва MOS Московская Moskovskaya SPE
    RU Europe/Moscow SaintPetersburg StPetersburg SanktPeterburg СанктПетербург LEN Leningrad
    RU Europe/Moscow Ленинградская AD Adygea ARK Arkhangelsk BEL Belgorod BRY Bryansk CE Chechnya
    RU Europe/Moscow CU Chuvashia DA Dagestan IN Ingushetia IVA Ivanovo KB KabardinoBalkaria KL
    RU Europe/Moscow Kalmykia KLU Kaluga KC KarachayCherkessia KR Karelia KIR Kirov KO Komi KOS
    RU Europe/Moscow Kostroma KDA Krasnodar Краснодарский KRS Kursk LIP Lipetsk ME MariEl MO
    RU Europe/Moscow Mordovia MUR Murmansk NEN Nenets NIZ NizhnyNovgorod NizhniyNovgorod
    RU Europe/Moscow Нижегородская NGR Novgorod ORL Oryol PNZ Penza PSK Pskov ROS Rostov
    RU Europe/Moscow Ростовская RYA Ryazan SE NorthOssetia SMO Smolensk STA Stavropol TAM Tambov
    RU Europe/Moscow TA Tatarstan Татарстан TUL Tula TVE Tver VLA Vladimir VGG Volgograd VLG
    RU Europe/Moscow Vologda VOR Voronezh Воронежская YAR Yaroslavl
    RU Europe/Samara SAM Samara Самарская UD Udmurtia
    RU Europe/Saratov SAR Saratov
    RU Europe/Ulyanovsk ULY Ulyanovsk
    RU Europe/Astrakhan AST Astrakhan
    RU Asia/Yekaterinburg BA Bashkortostan CHE Chelyabinsk Челябинская KHM KhantyMansi KGN Kurgan
    RU Asia/Yekaterinburg ORE Orenburg PER Perm Пермский SVE Sverdlovsk Свердловская TYU Tyumen
    RU Asia/Yekaterinburg YAN YamaloNenets
    RU Asia/Omsk OMS Omsk Омская
    RU Asia/Novosibirsk NVS Novosibirsk Новосибирская
    RU Asia/Barnaul ALT Altai AL AltaiRepublic
    RU Asia/Tomsk TOM Tomsk
    RU Asia/Novokuznetsk KEM Kemerovo Kuzbass
    RU Asia/Krasnoyarsk KYA Krasnoyarsk Красноярский KK Khakassia TY Tuva
    RU Asia/Irkutsk IRK Irkutsk Иркутская BU Buryatia
    RU Asia/Chita ZAB Zabaykalsky Zabaykalye
    RU Asia/Yakutsk AMU Amur
    RU Asia/Vladivostok PRI Primorsky Primorye Приморский KHA Khabarovsk Хабаровский YEV
    RU Asia/Vladivostok JewishAutonomousOblast
    RU Asia/Magadan MAG Magadan
    RU Asia/Sakhalin SAK Sakhalin
    RU Asia/Kamchatka KAM Kamchatka
    RU Asia/Anadyr CHU Chukotka
    ES Atlantic/Canary CN GC TF Canarias CanaryIslands IslasCanarias LasPalmas SantaCruzDeTenerife
    ES Atlantic/Canary Tenerife GranCanaria Lanzarote Fuerteventura
    ES Africa/Ceuta CE ML Ceuta Melilla
    PT Atlantic/Azores Azores Açores RegiãoAutónomaDosAçores
    PT Atlantic/Madeira Madeira RegiãoAutónomaDaMadeira
    FR America/Guadeloupe GP Guadeloupe
    FR America/Martinique MQ Martinique
    FR America/Cayenne GF Guyane FrenchGuiana GuyaneFrançaise
    FR Indian/Reunion RE Réunion LaRéunion
    FR Indian/Mayotte YT Mayotte
    FR Pacific/Noumea NC NouvelleCalédonie NewCaledonia
    FR Pacific/Tahiti PF PolynésieFrançaise FrenchPolynesia
    CL America/Punta_Arenas MA Magallanes MagallanesYDeLaAntárticaChilena
    CL Pacific/Easter IslaDePascua EasterIsland
    EC Pacific/Galapagos W Galápagos
    NZ Pacific/Chatham CIT ChathamIslands
    PG Pacific/Bougainville NSB Bougainville
    PF Pacific/Marquesas Marquesas Marquises
    PF Pacific/Gambier Gambier
    CD Africa/Kinshasa KN Kinshasa BC KongoCentral BasCongo BN Bandundu EQ Équateur KG Kwango KL
    CD Africa/Kinshasa Kwilu MN MaiNdombe MO Mongala NU NordUbangi SU SudUbangi TU Tshuapa
    CD Africa/Lubumbashi HK HautKatanga KA Katanga LU Lualaba HL HautLomami TA Tanganyika NK
    CD Africa/Lubumbashi NordKivu NorthKivu SK SudKivu SouthKivu MA Maniema IT Ituri HU HautUele
    CD Africa/Lubumbashi BU BasUele TO Tshopo KE KasaïOriental KC KasaïCentral KS Kasaï LO Lomami
    CD Africa/Lubumbashi SA Sankuru
    MN Asia/Hovd Khovd Hovd Uvs BayanÖlgii GoviAltai Zavkhan
    MN Asia/Ulaanbaatar Ulaanbaatar UlanBator Darkhan Orkhon Dornod
    KI Pacific/Kiritimati LineIslands Kiritimati L
    KI Pacific/Kanton PhoenixIslands P
    KI Pacific/Tarawa Tarawa GilbertIslands G
    FM Pacific/Chuuk TRK Chuuk YAP Yap
    FM Pacific/Pohnpei PNI Pohnpei
    FM Pacific/Kosrae KSA Kosrae
    UM Pacific/Midway MidwayIslands
    UM Pacific/Wake WakeIsland
    """

  /// Zones of regions, and the other zones that some of their postal codes lie in.
  static let sharedRegions = """
    US America/New_York America/Chicago
    US America/Detroit America/Chicago
    US America/Chicago America/Denver
    US America/Denver America/Chicago
    US America/Los_Angeles America/Boise
    US America/Anchorage America/Adak
    CA America/Toronto America/Winnipeg America/Halifax
    CA America/St_Johns America/Goose_Bay
    CA America/Regina America/Edmonton
    CA America/Vancouver America/Dawson_Creek America/Edmonton
    AU Australia/Sydney Australia/Broken_Hill Australia/Lord_Howe
    MX America/Mazatlan America/Mexico_City
    """
}
