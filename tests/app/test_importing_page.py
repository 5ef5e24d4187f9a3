"""The administrator's upload page: looked at first, then written."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from tests.factories import Site
from tests.store.test_imports import GOOD, HEAD, MAPPING

PAGE = "pages/administrator/importing.py"


def _upload(app: AppTest, rows: tuple[str, ...]) -> AppTest:
    data = "\r\n".join((HEAD, *rows)).encode("utf-8-sig")
    app.get("file_uploader")[0].upload("r.csv", data, "text/csv")
    app.get("file_uploader")[1].upload("m.yaml", MAPPING.encode(), "text/yaml")
    return app.run()


def _families(site: Site) -> int:
    row = site.ctx.database.cursor().execute("SELECT count(*) FROM family").fetchone()
    assert row is not None
    return int(row[0])


def test_a_file_is_shown_before_it_is_written(
    open_app: Callable[..., AppTest], app_site: Site
) -> None:
    app = _upload(open_app("administrator").switch_page(PAGE).run(), GOOD)
    assert not app.exception
    assert _families(app_site) == 0
    app.button(key="import_write").click().run()
    assert [one.value for one in app.success] == ["6 målinger er skrevet."]
    assert _families(app_site) == 2


def test_with_a_rejected_row_nothing_is_written_until_it_is_chosen(
    open_app: Callable[..., AppTest], app_site: Site
) -> None:
    bad = (*GOOD, "F-3;Mor;mor;1985;selv;ORS;20-01-2025;99;;;;")
    app = _upload(open_app("administrator").switch_page(PAGE).run(), bad)
    assert [one.value for one in app.warning] == ["1 række er afvist."]
    assert app.button(key="import_write").disabled
    app.checkbox(key="import_valid_only").check().run()
    app.button(key="import_write").click().run()
    assert _families(app_site) == 2
