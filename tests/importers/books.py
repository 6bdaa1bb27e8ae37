"""Workbooks as other programs write them, and as nobody should."""

from __future__ import annotations

import base64
import random
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from warnings import catch_warnings, simplefilter
from xml.sax.saxutils import escape
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

from tests.importers.fuzzing import torn

_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKED = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"

Parts = Mapping[str, str | bytes]

# Of a day, a number, a formula, a yes, in BIFF8.
XLS = zlib.decompress(
    base64.b85decode(
        b"c-rk)O=uHA6#iziNt4hfX-tJy45eVz+CWTEyrfa7?Lkti9<(ZGngk3@w-V!_9<*9>6a-I-mqI;wse17TJ?PD"
        b"Y(4q%H5L!KY5)?eNS>L?f)U+xzU<;M~HuGlQn|W{E&YQpN>`dd_<fE2(tUxy$C>tKQs$_zar@{n4^@gE}mE2"
        b"9qu(6@waZ?~&PCRdTQ>S96;yn+EhuSNmz$Z$laUT7ndbV{PagcpT3FSkasK8y4_|VK=1(~LqZesd?TfShrpC"
        b"vb##;NU`IEk4=f5$#+7N3x9T<3$b`-F8quw*xy@LJ8{D>sGN)`<g!Tq?i8D#BVlra%Gh%j(&J;{CV>FEB`mB"
        b"$JVzo;idl*i-m!v;yBMtNLZDEni=`0LgzWm)HG8?xrBFl;4sXFb?A^FOm{%&~eS23&$2PsAA50wgbqd#%M-d"
        b"xHvMBDyUNWTuRrod8*Ci3fXiqH>#6nkruiJ(W~vz;@V-2B<WN>Pm3d`ldV`Zwl@;(ibP{<m^Y8WvdyD`7gas"
        b"c4E$Vf<fRoL?-%ZWeVZH_NStBGI3F11v9e9Q1q@tO8l>#w8V6G+r4H8E#q=6m-NNM-rXgxWdHX<<Rp_1IHrK"
        b"hfo%-owyi07aD(|3j>C2I);nL^CPAX6L&0h*lzfVk}jfN~k`s$fLr|1-SZYw-XRB~Z$K_8hm|F#{uWx(>?u+"
        b"C0D7C9K8@lY^1H9BI6lh#<7oP#*W5~mTTS(e2L%a^5>WkGmnCASxB*=cDDw(MHslw}n#Q%_k|N4T;q|KPJ^p"
        b"WPhatyV<M$QV|`I)sJ#Ih@i>4J5ymsaoBY<gQMUy>1!AV`Z22>R<4}h7B7wY}l}2!^T=e@U_#tYHQYI+r?Kp"
        b"^SjO>rLz5*<iEvHjM7u2Kb41|Q(nMWP4j0noT6e&tWu})y-?ve^<Ka*hS-ncn&&V54HMPxvuee_zgt4J_Ft~"
        b"W&o%D<Cn~b)O8"
    )
)


def packed(parts: Iterable[tuple[str, str | bytes]], method: int = ZIP_DEFLATED) -> bytes:
    """Return an archive of parts, of which several may have one name."""
    written = BytesIO()
    with ZipFile(written, "w", method) as archive, catch_warnings():
        simplefilter("ignore")
        for name, part in parts:
            archive.writestr(name, part)
    return written.getvalue()


def xlsx_parts(sheet: str, shared: str = "", styles: str = "", told: str = "") -> dict[str, str]:
    """Return the parts of an XLSX of one sheet.

    Each argument is what stands within the root of a part: the sheet, its shared strings, the
    styles, and of the workbook what stands before the list of sheets.
    """
    root = f'xmlns="{_SHEETS}" xmlns:r="{_RELATIONS}"'
    kinds = {"worksheet": "worksheets/sheet1", "sharedStrings": "sharedStrings", "styles": "styles"}
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(kinds.items(), 1)
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKED}"><Relationship Id="rId1" '
        f'Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {root}>{told}<sheets><sheet name="S" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKED}">{relations}'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f"<worksheet {root}>{sheet}</worksheet>",
        "xl/sharedStrings.xml": f"<sst {root}>{shared}</sst>",
        "xl/styles.xml": f"<styleSheet {root}>{styles}</styleSheet>",
    }


def xlsx(sheet: str, shared: str = "", styles: str = "", told: str = "") -> bytes:
    """Return an XLSX of one sheet; see `xlsx_parts`."""
    return packed(xlsx_parts(sheet, shared, styles, told).items())


def ods_parts(rows: str, before: str = "") -> dict[str, str]:
    """Return the parts of an ODS of one table; ``before`` stands before its root."""
    names = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OASIS}:manifest:1.0"/>',
        "content.xml": f'<?xml version="1.0"?>{before}<office:document-content {names}>'
        f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    }


def ods(rows: str, before: str = "") -> bytes:
    """Return an ODS of one table; see `ods_parts`."""
    return packed(ods_parts(rows, before).items())


def cell(text: str, *told: str, kind: str = "string") -> str:
    """Return a cell of an ODS; what is told of it has the prefix ``table:`` or another."""
    begun = " ".join(("<table:table-cell", f'office:value-type="{kind}"', *told))
    return f"{begun}><text:p>{escape(text)}</text:p></table:table-cell>"


def row(cells: str, *told: str) -> str:
    """Return a row of an ODS."""
    return f"<table:table-row {' '.join(told)}>{cells}</table:table-row>"


def columns_repeated(times: object) -> str:
    """Return what says that a cell stands for many."""
    return f'table:number-columns-repeated="{times}"'


def rows_repeated(times: object) -> str:
    """Return what says that a row stands for many."""
    return f'table:number-rows-repeated="{times}"'


# What may stand where something else should.

_NUMBERS = (
    *("0", "1", "-1", "0.5", "60", "46000", "46000.999999", "2958466", "1e10", "1e300", "1e999"),
    *("NaN", "INF", "-0", "", "x", "1,5", "٣", "9" * 400, "0x10", "-693594", "1e-320"),
)
_PLACES = (
    *("A1", "B2", "C1", "XFD1048576", "XFE1", "A1048577", "ZZZZZZZ1", "A0", "A-1", "1", "A", ""),
    *("a1", "A99999999999999999999", "$A$1", "A1:B2", "R1C1", "Ы1", "A1048576", "XFD1"),
)
_KINDS = ("s", "inlineStr", "str", "n", "b", "e", "d", "x", "")
_FORMATS = (
    *(
        "General",
        "yyyy-mm-dd",
        "[h]:mm:ss",
        "[$-F800]dddd",
        "0.00%",
        "#,##0\\ [$RUB]",
        "@",
        "[Red]",
    ),
    *("[" * 900, '"' * 900, "\\", "d" * 900, "[$-FFFFFFFF]d", ";;;;;;", "[>9e999]d;m", "[h"),
)
_TIMES = ("0", "-1", "1", "2", "300", "16384", "1048576", "2147483648", "18446744073709551616", "x")
_DAYS = (
    "2026-03-01",
    "2026-03-01T10:00:00",
    "2026-13-45T99:99:99",
    "-0001-01-01",
    "PT99999999H",
    "",
)
_WORDS = (
    "day",
    "summary",
    "2026-03-01",
    "цены",
    "call",
    "in",
    "",
    "=1+1",
    "&#27;[2J",
    "&x;",
    "&#xD800;",
)
_SPOILS = (
    *(
        "<!-- -->",
        "<![CDATA[<x>]]>",
        "<?x?>",
        "&amp;",
        "&bad;",
        "&#0;",
        "\0",
        "]]>",
        "<",
        '"',
        "<x>",
    ),
    '<!DOCTYPE x [<!ENTITY x SYSTEM "file:/etc/passwd">]>',
    *("<si><t>a</t></si>", "<is><t>b</t></is>", "<f>NOW()</f>", '<text:s text:c="4000000000"/>'),
    *("<table:table>", "</table:table>", "<table:covered-table-cell/>", "<office:annotation>"),
    *("<table:table-header-rows>", "<text:tab/>", "<text:line-break/>", "<v>1</v>", "<row/>"),
)


def odd_xlsx(chance: random.Random, rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as an XLSX that is odd in many ways at once, or in one, or in none."""
    some = chance.choice((0.0, 0.0, 0.01, 0.03, 0.2))

    def odd(sound: str, others: Sequence[str]) -> str:
        return chance.choice(others) if chance.random() < some else sound

    def written(number: int, place: int, text: str) -> str:
        reference = odd(f"{chr(65 + place % 26)}{number}", _PLACES)
        kind = odd("inlineStr", _KINDS)
        value = f"<is><t>{escape(_plain(text))}</t></is>"
        if chance.random() < some or kind != "inlineStr":
            formula = odd(
                "", ("<f>1+1</f>", '<f t="shared" si="7"/>', '<f t="array" ref="A1:Z9"/>')
            )
            value = f"{formula}<v>{odd('0', _NUMBERS)}</v>"
        style = odd("0", ("1", "2", "99", "-1", "x"))
        return f'<c r="{reference}" t="{kind}" s="{style}">{value}</c>'

    lines = "".join(
        f'<row r="{odd(str(number), _TIMES)}">'
        + "".join(written(number, place, text) for place, text in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    formats = "".join(
        f"<numFmt numFmtId='{164 + n}' formatCode='{escape(chance.choice(_FORMATS))}'/>"
        for n in range(2)
    )
    parts = xlsx_parts(
        odd("", ('<dimension ref="A1:XFD1048576"/>', '<dimension ref="Z9:A1"/>', "<dimension/>"))
        + f"<sheetData>{lines}</sheetData>"
        + odd("", ('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "<mergeCells>")),
        "".join(f"<si><t>{odd('call', _WORDS)}</t></si>" for _ in range(chance.randint(0, 3))),
        f'<numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>'
        '<xf numFmtId="165"/></cellXfs>',
        odd("", ('<workbookPr date1904="1"/>', '<workbookPr date1904="x"/>')),
    )
    return _archive(chance, parts)


def odd_ods(chance: random.Random, rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as an ODS that is odd in many ways at once, or in one, or in none."""
    some = chance.choice((0.0, 0.0, 0.01, 0.03, 0.2))

    def odd(*others: str) -> str:
        return chance.choice(others) if chance.random() < some else ""

    def written(text: str) -> str:
        told = odd(
            *(columns_repeated(times) for times in _TIMES),
            *(f'office:value="{number}"' for number in _NUMBERS),
            *(f'office:date-value="{day}" office:time-value="{day}"' for day in _DAYS),
            'office:boolean-value="perhaps"',
            'table:number-columns-spanned="99" table:number-rows-spanned="99"',
            'table:formula="of:=1+1"',
        )
        kinds = ("float", "date", "time", "boolean", "percentage", "currency", "void", "x", "")
        return cell(_plain(text), told, kind=odd(*kinds) or "string")

    lines = "".join(
        row("".join(map(written, cells)), odd(*map(rows_repeated, _TIMES))) for cells in rows
    )
    return _archive(chance, ods_parts(lines, odd(_SPOILS[11])))


def _plain(text: str) -> str:
    return "".join(filter(str.isprintable, text))


def _archive(chance: random.Random, parts: Parts) -> bytes:
    """Return parts, some of them spoiled, in an archive that may be odd itself."""
    named: list[tuple[str, str | bytes]] = list(parts.items())
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        place = chance.randrange(len(named))
        name, part = named[place]
        text = part if isinstance(part, str) else part.decode("utf-8", "replace")
        named[place] = (name, _spoiled(chance, text))
    if chance.random() < 0.1:
        name, part = chance.choice(named)
        other = chance.choice(
            (name, name.upper(), f"../../{name}", f"/{name}", name.replace("/", "\\"), f"{name}/")
        )
        named.insert(chance.randrange(len(named) + 1), (other, part))
    if chance.random() < 0.02:
        del named[chance.randrange(len(named))]
    method = chance.choice((ZIP_DEFLATED,) * 40 + (ZIP_STORED, ZIP_BZIP2, ZIP_LZMA))
    data = packed(named, method)
    if chance.random() < 0.05:
        data = _lying(chance, data)
    return torn(data, chance) if chance.random() < 0.05 else data


def _spoiled(chance: random.Random, part: str) -> str | bytes:
    """Return XML some of whose marks were lost, doubled, repeated or are others."""
    marks = re.findall(r"<[^>]*>|[^<]+", part)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(marks) + 1)
        end = place + chance.choice((0, 0, 1, 1, 3))
        other = chance.choice((*_SPOILS, *marks) if chance.random() < 0.5 else _SPOILS)
        times = chance.choice((0, 1, 1, 1, 2, 2, 50, 20_000))
        marks[place:end] = [other] * min(times, 2_000_000 // max(len(other), 1))
    again = "".join(marks)
    if chance.random() < 0.05:
        return again.encode(
            chance.choice(("utf-16", "utf-16-le", "cp1251", "utf-8-sig")), "replace"
        )
    return torn(again.encode("utf-8", "replace"), chance) if chance.random() < 0.2 else again


def _lying(chance: random.Random, data: bytes) -> bytes:
    """Return an archive whose list of parts says something else than is there."""
    lying = bytearray(data)
    entries = [found.start() for found in re.finditer(b"PK\x01\x02", data)]
    place = chance.choice(entries) if entries else 0
    # The flags, the method, the sum, both sizes, the length of the name, where the part begins.
    field = place + chance.choice((8, 10, 16, 20, 24, 28, 42))
    lying[field : field + 4] = chance.choice(
        (b"\xff\xff\xff\xff", b"\0\0\0\0", b"\1\0\0\0", b"\0\0\0\x7f", chance.randbytes(4))
    )
    return bytes(lying)
