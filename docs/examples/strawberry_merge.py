"""Merge the schema of the Clemency Graph into another Strawberry schema."""

from dataclasses import dataclass

import strawberry
from clemency_graph import load
from clemency_graph.integrations.strawberry_merge import TYPES, Context, OperationLimits, Query, config
from strawberry.tools import merge_types


@dataclass(slots=True)
class NewsroomContext(Context):
    """The context of both schemas: that of the graph, and the values that your own resolvers need."""

    desk: str = "politics"


@strawberry.type
class NewsroomQuery:
    """The fields of your own."""

    @strawberry.field
    def desk(self, info: strawberry.Info[NewsroomContext, None]) -> str:
        """Return the name of the desk."""
        return info.context.desk


schema = strawberry.Schema(
    merge_types("Query", (NewsroomQuery, Query)), types=TYPES, config=config(), extensions=[OperationLimits]
)

if __name__ == "__main__":
    result = schema.execute_sync(
        '{ desk state(code: "NV") { name actions(first: 1) { nodes { figure { stated source { url } } } } } }',
        context_value=NewsroomContext(load(), desk="investigations"),
    )
    assert result.errors is None, result.errors
    print(result.data)
