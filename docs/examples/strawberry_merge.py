"""The schema of the Clemency Graph merged into a Strawberry schema of your own."""

from dataclasses import dataclass

import strawberry
from clemency_graph import load
from clemency_graph.integrations.merge import TYPES, Context, Query, config
from strawberry.tools import merge_types


@dataclass(slots=True)
class NewsroomContext(Context):
    """What the resolvers of both schemas are given: that of the graph, and what your own need."""

    desk: str = "politics"


@strawberry.type
class NewsroomQuery:
    """Questions of your own."""

    @strawberry.field
    def desk(self, info: strawberry.Info[NewsroomContext, None]) -> str:
        """Who asks."""
        return info.context.desk


schema = strawberry.Schema(merge_types("Query", (NewsroomQuery, Query)), types=TYPES, config=config())

if __name__ == "__main__":
    answer = schema.execute_sync(
        '{ desk state(code: "NV") { name actions(first: 1) { nodes { figure { stated source { url } } } } } }',
        context_value=NewsroomContext(load(), desk="investigations"),
    )
    assert answer.errors is None, answer.errors
    print(answer.data)
