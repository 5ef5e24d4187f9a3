"""The BtheB trial charted in the running app: a scale of another range, where lower is better."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import plotly.graph_objects as go
import pytest
from streamlit.testing.v1 import AppTest

from fit_tracker.cli import OK, main
from fit_tracker.services import families
from fit_tracker.ui import context as ui_context
from fit_tracker.ui import session as sessions
from fit_tracker.ui import state_keys
from tests.factories import PASSWORD
from tests.store.test_btheb import EXAMPLE, TIMES, env, trial

ROOT = Path(__file__).resolve().parents[2]
__all__ = ["env", "trial"]


def test_a_course_of_the_trial_is_drawn_on_its_own_scale(
    trial: SimpleNamespace, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["import", str(trial.long), "--mapping", str(EXAMPLE / "mapping.yaml")]
    assert main(command, env) == OK
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(ROOT)
    # Somebody who stayed the whole way.
    number = int(trial.wide[TIMES].dropna().index[0]) + 1
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=30).run()
    app.text_input[0].set_value("forsker")
    app.text_input[1].set_value(PASSWORD)
    app.button[0].click().run()
    session = sessions.accounts.keep(ui_context.context(), app.session_state[state_keys.SESSION_ID])
    assert session is not None
    (family,) = families.search(ui_context.context(), session.actor, f"B{number:03d}")
    app.session_state[state_keys.FAMILY] = family.family_id
    app.switch_page("pages/practitioner/family.py").run()
    assert not app.exception
    figure = go.Figure(json.loads(app.get("plotly_chart")[0].proto.spec))
    line = max(figure.data, key=lambda trace: len(trace.y or ()))
    assert list(line.y) == [float(trial.wide.loc[number - 1, name]) for name in TIMES]
    low, high = figure.layout.yaxis.range
    assert low <= 0
    assert high >= 63
    page = " ".join(str(json.loads(c.proto.json)) for c in app.get("bidi_component"))
    assert "lavere er bedre" in page
    ui_context.close()
