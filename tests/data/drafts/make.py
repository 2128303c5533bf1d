#!/usr/bin/env python3
"""Writes one draft of our own in every format that is read: python3 tests/data/drafts/make.py

The draft is invented: its States, resolutions and reports do not exist."""
import os
import zipfile
from xml.sax.saxutils import escape

HERE = os.path.dirname(os.path.abspath(__file__))

# Each entry: kind, number, text. `*…*` is in italics, `[^n]` is the mark of a footnote.
HEAD = ["United Nations", "A/C.1/99/L.7", "General Assembly", "Distr.: Limited", "3 October 2044",
        "Original: English", "Ninety-ninth session", "First Committee", "Agenda item 101 (b)",
        "Prevention of an arms race in outer space: further practical measures",
        "Aldora, Borea, Trinidad and Tobago and Zenda: draft resolution",
        "No destructive tests against objects in orbit"]
BODY = [
    ("formula", "", "*The General Assembly*,"),
    ("pp", "", "*Recalling* its resolutions 98/12 of 4 December 2043 and 97/3 B of 1 December 2042,"),
    ("pp", "", "*Deeply concerned* that fragments of a destroyed satellite remain in orbit for "
               "decades,[^1] and recalling that every State depends on space services,"),
    ("pp", "", "*Convinced* that a pledge can contribute to:"),
    ("sub", "(a)", "Safety of flight for crews and for satellites alike,"),
    ("sub", "(b)", "Confidence among States whose long-term plans rest on space,"),
    ("pp", "", "*Determined* to take a first step without prejudice to a treaty,"),
    ("op", "1.", "*Calls upon* all States to commit not to conduct destructive tests against "
                 "objects in orbit, and in this regard urges those that have tested to say so;"),
    ("op", "2.", "*Requests* the Secretary-General:"),
    ("sub", "(a)", "To seek the views of Member States on:"),
    ("subsub", "(i)", "Notification before any launch that crosses an inhabited orbit;"),
    ("subsub", "(ii)", "Exchange of data about fragments;"),
    ("sub", "(b)", "To report to the Assembly at its hundredth session;[^2]"),
    ("closing", "", "and to make the report available in all official languages;"),
    ("op", "3.", "*Decides* to include in the provisional agenda of its hundredth session the "
                 "item entitled \u201cNo destructive tests\u201d."),
    ("annex", "", "Annex"),
    ("title", "", "Elements of a notification"),
    ("p", "1.", "The State tells the date, the place and the orbit."),
    ("p", "2.", "It names a point of contact."),
]
NOTES = [("1", "See A/98/123, para. 14."), ("2", "Resolution 96/8, annex.")]


def runs(text):
    """Yields (text, italic, note) pieces."""
    italic = False
    for index, piece in enumerate(text.split("*")):
        italic = index % 2 == 1
        rest = piece
        while "[^" in rest:
            before, rest = rest.split("[^", 1)
            note, rest = rest.split("]", 1)
            if before:
                yield before, italic, ""
            yield "", italic, note
        if rest:
            yield rest, italic, ""


def superscript(number):
    return "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in number)


def plain(text):
    return "".join(superscript(note) if note else words for words, _, note in runs(text))


def numbered(number, text):
    return (number + " " if number else "") + text


def write(name, text):
    with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="") as file:
        file.write(text)


def make_text():
    blocks = HEAD + [numbered(number, plain(text)) for _, number, text in BODY]
    blocks += ["_______________"] + [superscript(label) + " " + text for label, text in NOTES]
    write("pledge.txt", "\n\n".join(blocks) + "\n")


def make_wrapped():
    """As a mail client leaves it: 72 columns, first lines indented, no blank lines in the body."""
    def wrap(text, first, rest=""):
        lines, line = [], first
        for word in text.split(" "):
            if len(line) + len(word) + 1 > 72 and line.strip():
                lines.append(line.rstrip())
                line = rest
            line += word + " "
        return lines + [line.rstrip()]
    lines = []
    for line in HEAD:
        lines += wrap(line, "") + [""]
    indents = {"sub": "        ", "subsub": "            ", "closing": "", "annex": "", "title": ""}
    for kind, number, text in BODY:
        if kind in ("formula", "annex", "title"):
            lines.append("")
        lines += wrap(numbered(number, plain(text)), indents.get(kind, "    "))
        if kind in ("annex", "title"):
            lines.append("")
    lines += ["", "_______________"]
    for label, text in NOTES:
        lines += wrap(superscript(label) + " " + text, "")
    write("pledge-wrapped.txt", "\n".join(lines) + "\n")


def make_markdown():
    blocks = HEAD[:-1] + ["## " + HEAD[-1]]
    for kind, number, text in BODY:
        if kind in ("annex", "title"):
            blocks.append(("# " if kind == "annex" else "## ") + text)
        else:
            blocks.append(numbered(number, text))
    blocks += ["[^%s]: %s" % note for note in NOTES]
    write("pledge.md", "\n\n".join(blocks) + "\n")


def html_text(text):
    out = ""
    for words, italic, note in runs(text):
        if note:
            out += '<sup><a href="#fn%s" id="ref%s">%s</a></sup>' % (note, note, note)
        elif italic:
            out += "<em>%s</em>" % escape(words)
        else:
            out += escape(words)
    return out


def make_html():
    out = ["<!DOCTYPE html>", "<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Draft</title>",
           "<style>p { margin: 1em }</style></head><body>"]
    out += ["<p>%s</p>" % escape(line) for line in HEAD[:-1]] + ["<h1>%s</h1>" % escape(HEAD[-1])]
    for kind, number, text in BODY:
        tag = "h2" if kind in ("annex", "title") else "p"
        out.append("<%s>%s</%s>" % (tag, html_text(numbered(number, text)), tag))
    out.append('<section class="footnotes"><ol>')
    out += ['<li id="fn%s"><p>%s</p></li>' % (label, escape(text)) for label, text in NOTES]
    out += ["</ol></section>", "</body></html>"]
    write("pledge.html", "\n".join(out) + "\n")


def akn_text(text):
    out = ""
    for words, italic, note in runs(text):
        if note:
            body = dict(NOTES)[note]
            out += ('<authorialNote marker="%s" placement="bottom"><p>%s</p></authorialNote>'
                    % (note, escape(body)))
        elif italic:
            out += '<span class="italic">%s</span>' % escape(words)
        else:
            out += escape(words)
    return out


def make_akn():
    out = ['<?xml version="1.0" encoding="UTF-8"?>',
           '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">',
           '<statement name="resolution">', "<meta><identification source=\"#x\"/></meta>",
           "<coverPage>"]
    out += ["<p>%s</p>" % escape(line) for line in HEAD[:-1]]
    out += ["</coverPage>", "<preface><p><docTitle>%s</docTitle></p></preface>" % escape(HEAD[-1]),
            "<preamble>"]
    in_list, in_preamble = [], True

    def leave_lists(depth):
        while len(in_list) > depth:
            out.append(in_list.pop())

    def item(number, text, depth):
        leave_lists(depth)
        out.append("<point><num>%s</num><content><p>%s</p></content></point>"
                   % (number, akn_text(text)))

    body = [entry for entry in BODY if entry[0] not in ("annex", "title", "p")]
    for index, (kind, number, text) in enumerate(body):
        follows = body[index + 1][0] if index + 1 < len(body) else ""
        if kind == "op" and in_preamble:
            leave_lists(0)
            out += ["</preamble>", "<mainBody>"]
            in_preamble = False
        if kind == "formula":
            out.append('<formula name="enactingFormula"><p>%s</p></formula>' % akn_text(text))
        elif kind == "pp":
            leave_lists(0)
            out.append('<container name="x"><p>%s</p></container>' % akn_text(text))
        elif kind == "op" and follows == "sub":
            leave_lists(0)
            out.append("<paragraph><num>%s</num><list><intro><p>%s</p></intro>"
                       % (number, akn_text(text)))
            in_list.append("</list></paragraph>")
        elif kind == "op":
            leave_lists(0)
            out.append("<paragraph><num>%s</num><content><p>%s</p></content></paragraph>"
                       % (number, akn_text(text)))
        elif kind == "sub" and follows == "subsub":
            out.append("<point><num>%s</num><list><intro><p>%s</p></intro>"
                       % (number, akn_text(text)))
            in_list.append("</list></point>")
        elif kind == "sub":
            item(number, text, 0 if in_preamble else 1)
        elif kind == "subsub":
            item(number, text, 2)
        else:
            leave_lists(0)
            out.append("<paragraph><content><p>%s</p></content></paragraph>" % akn_text(text))
    leave_lists(0)
    out += ["</mainBody>", "<attachments><attachment><doc name=\"annex\"><mainBody>"]
    for kind, number, text in BODY:
        if kind in ("annex", "title"):
            out.append("<heading>%s</heading>" % escape(text))
        elif kind == "p":
            out.append("<paragraph><num>%s</num><content><p>%s</p></content></paragraph>"
                       % (number, akn_text(text)))
    out += ["</mainBody></doc></attachment></attachments>", "</statement>", "</akomaNtoso>"]
    write("pledge.akn.xml", "\n".join(out) + "\n")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_run(words, italic=False, extra=""):
    properties = "<w:rPr>%s%s</w:rPr>" % ("<w:i/>" if italic else "", extra)
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (properties, escape(words))


def docx_paragraph(text, properties=""):
    out = "<w:p><w:pPr>%s</w:pPr>" % properties
    for words, italic, note in runs(text):
        if note:
            out += '<w:r><w:footnoteReference w:id="%s"/></w:r>' % note
        elif len(words) > 20:
            # Word splits runs wherever it likes.
            out += docx_run(words[:11], italic) + docx_run(words[11:], italic)
        else:
            out += docx_run(words, italic)
    return out + "</w:p>"


def docx_body(tracked):
    """The operative numbers are Word's own; the letters are typed."""
    out = [docx_paragraph(line) for line in HEAD[:-1]]
    out.append(docx_paragraph(HEAD[-1], '<w:pStyle w:val="Heading1"/>'))
    for kind, number, text in BODY:
        if kind in ("op", "p"):
            list_id = "1" if kind == "op" else "2"
            properties = ('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%s"/></w:numPr>' % list_id)
            out.append(docx_paragraph(text, properties))
        elif kind in ("annex", "title"):
            out.append(docx_paragraph(text, '<w:pStyle w:val="Heading1"/>'))
        elif tracked and text.startswith("*Determined*"):
            who = 'w:id="9" w:author="A" w:date="2044-01-01T00:00:00Z"'
            out.append("<w:p>" + docx_run("Determined", True) + docx_run(" to take a first ")
                       + "<w:ins %s>%s</w:ins>" % (who, docx_run("step"))
                       + "<w:del %s><w:r><w:delText>measure</w:delText></w:r></w:del>" % who
                       + docx_run(" without prejudice to a treaty,") + "</w:p>")
        else:
            out.append(docx_paragraph(numbered(number, text)))
    return "".join(out)


NUMBERING = "".join(
    '<w:abstractNum w:abstractNumId="%s"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%%1."/></w:lvl></w:abstractNum>' % n
    for n in "12") + "".join(
    '<w:num w:numId="%s"><w:abstractNumId w:val="%s"/></w:num>' % (n, n) for n in "12")
STYLES = ('<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
          '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>')


def docx_part(root, inside):
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<w:%s xmlns:w="%s" xmlns:r="%s">%s</w:%s>' % (root, W, R, inside, root))


def make_docx(name, tracked):
    notes = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
             '</w:footnote>')
    for label, text in NOTES:
        notes += ('<w:footnote w:id="%s"><w:p><w:r><w:footnoteRef/></w:r>%s</w:p></w:footnote>'
                  % (label, docx_run(" " + text)))
    parts = {
        "[Content_Types].xml":
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "word/document.xml": docx_part("document", "<w:body>%s</w:body>" % docx_body(tracked)),
        "word/footnotes.xml": docx_part("footnotes", notes),
        "word/numbering.xml": docx_part("numbering", NUMBERING),
        "word/styles.xml": docx_part("styles", STYLES),
    }
    with zipfile.ZipFile(os.path.join(HERE, name), "w", zipfile.ZIP_DEFLATED) as package:
        for path, text in parts.items():
            entry = zipfile.ZipInfo(path, (2044, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode("utf-8"))


# Widths of Helvetica, in thousandths, from space on.
WIDTHS = [278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556,
          556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
          722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722,
          667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
          556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
          500, 334, 260, 334, 584]


def width(words, size):
    return sum(WIDTHS[ord(c) - 32] if 32 <= ord(c) < 127 else 350 for c in words) * size / 1000


class Pdf:
    """A writer of pages with text; knows one font and no compression."""

    def __init__(self):
        self.pages, self.current = [], None

    def page(self):
        self.current = []
        self.pages.append(self.current)

    def text(self, x, y, size, words, rise=0):
        safe = "".join("\\" + c if c in "()\\" else c for c in words)
        self.current.append("BT /F1 %g Tf %.2f %.2f Td (%s) Tj ET" % (size, x, y + rise, safe))

    def save(self, name):
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", None,
                   "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
                   "/Encoding /WinAnsiEncoding >>"]
        kids = []
        for page in self.pages:
            stream = "\n".join(page)
            objects.append("<< /Length %d >>\nstream\n%s\nendstream"
                           % (len(stream.encode("cp1252")), stream))
            content = len(objects)
            objects.append("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
                           "/Resources << /Font << /F1 3 0 R >> >> >>" % content)
            kids.append("%d 0 R" % len(objects))
        objects[1] = "<< /Type /Pages /Kids [%s] /Count %d >>" % (" ".join(kids), len(kids))
        out, offsets = b"%PDF-1.4\n", []
        for index, body in enumerate(objects, 1):
            offsets.append(len(out))
            out += ("%d 0 obj\n%s\nendobj\n" % (index, body)).encode("cp1252")
        start = len(out)
        out += ("xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)).encode()
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += ("trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
                % (len(objects) + 1, start)).encode()
        with open(os.path.join(HERE, name), "wb") as file:
            file.write(out)


def make_pdf():
    pdf = Pdf()
    left, right, size, y = 120, 490, 10, 0
    page_notes = []

    def begin_page():
        nonlocal y
        pdf.page()
        y = 740
        if len(pdf.pages) > 1:
            pdf.text(60, 760, 9, HEAD[1])

    def end_page():
        line = 120
        if page_notes:
            pdf.text(left, line, 8, "__________________")
        for label in page_notes:
            line -= 12
            pdf.text(left, line + 3, 5, label)
            pdf.text(left + 8, line, 8, dict(NOTES)[label])
        page_notes.clear()
        pdf.text(60, 40, 9, "44-01234 (E)" if len(pdf.pages) == 1 else
                 "%d/2" % len(pdf.pages))
        if len(pdf.pages) == 1:
            pdf.text(60, 28, 9, "*4401234*")

    def words_of(text):
        for words, _, note in runs(text):
            if note:
                yield None, note
                continue
            for index, word in enumerate(words.split(" ")):
                if index:
                    yield " ", ""
                if word:
                    yield word, ""

    def paragraph(text, first, rest, gap):
        nonlocal y
        y -= gap
        x, line, start = first, "", first
        for word, note in words_of(text):
            if note:
                pdf.text(start, y, size, line)
                x = start + width(line, size)
                pdf.text(x + 0.3, y, 6, note, 4)
                x += width(note, 6) + 0.6
                start, line = x, ""
                page_notes.append(note)
                continue
            if word != " " and start + width(line + word, size) > right and line.strip():
                pdf.text(start, y, size, line.rstrip())
                y -= 12
                start, line = rest, ""
            if not (word == " " and not line and start == rest):
                line += word
        pdf.text(start, y, size, line.rstrip())
        y -= 12

    begin_page()
    for line in HEAD:
        paragraph(line, left, left, 6)
    for kind, number, text in BODY:
        if kind == "op" and number == "2." or kind == "annex":
            if kind == "op":
                end_page()
                begin_page()
        indent = {"pp": 24, "op": 24, "p": 24, "formula": 24, "sub": 24, "subsub": 48}.get(kind, 0)
        paragraph(numbered(number, text), left + indent, left, 6)
    end_page()
    pdf.save("pledge.pdf")


make_text()
make_wrapped()
make_markdown()
make_html()
make_akn()
make_docx("pledge.docx", False)
make_docx("pledge-tracked.docx", True)
make_pdf()
