"""Operations compiled to Python: what is asked is worked out once, and run many times.

`plan` works out what an operation asks, `writing` puts it into Python, `form` compiles that piece by piece, `running`
is what the pieces are given in a request, `memo` keeps encoded parts of answers, and `compiled` holds it all together.
Where something goes wrong, graphql-core runs the operation from its start.
"""

from .compiled import Compiled, Encoded, compile_operation

__all__ = ["Compiled", "Encoded", "compile_operation"]
