"""Writes the files of this corpus and what a reader must make of them.

    python3 generate.py

<name>.csv is the input, byte for byte. <name>.expected has one JSON array of cells a line, the
header first; then one line `! LINE CODE` for each reject, or a single line `!! CODE` when the
file cannot be read at all. Rows of the first group are what Python's csv module reads (3.11.7);
it agrees with us on well-formed rows only, so those of the second group are written by hand.
"""
import csv, gzip, io, json

def dump(rows):
    return [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]

def put(name, data, lines):
    with open(name + ".csv", "wb") as f:
        f.write(data)
    with open(name + ".expected", "w", encoding="utf-8", newline="\n") as f:
        f.write("\n".join(lines) + "\n")

def well_formed(name, text, delimiter=",", encode=lambda text: text.encode()):
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    width = len(rows[0])
    # Our rules for ragged rows: short ones are filled up, empty cells too many are dropped.
    rows = [(row + [""] * width)[:max(width, len(row))] for row in rows]
    assert all(not any(row[width:]) for row in rows)
    put(name, encode(text), dump(row[:width] for row in rows))

well_formed("quotes", 'id,note\n1,"a ""quoted"" word"\n2,""""\n3,""\n4,"""x"""\n5,5" pipe\n6,a"b"c\n7," "\n')
well_formed("line-ends-mixed", "a,b\r\n1,2\n3,4\r5,6\r\n\r\n\n7,8")
well_formed("line-ends-in-cells", 'a,b\r\n"1\r\n2","3\r4"\r\n"\n",x\r\n')
well_formed("line-ends-cr", 'a,b\r"1\r2",3\r4,5\r')
well_formed("crlf-no-final-newline", 'recency,segment\r\n1,"6) $750 - $1,000"\r\n2,3) $200 - $350')
well_formed("ragged", "a,b,c\n1\n1,2\n1,2,3\n1,2,3,\n1,2,3,,,\n,\n")
well_formed("blank-lines", "\n\na,b\n\n1,2\n\n\n3,4\n\n")
well_formed("semicolon", '"name";"amount";"note"\n"Müller";"1,5";"a;b"\n"Łódź";"2,5";"x"\n', ";")
well_formed("tab", "a\tb\tc\n1,5\tx;y\tz|w\n\t\t\n", "\t")
well_formed("pipe", "a|b\n1|x,y\n2|\n", "|")
well_formed("delimiters-in-quotes", 'id,"tags; all","a; b; c"\n1,"x; y","q"\n2,z,"r; s"\n')
well_formed("bom-utf8", "\u540d,\u00e9t\u00e9\n\U0001F600,na\u00efve\n", encode=lambda t: t.encode("utf-8-sig"))
well_formed("utf16-le", '\u00e9,b\r\n"1\r\n\u20ac",\U0001F600\r\n', encode=lambda t: b"\xff\xfe" + t.encode("utf-16-le"))
well_formed("utf16-be", 'a\tb\r\n\u65e5\u672c,\tx\r\n', "\t", encode=lambda t: b"\xfe\xff" + t.encode("utf-16-be"))
well_formed("gzip", "a,b\n" + "".join(f"{i},{i * i}\n" for i in range(40)), encode=lambda t: gzip.compress(t.encode(), mtime=0))
well_formed("gzip-members", "a,b\n1,2\n3,4\n", encode=lambda t: gzip.compress(t[:6].encode(), mtime=0)
            + gzip.compress(b"", mtime=0) + gzip.compress(t[6:].encode(), mtime=0) + bytes(9))
well_formed("one-column", 'name\nx\n""\n"a,b"\n')
well_formed("wide", ",".join(f"c{i}" for i in range(700)) + "\n" + ",".join(str(i * 7) for i in range(700)) + "\n")
well_formed("escaped-comma", 'Email Address,Interests,TAGS\na@x.example,"Food, Wine\\, red","""VIP"",""News, weekly"""\n')
well_formed("json-cells", 'id,attributes\n1,"{""city"":""Bogot\u00e1"",""tags"":[""a"",""b""]}"\n2,null\n')
well_formed("excel-damage", 'id,account\n"=""00123""",9.0010001E+15\n\'+34600000000,2-Jan\n')
well_formed("header-only", "a,b,c\r\n")

well_formed("utf16-without-mark", "a,b\n1,2\n", encode=lambda t: t.encode("utf-16-le"))
well_formed("utf16-be-without-mark", "a;b\n1;\u20ac\n", ";", encode=lambda t: t.encode("utf-16-be"))
well_formed("utf16-wrong-mark", '\u00e9,b\r\n"1\r\n\u20ac",\U0001F600\r\n', encode=lambda t: b"\xfe\xff" + t.encode("utf-16-le"))
well_formed("utf16-two-marks", "a,b\n1,2\n", encode=lambda t: b"\xfe\xff\xff\xfe" + t.encode("utf-16-le"))
well_formed("zero-bytes", "a,b\n1,2\n3,4\n", encode=lambda t: t.replace("1", "\0001\0").encode())

def json_lines(name, data, rows, rejects):
    put(name, data.encode(), dump(rows) + [f"! {line} {code}" for line, code in rejects])

json_lines("json-lines", '{"id":9007199254740993,"who":{"mail":"a@x.example","bot":null},"tags":["a", "b"]}\n'
           '\n{"id":1.50,"text":"one\\ntwo \\"\\u20ac\\" \\ud83d\\ude00","ok":true}\nnot json\n{"id":2} {"id":3}\n{"who":{"mail":"b@x.example"}}',
           [["id", "who.mail", "who.bot", "tags", "text", "ok"],
            ["9007199254740993", "a@x.example", "", '["a", "b"]', "", ""],
            ["1.50", "", "", "", "one two \"\u20ac\" \U0001F600", "true"],
            ["", "b@x.example", "", "", "", ""]],
           [(4, "csv.bad-json"), (5, "csv.bad-json")])

def damaged(name, data, rows, rejects):
    put(name, data.encode() if isinstance(data, str) else data, dump(rows) + [f"! {line} {code}" for line, code in rejects])

damaged("open-quote", 'id,name\n1,a\n2,"b\n3,c\n', [["id", "name"], ["1", "a"], ["3", "c"]], [(3, "csv.unterminated-quote")])
damaged("open-quote-then-quotes", 'id,name\n1,"a\n2,"b"\n3,"c"\n', [["id", "name"], ["2", "b"], ["3", "c"]], [(2, "csv.text-after-quote")])
damaged("text-after-quote", 'id,name,x\n1,"Ann" Lee,y\n2,"Bo",z\n3,"multi\nline"?,z\nafter,4,5\n',
        [["id", "name", "x"], ["2", "Bo", "z"], ["line\"?", "z", ""], ["after", "4", "5"]],
        [(2, "csv.text-after-quote"), (4, "csv.text-after-quote")])
damaged("backslash-quote", 'id,name\n1,"say \\"hi\\""\n2,ok\n', [["id", "name"], ["1", 'say "hi"'], ["2", "ok"]], [])
damaged("long-rows", "a,b\n1,2,3\n4,5\n6,7,,8\n", [["a", "b"], ["4", "5"]], [(2, "csv.ragged-row"), (4, "csv.ragged-row")])
damaged("not-utf8", b"name,city\nJos\xe9,x\nAnn,M\xc3\xa1laga\ny,\xff\n", [["name", "city"], ["Ann", "M\u00e1laga"]], [(2, "csv.invalid-utf8"), (4, "csv.invalid-utf8")])
damaged("utf16-half-character", "\ufeffa\n\n1\n".encode("utf-16-le") + b"\x3d\xd8\x0a\x00\x32\x00", [["a"], ["1"], ["2"]], [(4, "csv.invalid-utf8")])
damaged("separator-line", "sep=;\r\na;b\r\n1,5;2\r\n", [["a", "b"], ["1,5", "2"]], [])
damaged("duplicate-names", "\ufeffEmail , Email,,E\u200bmail\n1,2,3,4\n", [["Email", "Email (2)", "column 3", "Email (3)"], ["1", "2", "3", "4"]], [])

# Names that come out alike: the later value counts.
json_lines("json-names-alike", '{"a":1,"a":2,"":{"":3}}\n{"a.b":1,"a":{"b":2}}\n', [["a", ".", "a.b"], ["2", "3", ""], ["", "", "2"]], [])

def refused(name, data, code):
    put(name, data, ["!! " + code])

whole = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (i, i * 977 % 1009) for i in range(500)), mtime=0)
refused("empty", b"", "csv.empty-file")
refused("only-blank-lines", b"\r\n\n\r", "csv.empty-file")
refused("only-bom", b"\xef\xbb\xbf", "csv.empty-file")
refused("gzip-empty", gzip.compress(b"", mtime=0), "csv.empty-file")
refused("gzip-truncated", whole[:-20], "csv.truncated-gzip")
refused("gzip-truncated-trailer", whole[:-3], "csv.truncated-gzip")
refused("gzip-truncated-header", whole[:5], "csv.truncated-gzip")
refused("gzip-corrupt", whole[:200] + bytes(b ^ 0x5A for b in whole[200:260]) + whole[260:], "csv.corrupt-gzip")
refused("gzip-wrong-checksum", whole[:-8] + b"\x00\x01\x02\x03" + whole[-4:], "csv.corrupt-gzip")
refused("gzip-trailing-garbage", whole + b"garbage", "csv.corrupt-gzip")
refused("zip", b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "csv.binary-file")
refused("utf32", "\ufeffa,b\n".encode("utf-32-le"), "csv.unsupported-encoding")
refused("utf32-be", "\ufeffa,b\n".encode("utf-32-be"), "csv.unsupported-encoding")
refused("binary", bytes(range(256)) * 8, "csv.binary-file")
refused("json-array", b'[\n  {"a": 1},\n  {"a": 2}\n]\n', "csv.not-json-lines")
refused("json-over-lines", b'{\n  "a": 1\n}\n', "csv.not-json-lines")
refused("data-without-header", b"1,2026-03-01,5.5\n2,2026-03-02,6.5\n", "csv.no-header")
refused("pandas-index-header", b",0,1\n0,a,b\n", "csv.no-header")
refused("header-open-quote", b'"id,name\n1,a\n', "csv.unterminated-quote")
refused("header-text-after-quote", b'"id"s,name\n1,a\n', "csv.text-after-quote")
