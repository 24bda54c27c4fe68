extension TelephoneZones {
  /// The prefixes of E.164, each with its country; those of North America are by area.
  static let countryPrefixes = """
    7 RU 76 KZ 77 KZ 20 EG 211 SS 212 MA 213 DZ 216 TN 218 LY 220 GM 221 SN 222 MR 223 ML 224 GN
    225 CI 226 BF 227 NE 228 TG 229 BJ 230 MU 231 LR 232 SL 233 GH 234 NG 235 TD 236 CF 237 CM
    238 CV 239 ST 240 GQ 241 GA 242 CG 243 CD 244 AO 245 GW 246 IO 248 SC 249 SD 250 RW 251 ET
    252 SO 253 DJ 254 KE 255 TZ 256 UG 257 BI 258 MZ 260 ZM 261 MG 262 RE 262269 YT 262639 YT
    263 ZW 264 NA 265 MW 266 LS 267 BW 268 SZ 269 KM 27 ZA 290 SH 291 ER 297 AW 298 FO 299 GL
    30 GR 31 NL 32 BE 33 FR 34 ES 350 GI 351 PT 352 LU 353 IE 354 IS 355 AL 356 MT 357 CY 358 FI
    359 BG 36 HU 370 LT 371 LV 372 EE 373 MD 374 AM 375 BY 376 AD 377 MC 378 SM 379 VA 380 UA
    381 RS 382 ME 383 XK 385 HR 386 SI 387 BA 389 MK 39 IT 40 RO 41 CH 420 CZ 421 SK 423 LI 43 AT
    44 GB 45 DK 46 SE 47 NO 48 PL 49 DE 500 FK 501 BZ 502 GT 503 SV 504 HN 505 NI 506 CR 507 PA
    508 PM 509 HT 51 PE 52 MX 53 CU 54 AR 55 BR 56 CL 57 CO 58 VE 590 GP 591 BO 592 GY 593 EC
    594 GF 595 PY 596 MQ 597 SR 598 UY 599 CW 60 MY 61 AU 62 ID 63 PH 64 NZ 65 SG 66 TH 670 TL
    672 NF 673 BN 674 NR 675 PG 676 TO 677 SB 678 VU 679 FJ 680 PW 681 WF 682 CK 683 NU 685 WS
    686 KI 687 NC 688 TV 689 PF 690 TK 691 FM 692 MH 81 JP 82 KR 84 VN 850 KP 852 HK 853 MO
    855 KH 856 LA 86 CN 880 BD 886 TW 90 TR 91 IN 92 PK 93 AF 94 LK 95 MM 960 MV 961 LB 962 JO
    963 SY 964 IQ 965 KW 966 SA 967 YE 968 OM 970 PS 971 AE 972 IL 973 BH 974 QA 975 BT 976 MN
    977 NP 98 IR 992 TJ 993 TM 994 AZ 995 GE 996 KG 998 UZ
    """

  /// Areas with a clock of their own in countries that have several.
  static let areaCodes = """
    AU Australia/Sydney 612
    AU Australia/Melbourne 613
    AU Australia/Brisbane 617
    AU Australia/Adelaide 6187 6188
    AU Australia/Darwin 61889
    AU Australia/Perth 6189
    AU Indian/Christmas 6189164
    AU Indian/Cocos 6189162
    ES Atlantic/Canary 34922 34928 34822 34828
    PT Atlantic/Madeira 351291
    PT Atlantic/Azores 351292 351295 351296
    CL America/Punta_Arenas 5661
    BR America/Sao_Paulo 5511 5512 5513 5514 5515 5516 5517 5518 5519 5521 5522 5524 5527 5528
    BR America/Sao_Paulo 5531 5532 5533 5534 5535 5537 5538 5541 5542 5543 5544 5545 5546 5547
    BR America/Sao_Paulo 5548 5549 5551 5553 5554 5555 5561 5562 5564
    BR America/Araguaina 5563
    BR America/Cuiaba 5565 5566
    BR America/Campo_Grande 5567
    BR America/Rio_Branco 5568
    BR America/Porto_Velho 5569
    BR America/Bahia 5571 5573 5574 5575 5577
    BR America/Maceio 5579 5582
    BR America/Recife 5581 5587
    BR America/Fortaleza 5583 5584 5585 5586 5588 5589 5598 5599
    BR America/Belem 5591 5593 5594 5596
    BR America/Manaus 5592
    BR America/Boa_Vista 5595
    MX America/Mexico_City 5255 5256 5233 52222 52442 52477 52449 52444
    MX America/Monterrey 5281 52844
    MX America/Merida 52999
    MX America/Cancun 52998 52983 52984 52987
    MX America/Hermosillo 52662 52631 52644
    MX America/Mazatlan 52667 52669 52612
    MX America/Tijuana 52664 52686 52646 52663 52665 52661
    ID Asia/Jakarta 6221 6222 6224 6231 6261 62711 62751 62761 62721 62274 62271 62251 62254 62341
    ID Asia/Jakarta 62561
    ID Asia/Makassar 62361 62370 62411 62431 62511 62541 62542
    ID Asia/Jayapura 62967 62901 62911
    RU Europe/Kaliningrad 7401
    RU Europe/Moscow 7471 7472 7473 7474 7475 7481 7482 7483 7484 7485 7486 7487 7491 7492 7493
    RU Europe/Moscow 7494 7495 7496 7498 7499 7811 7812 7813 7814 7815 7816 7817 7818 7820 7821
    RU Europe/Moscow 7831 7833 7834 7835 7836 7841 7843 7844 7847 7855 7861 7862 7863 7865 7866
    RU Europe/Moscow 7867 7871 7872 7873 7877 7878 7879
    RU Europe/Samara 7341 7846 7848
    RU Europe/Ulyanovsk 7842
    RU Europe/Saratov 7845
    RU Europe/Astrakhan 7851
    RU Asia/Yekaterinburg 7342 7343 7345 7346 7347 7349 7351 7352 7353
    RU Asia/Omsk 7381
    RU Asia/Tomsk 7382
    RU Asia/Novosibirsk 7383
    RU Asia/Novokuznetsk 7384
    RU Asia/Barnaul 7385 7388
    RU Asia/Krasnoyarsk 7390 7391 7394
    RU Asia/Irkutsk 7301 7395
    RU Asia/Chita 7302
    RU Asia/Yakutsk 7416
    RU Asia/Vladivostok 7421 7423 7426
    RU Asia/Sakhalin 7424
    RU Asia/Magadan 7413
    RU Asia/Kamchatka 7415
    RU Asia/Anadyr 7427
    """

  /// The areas of the North American plan; areas that two clocks share are left out, unless 95 in
  /// 100 people there use one.
  static let northAmericanAreas = """
    US America/New_York 201 202 203 207 212 215 216 220 223 227 229 234 239 240 252 260 267 272
    US America/New_York 276 283 301 302 304 305 315 317 321 324 326 329 330 332 336 339 347 351
    US America/New_York 352 363 380 386 401 404 407 410 412 413 419 423 434 436 440 443 445 463
    US America/New_York 470 472 475 478 484 502 508 513 516 518 540 551 561 567 570 571 582 585
    US America/New_York 603 606 607 609 610 614 617 624 631 640 645 646 656 667 678 680 681 686
    US America/New_York 689 703 704 706 716 717 718 724 727 728 732 740 743 754 757 762 765 770
    US America/New_York 771 772 774 781 786 802 803 804 813 814 821 826 828 835 838 839 843 845
    US America/New_York 848 854 856 857 859 860 862 863 864 865 878 904 908 910 912 914 917 919
    US America/New_York 929 934 937 941 943 947 948 954 959 973 978 980 984
    US America/Detroit 231 248 269 313 517 586 616 679 734 810 989
    US America/Chicago 205 210 214 217 218 219 224 225 228 235 251 254 256 262 274 281 309 312 314
    US America/Chicago 316 318 319 320 325 327 331 334 337 346 353 361 402 405 409 414 417 430 432
    US America/Chicago 447 457 464 469 471 479 483 501 504 507 512 515 531 534 539 557 563 572 573
    US America/Chicago 580 601 608 612 615 618 621 629 630 636 641 651 659 660 662 682 708 712 713
    US America/Chicago 715 726 730 731 737 763 769 773 779 785 806 815 816 817 830 832 847 861 870
    US America/Chicago 872 901 903 913 918 920 924 931 936 938 940 945 952 956 972 975 979 985
    US America/Denver 303 307 385 406 435 505 575 719 720 748 801 915 970 983
    US America/Phoenix 480 520 602 623
    US America/Los_Angeles 206 209 213 253 279 310 323 341 350 357 360 369 408 415 424 425 442 503
    US America/Los_Angeles 509 510 530 541 559 562 564 619 626 628 650 657 661 669 702 707 714 725
    US America/Los_Angeles 738 747 760 775 805 818 820 831 837 840 858 909 916 925 949 951 971
    US America/Anchorage 907
    US Pacific/Honolulu 808
    US - 208 270 308 364 448 458 574 605 620 701 812 850 906 928 930 986
    CA America/Toronto 226 249 263 289 343 354 365 367 382 416 418 437 438 450 468 514 519 548 579
    CA America/Toronto 581 613 647 683 705 742 753 819 873 905 942
    CA America/Halifax 782 902
    CA America/Moncton 428 506
    CA America/St_Johns 709 879
    CA America/Winnipeg 204 431 584
    CA America/Regina 306 474 639
    CA America/Edmonton 368 403 587 780 825
    CA America/Vancouver 236 257 604 672 778 250
    CA - 807 867
    BS America/Nassau 242
    BB America/Barbados 246
    AI America/Anguilla 264
    AG America/Antigua 268
    VG America/Tortola 284
    VI America/St_Thomas 340
    KY America/Cayman 345
    BM Atlantic/Bermuda 441
    GD America/Grenada 473
    TC America/Grand_Turk 649
    JM America/Jamaica 658 876
    MS America/Montserrat 664
    MP Pacific/Saipan 670
    GU Pacific/Guam 671
    AS Pacific/Pago_Pago 684
    SX America/Lower_Princes 721
    LC America/St_Lucia 758
    DM America/Dominica 767
    VC America/St_Vincent 784
    PR America/Puerto_Rico 787 939
    DO America/Santo_Domingo 809 829 849
    TT America/Port_of_Spain 868
    KN America/St_Kitts 869
    """
}
