"""A presentation as bytes that tell of no person and no machine, and are the same each time.

An office file is a zip archive with a date on each part and with properties that name who made
it; the workbook behind a chart is such a file within it.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any, Final

MAKER: Final = "FIT Tracker"
FIXED: Final = (1980, 1, 1, 0, 0, 0)
BY_US: Final = 3
NAMESPACE: Final = "http://schemas.openxmlformats.org"
APP: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Properties xmlns="{NAMESPACE}/officeDocument/2006/extended-properties">'
    f"<Application>{MAKER}</Application></Properties>"
)
CORE: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<cp:coreProperties xmlns:cp="{NAMESPACE}/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:creator>{maker}</dc:creator><cp:lastModifiedBy>{maker}</cp:lastModifiedBy>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{at}</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{at}</dcterms:modified></cp:coreProperties>'
)


def packed(shown: Any, title: str, language: str, made_at: datetime) -> bytes:
    """`made_at` (UTC) is the only clock in it."""
    properties = shown.core_properties
    properties.title, properties.language = title, language
    properties.author = properties.last_modified_by = MAKER
    properties.comments = properties.subject = properties.keywords = ""
    properties.created = properties.modified = made_at.replace(microsecond=0)
    properties.revision = 1
    made = io.BytesIO()
    shown.save(made)
    return frozen(made.getvalue(), made_at)


def frozen(office_file: bytes, made_at: datetime, *, within: bool = False) -> bytes:
    """The same file with dates of its own taken out; `within`: a workbook of a chart."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office_file)) as given, zipfile.ZipFile(out, "w") as kept:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = BY_US
            kept.writestr(entry, _part(name, given.read(name), made_at, within))
    return out.getvalue()


def _part(name: str, body: bytes, made_at: datetime, within: bool) -> bytes:
    if name.endswith(".xlsx"):
        return frozen(body, made_at, within=True)
    if name == "docProps/app.xml":
        return APP.encode()
    if name == "docProps/core.xml" and within:
        return CORE.format(maker=MAKER, at=f"{made_at:%Y-%m-%dT%H:%M:%SZ}").encode()
    return body
