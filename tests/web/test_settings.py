"""Settings: from options and the environment, each within its limits, and no name that is none."""

from __future__ import annotations

from typing import Any

import pytest
from clemency_graph.schema.validation.limits import Limits
from clemency_graph.web.serve import configure
from clemency_graph.web.settings import PREFIX, Settings, SettingsError, kind


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment, without any setting."""
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)
    return monkeypatch


def test_they_come_from_the_environment(environment: pytest.MonkeyPatch) -> None:
    variables = {
        "HOST": "::1",
        "PORT": "9000",
        "DATA": "/data",
        "WORKERS": "2",
        "RELOAD": "true",
        "METRICS": "no",
        "OPERATION_TIMEOUT": "2.5",
    }
    for name, value in variables.items():
        environment.setenv(PREFIX + name, value)
    wanted = {"host": "::1", "port": 9000, "data": "/data", "workers": 2, "reload": True, "metrics": False}
    read = Settings()
    assert {name: getattr(read, name) for name in wanted} == wanted
    assert read.operation_timeout == 2.5
    assert Settings(port=1).port == 1, "an argument takes precedence"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "x", "CLEMENCY_GRAPH_PORT is 'x'; it must be a whole number"),
        ("OPERATION_TIMEOUT", "soon", "CLEMENCY_GRAPH_OPERATION_TIMEOUT is 'soon'; it must be a number"),
        ("OPERATION_TIMEOUT", "nan", "CLEMENCY_GRAPH_OPERATION_TIMEOUT is 'nan'; it must be a number"),
        ("RELOAD", "perhaps", "CLEMENCY_GRAPH_RELOAD is 'perhaps'; it must be true or false"),
        ("PORT", "70000", "CLEMENCY_GRAPH_PORT is '70000'; it can be 0 to 65535"),
        ("PORT", "9" * 5000, "CLEMENCY_GRAPH_PORT is '999999"),
        ("WORKERS", "0", "CLEMENCY_GRAPH_WORKERS is '0'; it can be 1 or more"),
        ("LOG_SAMPLE", "2", "CLEMENCY_GRAPH_LOG_SAMPLE is '2'; it can be 0.0 to 1.0"),
        ("ROOT_PATH", "clemency/", "CLEMENCY_GRAPH_ROOT_PATH is 'clemency/'; it must begin with a slash"),
    ],
)
def test_a_wrong_value_is_an_error_with_the_name_and_what_is_right(
    environment: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    environment.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as raised:
        Settings()
    assert str(raised.value).startswith(told.replace("0.0 to 1.0", "0 to 1"))
    assert len(str(raised.value)) < 200
    environment.delenv(PREFIX + name)
    with pytest.raises(SettingsError, match=rf"^{name.lower()} is '"):
        Settings(**{name.lower(): value})


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("HOSTS", "did you mean CLEMENCY_GRAPH_HOST?"),
        ("OPERATION_TIME", "did you mean CLEMENCY_GRAPH_OPERATION_TIMEOUT?"),
        ("WORKER", "did you mean CLEMENCY_GRAPH_WORKERS?"),
        ("CASHE", "did you mean CLEMENCY_GRAPH_CACHE?"),
        ("XYZ", "settings are CLEMENCY_GRAPH_HOST, "),
    ],
)
def test_a_variable_that_is_no_setting_is_an_error_with_the_nearest(
    environment: pytest.MonkeyPatch, name: str, near: str
) -> None:
    environment.setenv(PREFIX + name, "1")
    with pytest.raises(SettingsError, match=f"^{PREFIX}{name} in the environment is no setting") as raised:
        Settings()
    assert near in str(raised.value)


def test_no_error_names_a_variable_of_the_servers_own_processes(environment: pytest.MonkeyPatch) -> None:
    environment.setenv(f"{PREFIX}REPLACING", "true")
    Settings()
    for name in ("REPLACIN", "XYZ"):
        environment.setenv(PREFIX + name, "1")
        with pytest.raises(SettingsError, match="is no setting") as raised:
            Settings()
        assert f"{PREFIX}REPLACING" not in str(raised.value)
        environment.delenv(PREFIX + name)


@pytest.mark.parametrize("form", ["javascript:alert({body})", "https://example.org/issues/new", "/x?body={body}"])
def test_a_form_for_reports_is_an_address_with_a_place_for_the_text(form: str) -> None:
    with pytest.raises(SettingsError, match="it must begin with https://"):
        Settings(report_form=form)


def test_an_argument_that_is_no_setting_is_an_error() -> None:
    with pytest.raises(SettingsError, match=r"there is no setting prot; did you mean port\?"):
        Settings(prot=1)


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_each_can_be_given_as_text_and_passed_to_another_process(environment: pytest.MonkeyPatch, name: str) -> None:
    field = Settings.model_fields[name]
    text = "mailto:a@b.example?body={body}" if name == "report_form" else "/x"
    value: Any = {bool: not field.default, int: 3, float: 0.5, str: text}[kind(field)]
    assert field.description
    changed = Settings(**{name: str(value)})
    assert getattr(changed, name) == value
    assert changed != Settings()
    for variable, text in changed.as_environment().items():
        environment.setenv(variable, text)
    assert Settings() == changed


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_an_empty_variable_is_an_empty_text_or_the_default(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.setenv(PREFIX + name.upper(), "")
    field = Settings.model_fields[name]
    assert getattr(Settings(), name) == ("" if field.annotation is str else field.default)


def test_an_empty_variable_switches_proxies_off(environment: pytest.MonkeyPatch) -> None:
    assert configure(Settings(), None).proxy_headers
    environment.setenv("CLEMENCY_GRAPH_FORWARDED_ALLOW_IPS", "")
    assert not configure(Settings(), None).proxy_headers


def test_limits_are_those_of_the_schema_by_default() -> None:
    assert Settings().limits == Limits()
    assert Settings(max_depth=3, max_variable_values=4).limits == Limits(depth=3, values=4)
