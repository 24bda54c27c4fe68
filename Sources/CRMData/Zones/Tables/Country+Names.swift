extension Country {
  /// Names beside those of the IANA table: of the commonest countries in English, Spanish, French,
  /// German, Italian, Portuguese and their own languages.
  static let names = """
    AE UAE|U.A.E.|Emirates|Emiratos Árabes Unidos|Émirats arabes unis|Vereinigte Arabische Emirate
    AE Emirati Arabi Uniti|Emirados Árabes Unidos|الإمارات العربية المتحدة
    AG Antigua and Barbuda
    AR Argentine|Argentinien|República Argentina
    AS American Samoa
    AT Autriche|Österreich|Oesterreich|Áustria|Osterreich
    AU Australie|Australien|Austrália|Commonwealth of Australia
    BA Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia|Bosnie-Herzégovine|Bosnien und Herzegowina
    BA Bosnia ed Erzegovina|Bosna i Hercegovina
    BE België|Belgique|Belgien|Bélgica|Belgio
    BG Bulgarie|Bulgarien|Bulgária|България
    BN Brunei Darussalam
    BO Bolivie|Bolivien|Bolívia|Plurinational State of Bolivia|Bolivia, Plurinational State of
    BQ Caribbean Netherlands|Bonaire
    BR Brasil|Brésil|Brasilien|Brasile
    BY Bélarus|Biélorussie|Weißrussland|Bielorrusia|Bielorussia|Bielorrússia|Беларусь
    CA Canadá|Kanada
    CD Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Congo-Kinshasa
    CD République démocratique du Congo|RDC|República Democrática del Congo
    CD Demokratische Republik Kongo
    CD Congo, The Democratic Republic of the|Congo, Democratic Republic of the
    CF Central African Republic
    CG Republic of the Congo|Congo|Congo-Brazzaville|République du Congo
    CH Suisse|Schweiz|Svizzera|Suiza|Suíça|Swiss
    CI Ivory Coast|Costa de Marfil|Elfenbeinküste|Costa d'Avorio|Costa do Marfim
    CL Chili|Cile
    CN People's Republic of China|PR China|PRC|Mainland China|Chine|Cina|中国|中國
    CO Colombie|Kolumbien|Colômbia
    CR Costa Rica
    CV Cabo Verde
    CY Chypre|Zypern|Chipre|Cipro|Κύπρος
    CZ Czechia|Czech Republic|Tchéquie|République tchèque|Tschechien|Tschechische Republik
    CZ República Checa|Chequia|Repubblica Ceca|Cechia|Chéquia|República Tcheca|Česko
    CZ Česká republika|Tchéquia
    DE Deutschland|Allemagne|Alemania|Germania|Alemanha|Federal Republic of Germany
    DE Bundesrepublik Deutschland|Duitsland
    DK Danmark|Danemark|Dänemark|Dinamarca|Danimarca
    DO République dominicaine|Dominikanische Republik|República Dominicana|Repubblica Dominicana
    DZ Algérie|Algerien|Argelia|Argélia|الجزائر
    EC Équateur|Equador|Ecuador
    EE Estonie|Estland|Eesti|Estônia|Estónia
    EG Égypte|Ägypten|Egipto|Egitto|Egito|مصر
    ES España|Espagne|Spanien|Spagna|Espanha|Espanya|Espainia|Kingdom of Spain
    FI Suomi|Finlande|Finnland|Finlandia|Finlândia
    FM Micronesia|Micronesia, Federated States of
    FR Francia|Frankreich|França|French Republic|Frankrijk
    GB UK|U.K.|United Kingdom|Great Britain|Britain
    GB United Kingdom of Great Britain and Northern Ireland|England|Scotland|Wales
    GB Northern Ireland|Royaume-Uni|Grande-Bretagne|Vereinigtes Königreich|Großbritannien
    GB Reino Unido|Gran Bretaña|Regno Unito|Gran Bretagna|Grã-Bretanha|Inglaterra|Angleterre
    GE Géorgie|Georgien|საქართველო
    GR Grèce|Griechenland|Grecia|Grécia|Hellas|Ellada|Ελλάδα|EL
    GT Guatemala
    HK Hongkong|Hong Kong SAR|Hong Kong SAR China|香港|RAE de Hong Kong
    HN Honduras
    HR Croatie|Kroatien|Croacia|Croazia|Croácia|Hrvatska
    HU Hongrie|Ungarn|Hungría|Ungheria|Hungria|Magyarország
    ID Indonésie|Indonesien|Indonésia
    IE Éire|Irlande|Irland|Irlanda|Republic of Ireland
    IL Israël|Israele|ישראל
    IN Inde|Indien|Índia|Bharat|भारत
    IQ Irak|Iraque
    IR Islamic Republic of Iran|Irán|Irã|Irão|ایران|Iran, Islamic Republic of
    IS Islande|Island|Islandia|Islanda|Islândia|Ísland
    IT Italia|Italie|Italien|Itália
    JM Jamaïque|Jamaika|Giamaica
    JO Jordanie|Jordanien|Jordania|Giordania|Jordânia
    JP Japon|Japón|Giappone|Japão|Nippon|Nihon|日本
    KE Kenia|Quênia
    KN Saint Kitts and Nevis
    KP North Korea|DPRK|Democratic People's Republic of Korea
    KP Korea, Democratic People's Republic of
    KR South Korea|Korea|Republic of Korea|Corée du Sud|Südkorea|Corea del Sur|Corea del Sud
    KR Coreia do Sul|한국|대한민국|Korea, Republic of
    KW Koweït|Kuweit
    KZ Kasachstan|Kazajistán|Kazakistan|Cazaquistão|Казахстан|Қазақстан
    LA Lao People's Democratic Republic
    LB Liban|Libanon|Líbano|Libano|لبنان
    LT Lituanie|Litauen|Lituania|Lituânia|Lietuva
    LU Luxemburg|Luxemburgo|Lussemburgo|Lëtzebuerg
    LV Lettonie|Lettland|Letonia|Lettonia|Letônia|Letónia|Latvija
    MA Maroc|Marokko|Marruecos|Marocco|Marrocos|المغرب
    MD Republic of Moldova|Moldavie|Moldawien|Moldavia|Moldávia|Moldova, Republic of
    MF St. Martin|Saint-Martin
    MK North Macedonia|Macedonia|Macédoine du Nord|Nordmazedonien|Macedonia del Norte
    MK Macedonia del Nord|FYROM
    MM Myanmar|Burma
    MO Macao|Macau SAR|Macao SAR China
    MT Malte
    MU Maurice|Mauricio
    MX México|Mexique|Mexiko|Messico|Estados Unidos Mexicanos
    MY Malaisie|Malasia|Malásia
    NC Nouvelle-Calédonie
    NG Nigéria
    NL Holland|Nederland|Pays-Bas|Niederlande|Países Bajos|Paesi Bassi|Países Baixos|Holanda
    NL Olanda|Hollande
    NO Norge|Norvège|Norwegen|Noruega|Norvegia
    NZ Nouvelle-Zélande|Neuseeland|Nueva Zelanda|Nueva Zelandia|Nuova Zelanda|Nova Zelândia
    NZ Aotearoa
    OM Omã
    PA Panamá
    PE Perú|Pérou|Perù
    PH Filipinas|Filippine|Philippinen|Pilipinas
    PK Pakistán|Paquistão
    PL Polska|Pologne|Polen|Polonia|Polônia|Polónia
    PN Pitcairn Islands
    PS State of Palestine|Palestinian Territories|Palestinian Territory|Palestine, State of
    PT Portogallo
    PY Paraguai
    QA Katar|Catar
    RE La Réunion
    RO România|Roumanie|Rumänien|Rumania|Rumanía|Romênia|Roménia
    RS Serbie|Serbien|Sérvia|Srbija|Србија
    RU Russian Federation|Russie|Russland|Rusia|Rússia|Россия|Российская Федерация
    SA Kingdom of Saudi Arabia|KSA|Arabie saoudite|Saudi-Arabien|Arabia Saudita|Arabia Saudí
    SA Arábia Saudita|السعودية
    SE Sverige|Suède|Schweden|Suecia|Svezia|Suécia
    SG Singapour|Singapur|Cingapura|Singapura
    SI Slovénie|Slowenien|Eslovenia|Eslovênia|Eslovénia|Slovenija
    SK Slovak Republic|Slovaquie|Slowakei|Eslovaquia|Slovacchia|Eslováquia|Slovensko
    SN Senegal
    SV El Salvador
    SX Sint Maarten
    SY Syrian Arab Republic
    SZ Swaziland|Eswatini
    TC Turks & Caicos Islands|Turks and Caicos Islands
    TH Thaïlande|Thailandia|Tailandia|Tailândia|ประเทศไทย
    TL Timor-Leste
    TN Tunisie|Tunesien|Túnez|Tunísia|تونس
    TR Türkiye|Turquie|Türkei|Turquía|Turchia|Turquia
    TT Trinidad and Tobago
    TW Taïwan|Taiwan, Province of China|Taiwan ROC|臺灣|台灣|台湾
    TZ United Republic of Tanzania|Tanzanie|Tansania|Tanzania, United Republic of
    UA Ucrania|Ucraina|Ucrânia|Україна
    US USA|U.S.|U.S.A.|United States of America|America|États-Unis|États-Unis d'Amérique
    US Estados Unidos|Estados Unidos de América|EE. UU.|EEUU|Vereinigte Staaten
    US Vereinigte Staaten von Amerika|Stati Uniti|Stati Uniti d'America|Estados Unidos da América
    US EUA|Amerika
    UY Uruguai
    VA Holy See
    VC St. Vincent & Grenadines|Saint Vincent and the Grenadines
    VE Bolivarian Republic of Venezuela|Venezuela, Bolivarian Republic of
    VG British Virgin Islands
    VI US Virgin Islands|U.S. Virgin Islands|Virgin Islands
    VN Viet Nam|Việt Nam|Vietname|Vietnã
    WS Samoa
    ZA Afrique du Sud|Südafrika|Sudáfrica|Sudafrica|África do Sul|RSA
    """

  /// Codes of two and of three letters.
  static let threeLetterCodes = """
    AD AND AE ARE AF AFG AG ATG AI AIA AL ALB AM ARM AO AGO AQ ATA AR ARG AS ASM AT AUT AU AUS
    AW ABW AX ALA AZ AZE BA BIH BB BRB BD BGD BE BEL BF BFA BG BGR BH BHR BI BDI BJ BEN BL BLM
    BM BMU BN BRN BO BOL BQ BES BR BRA BS BHS BT BTN BW BWA BY BLR BZ BLZ CA CAN CC CCK CD COD
    CF CAF CG COG CH CHE CI CIV CK COK CL CHL CM CMR CN CHN CO COL CR CRI CU CUB CV CPV CW CUW
    CX CXR CY CYP CZ CZE DE DEU DJ DJI DK DNK DM DMA DO DOM DZ DZA EC ECU EE EST EG EGY EH ESH
    ER ERI ES ESP ET ETH FI FIN FJ FJI FK FLK FM FSM FO FRO FR FRA GA GAB GB GBR GD GRD GE GEO
    GF GUF GG GGY GH GHA GI GIB GL GRL GM GMB GN GIN GP GLP GQ GNQ GR GRC GS SGS GT GTM GU GUM
    GW GNB GY GUY HK HKG HN HND HR HRV HT HTI HU HUN ID IDN IE IRL IL ISR IM IMN IN IND IO IOT
    IQ IRQ IR IRN IS ISL IT ITA JE JEY JM JAM JO JOR JP JPN KE KEN KG KGZ KH KHM KI KIR KM COM
    KN KNA KP PRK KR KOR KW KWT KY CYM KZ KAZ LA LAO LB LBN LC LCA LI LIE LK LKA LR LBR LS LSO
    LT LTU LU LUX LV LVA LY LBY MA MAR MC MCO MD MDA ME MNE MF MAF MG MDG MH MHL MK MKD ML MLI
    MM MMR MN MNG MO MAC MP MNP MQ MTQ MR MRT MS MSR MT MLT MU MUS MV MDV MW MWI MX MEX MY MYS
    MZ MOZ NA NAM NC NCL NE NER NF NFK NG NGA NI NIC NL NLD NO NOR NP NPL NR NRU NU NIU NZ NZL
    OM OMN PA PAN PE PER PF PYF PG PNG PH PHL PK PAK PL POL PM SPM PN PCN PR PRI PS PSE PT PRT
    PW PLW PY PRY QA QAT RE REU RO ROU RS SRB RU RUS RW RWA SA SAU SB SLB SC SYC SD SDN SE SWE
    SG SGP SH SHN SI SVN SJ SJM SK SVK SL SLE SM SMR SN SEN SO SOM SR SUR SS SSD ST STP SV SLV
    SX SXM SY SYR SZ SWZ TC TCA TD TCD TF ATF TG TGO TH THA TJ TJK TK TKL TL TLS TM TKM TN TUN
    TO TON TR TUR TT TTO TV TUV TW TWN TZ TZA UA UKR UG UGA UM UMI US USA UY URY UZ UZB VA VAT
    VC VCT VE VEN VG VGB VI VIR VN VNM VU VUT WF WLF WS WSM YE YEM YT MYT ZA ZAF ZM ZMB ZW ZWE
    """
}
