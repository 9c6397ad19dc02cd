"""Software bills of materials in CycloneDX JSON: of the Python package with its extras, and of the page from npm."""

from __future__ import annotations

import base64
import json
import tomllib
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SPECIFICATION: Final = SchemaVersion.V1_6
OWN: Final = "clemency-graph"
NOT_FOR_USERS: Final = frozenset(("bench", "check", "docs", "release", "test"))
"""The extras for people who work on the project."""


def python_sbom(root: Path, released: int, extras: Iterable[str] | None = None) -> str:
    """Return the bill of the Python package: what it and its extras require, as it is installed here.

    Parameters
    ----------
    root
        The folder of pyproject.toml.
    released
        The time of the release, in seconds since 1970.
    extras
        The extras; all that are for users if omitted.

    Raises
    ------
    PackageNotFoundError
        If a required package is not installed.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    optional: dict[str, list[str]] = project["optional-dependencies"]
    chosen = sorted(optional.keys() - NOT_FOR_USERS if extras is None else extras)
    required: dict[str, set[str]] = {}
    own = _visit(_wanted(project["dependencies"], ""), required)
    always = set(required)
    for extra in chosen:
        own |= _visit(_own_extra(optional, extra), required)
    purl = PackageURL("pypi", None, OWN, project["version"])
    licenses = [LicenseFactory().make_from_string(project["license"])]
    whole = Component(name=OWN, version=project["version"], purl=purl, bom_ref=str(purl), licenses=licenses)
    components = {name: _of_pypi(name, name in always) for name in required}
    edges = {name: {components[one] for one in needed} for name, needed in required.items()}
    bom = Bom(components=components.values())
    bom.register_dependency(whole, [components[name] for name in own])
    for name, component in components.items():
        bom.register_dependency(component, edges[name])
    return _json(bom, whole, released)


def _own_extra(optional: dict[str, list[str]], extra: str) -> Iterator[Requirement]:
    """Yield what an extra of the package requires; it may name other extras."""
    for requirement in _wanted(optional[extra], ""):
        if canonicalize_name(requirement.name) == OWN:
            for other in requirement.extras:
                yield from _own_extra(optional, other)
        else:
            yield requirement


def _wanted(requirements: Iterable[str], extra: str) -> Iterator[Requirement]:
    """Yield the requirements that hold on this platform with an extra."""
    for text in requirements:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield requirement


def _visit(requirements: Iterable[Requirement], required: dict[str, set[str]]) -> set[str]:
    """Add what requirements lead to, by name with the names that each requires; return the names of the first."""
    first = set()
    left = [(requirement, first) for requirement in requirements]
    seen: set[tuple[str, str]] = set()
    while left:
        requirement, names = left.pop()
        name = canonicalize_name(requirement.name)
        names.add(name)
        own = required.setdefault(name, set())
        for extra in ("", *sorted(requirement.extras)):
            if (name, extra) not in seen:
                seen.add((name, extra))
                left += [(one, own) for one in _wanted(_distribution(name).requires or [], extra)]
    return first


def _distribution(name: str) -> Any:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise PackageNotFoundError(f"{name}; install every extra of {OWN} to list what it requires") from None


def _of_pypi(name: str, always: bool) -> Component:
    """Return the component of an installed package."""
    metadata = _distribution(name).metadata
    version = metadata["Version"]
    purl = PackageURL("pypi", None, name, version)
    return Component(
        name=name,
        version=version,
        purl=purl,
        bom_ref=str(purl),
        scope=ComponentScope.REQUIRED if always else ComponentScope.OPTIONAL,
        licenses=[LicenseFactory().make_from_string(text)] if (text := _license(metadata)) else [],
    )


def _license(metadata: Any) -> str:
    """Return the license that a package declares: an expression, a short name, or a classifier."""
    declared = metadata.get("License-Expression") or metadata.get("License") or ""
    if declared and len(declared) <= 60 and "\n" not in declared:
        return str(declared)
    classifiers = [text for text in metadata.get_all("Classifier", []) if text.startswith("License ::")]
    return classifiers[0].rpartition(" :: ")[2] if classifiers else ""


def npm_sbom(lock: Path, released: int) -> str:
    """Return the bill of the npm packages that a page is built from, as its package-lock.json pins them.

    Parameters
    ----------
    lock
        The package-lock.json; packages for development only are left out.
    released
        The time of the release, in seconds since 1970.
    """
    packages: dict[str, dict[str, Any]] = json.loads(lock.read_text("utf-8"))["packages"]
    root = packages[""]
    whole = Component(name=root["name"], type=ComponentType.APPLICATION, bom_ref=root["name"])
    kept = {path: package for path, package in packages.items() if path and not package.get("dev")}
    # A package may be in two folders in one version: the same component.
    purls = {path: _npm_purl(path, package) for path, package in kept.items()}
    components: dict[str, Component] = {}
    for path, package in kept.items():
        components.setdefault(purls[path], _of_npm(path, package))
    needed: dict[str, set[str]] = {purl: set() for purl in components}
    for path, package in kept.items():
        needed[purls[path]] |= {purls[one] for one in _npm_dependencies(path, package, kept)}
    bom = Bom(components=components.values())
    bom.register_dependency(whole, [components[purls[one]] for one in _npm_dependencies("", root, kept)])
    for purl, names in needed.items():
        bom.register_dependency(components[purl], [components[name] for name in names])
    return _json(bom, whole, released)


def _npm_dependencies(path: str, package: dict[str, Any], packages: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield the paths of the packages that a package finds for its dependencies, as Node.js looks for them."""
    for kind in ("dependencies", "optionalDependencies", "peerDependencies"):
        for name in package.get(kind, {}):
            folder = path
            while (found := f"{folder}/node_modules/{name}".removeprefix("/")) not in packages and folder:
                folder = folder.rpartition("node_modules/")[0].removesuffix("/")
            if found in packages:
                yield found
            elif kind == "dependencies":
                raise ValueError(f"package-lock.json has no {name}, which {path or 'the page'} requires")


def _npm_name(path: str) -> tuple[str | None, str]:
    """Return the scope and the name of a package in a folder."""
    scope, _, name = path.rpartition("node_modules/")[2].rpartition("/")
    return scope or None, name


def _npm_purl(path: str, package: dict[str, Any]) -> str:
    scope, name = _npm_name(path)
    return str(PackageURL("npm", scope, name, package["version"]))


def _of_npm(path: str, package: dict[str, Any]) -> Component:
    """Return the component of a package in package-lock.json."""
    scope, name = _npm_name(path)
    algorithm, _, digest = package["integrity"].partition("-")
    hashes = {"sha512": HashAlgorithm.SHA_512, "sha256": HashAlgorithm.SHA_256, "sha1": HashAlgorithm.SHA_1}
    optional = package.get("optional") or package.get("devOptional")
    return Component(
        name=name,
        group=scope,
        version=package["version"],
        purl=PackageURL("npm", scope, name, package["version"]),
        bom_ref=_npm_purl(path, package),
        scope=ComponentScope.OPTIONAL if optional else ComponentScope.REQUIRED,
        hashes=[HashType(alg=hashes[algorithm], content=base64.b64decode(digest).hex())],
        licenses=[LicenseFactory().make_from_string(package["license"])] if package.get("license") else [],
    )


def _json(bom: Bom, whole: Component, released: int) -> str:
    """Return a bill as JSON, with the time of the release and a serial number that follows from the content."""
    bom.metadata.component = whole
    bom.metadata.timestamp = datetime.fromtimestamp(released, UTC)
    bom.serial_number = uuid.UUID(int=0)
    text = make_outputter(bom, OutputFormat.JSON, SPECIFICATION).output_as_string(indent=1)
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, text)
    return f"{make_outputter(bom, OutputFormat.JSON, SPECIFICATION).output_as_string(indent=1)}\n"
