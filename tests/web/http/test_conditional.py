"""Conditional requests: 304 only for what would have been a 200, by one rule on every route."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from clemency_graph.server import create_app
from clemency_graph.web.http.conditional import ConditionalMiddleware, matches
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

pytestmark = pytest.mark.usefixtures("serve_small_folder")

TAGS = st.from_regex(r'(W/)?"[!#-~]{0,8}"', fullmatch=True)
GOOD = [
    "/graphql?query={parties{id}}",
    "/q/ClemencyInAState?code=NV",
    "/q/GovernorsOnADay.csv?on=2022-11-02",
    "/download/csv",
    "/",
    "/graphiql",
    "/state/nv",
]
BAD = [
    ("/graphql?query={", 200),
    ("/graphql?query={nope}", 200),
    ("/graphql?query={states(first:201){totalCount}}", 200),
    ("/graphql", 400),
    ("/q/Nothing", 404),
    ("/q/ClemencyInAState?cod=NV", 400),
    ("/q/GovernorsOnADay?on=tomorrow", 200),
    ("/q/GovernorsOnADay.csv?on=tomorrow", 400),
    ("/q/WhoIsWho.csv?id=person/steve-sisolak&rows=nothing", 400),
    ("/download/xlsx", 404),
    ("/nothing", 404),
]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app()) as client:
        yield client


@pytest.fixture(scope="module")
def tags(client: TestClient) -> list[str]:
    """The tags of the good responses."""
    return [client.get(path).headers["etag"] for path in GOOD]


@pytest.mark.parametrize("path", GOOD)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_every_spelling_of_a_tag_that_a_client_has_is_304(client: TestClient, path: str, encoding: str) -> None:
    accepts = {"accept-encoding": encoding}
    first = client.get(path, headers=accepts)
    etag = first.headers["etag"]
    opaque = etag.removeprefix("W/")
    for method in ("GET", "HEAD"):
        for header in (etag, opaque, f"W/{opaque}", f'"other", {etag}', "*", " * "):
            again = client.request(method, path, headers=accepts | {"if-none-match": header})
            assert (again.status_code, again.content) == (304, b""), header
            assert again.headers["etag"] == etag
            assert not {"content-length", "content-type", "content-encoding"} & set(again.headers)
        for header in ('"other"', opaque.strip('"'), "", '"*"', f'"{opaque}'):
            assert client.request(method, path, headers=accepts | {"if-none-match": header}).status_code == 200, header
    assert client.get(path, headers=accepts).content == first.content


@pytest.mark.parametrize("size", [500, 5000])
def test_a_file_has_one_tag_whatever_its_size_method_and_encoding(tmp_path: Path, size: int) -> None:
    (tmp_path / "page.html").write_bytes(b"x" * size)
    around = [Middleware(ConditionalMiddleware), Middleware(GZipMiddleware, minimum_size=1000)]
    with TestClient(Starlette(routes=[Mount("/", StaticFiles(directory=tmp_path), middleware=around)])) as files:
        tags = {
            files.request(method, "/page.html", headers={"accept-encoding": encoding}).headers["etag"]
            for method in ("GET", "HEAD")
            for encoding in ("identity", "gzip")
        }
        (tag,) = tags
        for method in ("GET", "HEAD"):
            assert files.request(method, "/page.html", headers={"if-none-match": tag}).headers["etag"] == tag


@pytest.mark.parametrize(("path", "status"), BAD)
def test_what_is_no_200_or_has_errors_is_never_304(client: TestClient, tags: list[str], path: str, status: int) -> None:
    for header in ("*", ", ".join(tags)):
        response = client.get(path, headers={"if-none-match": header})
        assert response.status_code == status
        assert response.json()["errors"]


def test_a_table_of_another_list_has_another_tag(client: TestClient) -> None:
    path = "/q/ClemencyInAState.csv?code=NV"
    first = client.get(f"{path}&rows=state.actions").headers["etag"]
    assert first != client.get(path).headers["etag"]
    refused = client.get(f"{path}&rows=nothing", headers={"if-none-match": first})
    assert refused.status_code == 400


def test_a_post_is_never_304(client: TestClient) -> None:
    response = client.post("/graphql", json={"query": "{ parties { id } }"}, headers={"if-none-match": "*"})
    assert response.status_code == 200


@given(tags=st.lists(TAGS, max_size=5), etag=TAGS, space=st.sampled_from(["", " ", "\t"]))
def test_a_list_names_the_tags_in_it_by_weak_comparison(tags: list[str], etag: str, space: str) -> None:
    header = f",{space}".join(tags).encode()
    wanted = etag.removeprefix("W/") in [tag.removeprefix("W/") for tag in tags]
    assert matches(header, etag.encode()) is wanted


@given(st.binary())
def test_any_header_is_read_and_without_a_tag_nothing_matches(header: bytes) -> None:
    assert not matches(header, b"")
    assert not matches(None, b'"x"')
    matches(header, b'"x"')
