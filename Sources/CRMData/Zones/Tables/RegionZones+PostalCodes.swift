extension RegionZones {
  /// The first characters of postal codes by country and zone; `-` where several clocks share them.
  ///
  /// The longest prefix decides.
  static let postalCodes = """
    US America/Puerto_Rico 006 007 009
    US America/St_Thomas 008
    US America/New_York 005 010-089 100-319 398 399 320-323 326-339 341 342 344 346 347 349
    US America/New_York 376-379 400-418 430-459 460-462 465-474 478 479
    US America/Detroit 480-497
    US - 498 499 373 425-427 475 798 677 678 691 692 576 586 835 860 865
    US America/Chicago 324 325 350-372 380-397 420-424 463 464 476 477 500-567 570-575 580-585 587
    US America/Chicago 588 600-676 679-690 700-797
    US America/Denver 577 590-599 693 800-831 832-834 836 837 840-847 870-884 885 799
    US America/Boise 979
    US America/Phoenix 850-853 855-857 859 863 864
    US America/Los_Angeles 838 889-898 900-961 970-978 980-994
    US Pacific/Honolulu 967 968
    US Pacific/Pago_Pago 96799
    US Pacific/Guam 9691 9692 9693
    US Pacific/Saipan 9695
    US America/Anchorage 995-999
    US America/Adak 99546 99547
    CA America/St_Johns A
    CA America/Goose_Bay A0P A0R A2V
    CA - A0K G0G X0
    CA America/Halifax B C G4T
    CA America/Moncton E
    CA America/Toronto G H J K L M N P
    CA America/Winnipeg P0V P0W P0X P8N P8T P9A P9N R
    CA America/Regina S
    CA America/Edmonton T S9V X1A X0E X0G
    CA America/Vancouver V
    CA - V0A V0B V1A V1C V0C
    CA America/Dawson_Creek V1G V1J
    CA America/Iqaluit X0A
    CA America/Rankin_Inlet X0C
    CA America/Whitehorse Y
    AU Australia/Sydney 1 2 02
    AU Australia/Broken_Hill 2880
    AU Australia/Lord_Howe 2898
    AU Australia/Melbourne 3 8
    AU Australia/Brisbane 4 9
    AU Australia/Adelaide 5
    AU Australia/Perth 6
    AU Australia/Hobart 7
    AU Australia/Darwin 08
    BR America/Sao_Paulo 01-39 70-76 80-99
    BR America/Bahia 40-48
    BR America/Maceio 49 57
    BR America/Recife 50-56
    BR America/Fortaleza 58-65
    BR America/Belem 66-68
    BR America/Manaus 690-692 694-698
    BR America/Boa_Vista 693
    BR America/Rio_Branco 699
    BR America/Porto_Velho 768 769
    BR America/Araguaina 77
    BR America/Cuiaba 78
    BR America/Campo_Grande 79
    MX America/Mexico_City 01-16 20 28-30 34-62 68-76 78 79 86 90-96 98 99
    MX America/Tijuana 21 22
    MX America/Mazatlan 23 63 80-82
    MX America/Merida 24 97
    MX America/Monterrey 25-27 64-67 87-89
    MX - 31-33
    MX America/Cancun 77
    MX America/Hermosillo 83-85
    ID Asia/Jakarta 1-6 73 74 78 79
    ID Asia/Makassar 70-72 75-77 80-87 90-96
    ID Asia/Jayapura 97-99
    RU Europe/Moscow 1 2 3 400-404 420-425 428-431 440-442 600-613
    RU Europe/Kaliningrad 236 238
    RU Europe/Saratov 410-413
    RU Europe/Astrakhan 414-416
    RU Europe/Samara 426 427 443-446
    RU Europe/Ulyanovsk 432 433
    RU Asia/Yekaterinburg 450-457 460-462 614-629 640 641
    RU Asia/Novosibirsk 630-633
    RU Asia/Tomsk 634-636
    RU Asia/Omsk 644-646
    RU Asia/Krasnoyarsk 647 648 655 660-663 667 668
    RU Asia/Barnaul 649 656-659
    RU Asia/Novokuznetsk 650-654
    RU Asia/Irkutsk 664-666 669-671
    RU Asia/Chita 672-674
    RU Asia/Yakutsk 675 676 677
    RU - 678
    RU Asia/Vladivostok 679-682 690-692
    RU Asia/Kamchatka 683 684 688
    RU Asia/Magadan 685 686
    RU Asia/Anadyr 689
    RU Asia/Sakhalin 693 694
    ES Atlantic/Canary 35 38
    ES Africa/Ceuta 51 52
    PT Atlantic/Madeira 90-94
    PT Atlantic/Azores 95-99
    FR America/Guadeloupe 971
    FR America/Martinique 972
    FR America/Cayenne 973
    FR Indian/Reunion 974
    FR America/Miquelon 975
    FR Indian/Mayotte 976
    FR America/St_Barthelemy 977
    FR America/Marigot 978
    FR Pacific/Wallis 986
    FR Pacific/Tahiti 987
    FR Pacific/Noumea 988
    CL America/Punta_Arenas 62
    """
}
