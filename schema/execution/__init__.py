"""Operations compiled to Python: each is planned once and executed many times.

`plan` collects the fields of an operation, `codegen` writes them as Python functions, `specialize` compiles these on
first use, `runtime` is what they are given in a request, `encoded_parts_cache` and `resolver_cache` keep encoded parts
and results, and `compiled` is the entry point. Where an error occurs, graphql-core executes the operation from its
start.
"""

from .operation_compiler import Compiled, Encoded, compile_operation

__all__ = ["Compiled", "Encoded", "compile_operation"]
