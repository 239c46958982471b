"""The XML of WMT since 2021: a `dataset` of documents, each with its source, its references and what systems made of it.

    <dataset id="newstest2021.zh-en"><collection><doc id="a" origlang="zh">
      <src lang="zh"><p><seg id="1">…</seg></p></src>
      <ref lang="en" translator="A"><p><seg id="1">…</seg></p></ref>
      <hyp lang="en" system="mine"><p><seg id="1">…</seg></p></hyp>
    </doc></collection></dataset>

White space is read as one space, tags within a segment are left out. Left out as well, as sacrebleu does, are documents of
test suites (`testsuite`) and, in a file with references, segments of which no translator has any.

Refused are a DOCTYPE, whatever it declares, two documents of one id, and segments without id or with that of another. What
is outside of the file is never fetched.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from align.errors import FormatError
from align.formats.languages import primary, source_of
from align.score.inputs.sheet import Column, Draft, Place, Role, Sheet


def begins(text: str) -> bool:
    """Whether the first element is a `dataset`."""
    return _FIRST.match(text) is not None


def read(raw: bytes, path: Path) -> Sheet:
    """The sheet of a file; FormatError where it is not well-formed, or holds no document."""
    root = _root(raw, path)
    draft = Draft(path)
    languages: dict[str, int] = {}
    documents: dict[str, int] = {}
    for element in root.iter("doc"):
        name = (element.get("id") or "").strip()
        if not name:
            raise FormatError("this document has no id", path=path, line=element.sourceline, hint=_OWN)
        if name in documents:
            message = f"the document {name} stands on line {documents[name]} already"
            raise FormatError(message, path=path, line=element.sourceline, hint=_OWN)
        documents[name] = element.sourceline
        if element.get("testsuite") is None:
            _document(element, name, draft, languages, path)
    if not documents:
        raise FormatError("the file holds no <doc>", path=path, hint="check that it is a test set of WMT")
    if len(languages) > 1:
        line = max(languages.values())
        message = f"the sources are in several languages: {', '.join(languages)}"
        raise FormatError(message, path=path, line=line, hint="give a file for each pair of languages")
    return draft.sheet(keyed=True, source_lang=next(map(source_of, languages), ""))


def _document(element: Any, name: str, draft: Draft, languages: dict[str, int], path: Path) -> None:
    """The texts of one document."""
    texts: dict[Column, dict[str, tuple[str, int]]] = {}
    for part in element.iter("src", "ref", "hyp"):
        column = Column(_ROLES[part.tag], (part.get(_NAMED[part.tag]) or "").strip() if part.tag in _NAMED else "")
        lang = primary(part.get("lang") or "")
        if column.role is Role.SOURCE and lang:
            languages.setdefault(lang, part.sourceline)
        if column in texts:
            whose = f" of {column.name}" if column.name else ""
            message = f"a second <{part.tag}>{whose} in the document {name}"
            raise FormatError(message, path=path, line=part.sourceline, hint="keep one of them")
        texts[column] = _segments(part, name, path)
    references = [found for column, found in texts.items() if column.role is Role.REFERENCE]
    keys = dict.fromkeys(key for found in texts.values() for key in found)
    for key in keys:
        if references and not any(found.get(key, ("", 0))[0] for found in references):
            continue
        for column, found in texts.items():
            if key in found:
                text, line = found[key]
                draft.put(Place(name, key, line), column, text)


def _segments(part: Any, document: str, path: Path) -> dict[str, tuple[str, int]]:
    """The texts of one side of a document by id, each with its line."""
    found: dict[str, tuple[str, int]] = {}
    for segment in part.iter("seg"):
        key = (segment.get("id") or "").strip()
        if not key:
            message = f"a segment of the document {document} has no id"
            raise FormatError(message, path=path, line=segment.sourceline, hint=_OWN)
        if key in found:
            message = f"segment {key} of document {document} stands on line {found[key][1]} already"
            raise FormatError(message, path=path, line=segment.sourceline, hint=_OWN)
        found[key] = " ".join("".join(segment.itertext()).split()), segment.sourceline
    return found


def _root(raw: bytes, path: Path) -> Any:
    """The outermost element, with nothing fetched and nothing expanded."""
    # Loaded for these files alone.
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        if _DOCTYPE.search(raw):
            raise _doctype(path) from error
        line, column = error.position
        message = f"this is not well-formed XML: {(error.msg or 'broken').rpartition(', line ')[0] or error.msg}"
        hint = "it may be cut off or damaged; fetch or export it again"
        raise FormatError(message, path=path, line=line or None, column=column or None, hint=hint) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(path)
    if root.tag != "dataset":
        hint = "test sets of WMT begin with <dataset>; files of another format need their own suffix"
        message = f"the file begins with <{root.tag}>, not with <dataset>"
        raise FormatError(message, path=path, line=root.sourceline, hint=hint)
    return root


def _doctype(path: Path) -> FormatError:
    message = "the file has a DOCTYPE, which can make a small file grow without end or open others"
    return FormatError(message, path=path, hint="take it out, and write out the entities that it declares")


_ROLES: Final = {"src": Role.SOURCE, "ref": Role.REFERENCE, "hyp": Role.HYPOTHESIS}
_NAMED: Final = {"ref": "translator", "hyp": "system"}
_OWN: Final = "give each document its own id, and each segment of a document"
_FIRST: Final = re.compile(r"(?>\s+|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*+<dataset[\s>]", re.DOTALL)
_DOCTYPE: Final = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0|\0<\0!\0D\0O\0C")
