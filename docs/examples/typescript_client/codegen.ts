import type { CodegenConfig } from "@graphql-codegen/cli";

const config: CodegenConfig = {
  schema: "schema.graphql",
  documents: "queries.graphql",
  generates: {
    "./generated/": {
      preset: "client",
      config: { scalars: { Date: "string", PartialDate: "string" }, documentMode: "string", enumsAsTypes: true, useTypeImports: true },
    },
  },
};

export default config;
