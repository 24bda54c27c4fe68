extension HTMLReport {
  /// The colours, light and dark.
  static let colours: Markup = """
    :root{color-scheme:light dark;--paper:#fbfaf7;--ink:#1d2023;--soft:#62676d;--line:#e3e0d9;\
    --track:#efede7;--accent:#0b6b66}
    @media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e9e7e2;--soft:#9ea4ab;\
    --line:#2d3237;--track:#20252a;--accent:#58c4b8}}

    """

  /// How charts look, on the page and as files of their own.
  static let charts: Markup = """
    text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:var(--soft)}
    rect.bar,.cell,.dot{fill:var(--accent)}
    rect.light{fill-opacity:.5}
    rect.down{fill:var(--soft)}
    .cell{stroke:var(--paper);stroke-width:2px}
    .none,.track{fill:var(--track)}
    .peak{fill:none;stroke:var(--ink);stroke-width:2px}
    .grid{stroke:var(--line)}
    .band{fill:var(--accent);fill-opacity:.18}
    .curve{fill:none;stroke:var(--accent);stroke-width:2px}
    .diagonal{stroke:var(--soft);stroke-dasharray:4 4}
    .whisker,line.axis{stroke:var(--ink);stroke-width:1.5px}
    .dot{stroke:var(--paper);stroke-width:1.5px}

    """

  /// How the page looks: system fonts, one accent, light and dark, small screens and paper.
  static let style: Markup = """

    \(colours)    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0 auto;max-width:70rem;padding:3.5rem 2rem 2rem;background:var(--paper);\
    color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;\
    font-variant-numeric:tabular-nums}
    h1,h2,h3,p,dl,dd,figure,ul{margin:0}
    h1{font-size:2.1rem;line-height:1.15;letter-spacing:-.02em;font-weight:650}
    h2{font-size:1.5rem;line-height:1.2;letter-spacing:-.015em;font-weight:650}
    h3{font-size:1rem;font-weight:600;margin-bottom:.75rem}
    a{color:var(--accent);text-underline-offset:.2em}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);\
    outline-offset:3px}
    code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
    small{display:block;font-size:.8125rem;line-height:1.4;color:var(--soft);font-weight:400}
    .over{color:var(--accent);font-size:.875rem;font-weight:600;margin-bottom:.5rem}
    .lede{font-size:1.25rem;line-height:1.45;max-width:44rem;margin-top:1rem}
    .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));\
    gap:1.25rem 2rem;margin:2.25rem 0 1.75rem;padding:1.5rem 0;\
    border:solid var(--line);border-width:1px 0}
    dt{font-size:.875rem;color:var(--soft)}
    dd b{display:block;font-size:1.75rem;line-height:1.25;letter-spacing:-.02em;font-weight:600;\
    overflow-wrap:anywhere}
    dd b.long{font-size:1.0625rem;line-height:2.06}
    dd small{overflow-wrap:anywhere}
    nav{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;font-size:.9375rem}
    nav a{text-decoration:none;padding:.25rem 0}
    nav a:hover{text-decoration:underline}
    aside{margin-top:2.5rem;padding:1.25rem 1.5rem;border-left:4px solid var(--accent);\
    background:var(--track);border-radius:0 8px 8px 0}
    aside h2{font-size:1rem;letter-spacing:0}
    aside ul{padding-left:1.15rem;margin-top:.5rem}
    aside li{margin-top:.3rem;max-width:46rem;overflow-wrap:anywhere}
    section{margin-top:4.5rem;scroll-margin-top:1.5rem}
    .head{margin-bottom:2rem;padding-bottom:1rem;border-bottom:1px solid var(--line)}
    .head p{color:var(--soft);margin-top:.35rem;max-width:44rem}
    .head b{color:var(--ink);font-weight:600}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,25rem),1fr));\
    gap:3rem 4rem;align-items:start}
    .card{min-width:0}
    .wide{grid-column:1/-1}
    .tall{grid-row:span 2}
    #trust .cards{grid-template-rows:auto 1fr}
    .note,figcaption{font-size:.9375rem;color:var(--soft);max-width:44rem}
    .note{margin-top:.75rem}
    h3+.note{margin:-.4rem 0 1rem}
    figcaption{margin-top:.75rem}
    .blank{padding:1rem 1.25rem;border-radius:8px;background:var(--track);max-width:44rem}
    .statement{font-size:1.125rem;line-height:1.5;max-width:40rem}
    .statement b{font-weight:650;color:var(--accent)}
    svg{display:block;overflow:visible}
    svg.square{width:100%;max-width:26rem;height:auto}
    \(charts)    table{width:100%;border-collapse:collapse;font-size:.9375rem}
    caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    th,td{text-align:left;vertical-align:top;padding:.55rem 0 .55rem 1rem;font-weight:400;\
    border-bottom:1px solid var(--line)}
    th:first-child,td:first-child{padding-left:0}
    thead th{font-size:.8125rem;color:var(--soft);padding-top:0}
    tbody tr:last-child>*{border-bottom:0}
    .number{text-align:right;white-space:nowrap}
    .name{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;line-clamp:2;\
    overflow:hidden;overflow-wrap:anywhere;unicode-bidi:isolate}
    .middle thead th:nth-child(2){text-align:center}
    .bars tbody th{width:42%;max-width:0}
    .bars td.bar{width:40%;padding-top:.85rem}
    .wide .bars tbody th{width:34%}
    .wide .bars td.bar{width:50%}
    .files{min-width:46rem}
    .files tbody th{width:30%;max-width:0}
    .files tbody td:nth-child(2){width:16%;max-width:0}
    .facts tbody th{width:14rem;color:var(--soft)}
    .rejects th:first-child{width:30%}
    .scroll{overflow-x:auto}
    .grades{table-layout:fixed;border-collapse:separate;border-spacing:4px;margin:-4px}
    .grades th,.grades td{border:0;padding:.5rem .6rem}
    .grades th{font-size:.8125rem;line-height:1.35;color:var(--soft);vertical-align:middle}
    .grades th:first-child,.grades thead td{padding-left:0}
    .grades th b{display:block;font-size:1rem;color:var(--ink);font-weight:600}
    .grades tbody td{border-radius:6px;\
    background:color-mix(in srgb,var(--accent) var(--tint),var(--track))}
    .grades td b{display:block;font-size:1.125rem;font-weight:600;overflow-wrap:anywhere}
    .grades td small{color:inherit;opacity:.75}
    details{margin-top:1rem;font-size:.9375rem}
    summary{cursor:pointer;color:var(--accent)}
    details table{margin-top:.75rem}
    footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.25rem 2rem;\
    margin-top:5rem;padding-top:1.25rem;border-top:1px solid var(--line);font-size:.875rem;\
    color:var(--soft)}
    @media (max-width:40rem){body{padding:2rem 1rem 1.5rem}h1{font-size:1.75rem}\
    .lede{font-size:1.125rem}.tiles{grid-template-columns:1fr 1fr;gap:1.25rem}\
    section{margin-top:3.5rem}.cards{gap:2.5rem}th,td{padding-left:.6rem}\
    .bars tbody th,.wide .bars tbody th{width:48%}.bars td.bar,.wide .bars td.bar{width:28%}}
    @media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#ccc;\
    --track:#f0f0f0;--accent:#0b6b66}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}\
    body{padding:0;font-size:11pt}nav{display:none}section{margin-top:2.5rem}\
    .cards{grid-template-columns:1fr 1fr;gap:1.75rem 2.5rem}\
    .head,h3{break-after:avoid}figure,tr,aside,.tiles,.grades,.statement{break-inside:avoid}\
    .name{display:block}.files{min-width:0}.scroll{overflow:visible}}

    """
}
