"""Operations compiled to Python: what is asked is worked out once, and run many times.

`plan` works out what an operation asks, `writing` puts it into Python, `form` compiles that piece by piece, `running`
is what the pieces are given in a request, `memo` keeps encoded parts of answers, `careful` runs the plan step by step
where something goes wrong, and `compiled` holds it all together.
"""

from .compiled import Compiled, Encoded, compile_operation

__all__ = ["Compiled", "Encoded", "compile_operation"]
