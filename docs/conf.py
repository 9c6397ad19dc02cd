"""Sphinx configuration: `sphinx-build -W docs docs/site` builds the documentation."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import generate
from clemency_graph import load

graph = load()
generate.write(graph, Path(__file__).parent / "reference" / "generated")
if generate.has_jupyter():
    generate.write_notebooks(Path(__file__).parent)

project = "The Clemency Graph"
author = "The Clemency Graph contributors"
release = f"data {graph.dataset.version} of {graph.dataset.released}"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["examples", "site", "_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_numpy_docstring = True
napoleon_use_ivar = True
html_theme = "furo"
html_title = project
html_static_path: list[str] = []
# Blocks that Pygments cannot highlight are shown plain.
suppress_warnings = ["misc.highlighting_failure"]
