"""Query a server with the generated client: python main.py ADDRESS."""

import sys

from clemency_client import Client
from clemency_client.enums import Unit

with Client(url=sys.argv[1]) as client:
    state = client.pardons_in_a_state(code="NV").state
    assert state is not None
    print(state.name, state.actions.total_count)
    for action in state.actions.nodes:
        figure = action.figure
        if figure is not None and figure.quantity is not None and figure.quantity.unit is Unit.PEOPLE:
            print(f"{action.name}: {figure.stated}, low {figure.quantity.low} ({figure.source.url})")
