// graphql-codegen with its client preset, over the documents of app.ts: node generate.mjs SCHEMA
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { codegen } from "@graphql-codegen/core";
import { preset } from "@graphql-codegen/client-preset";
import { buildSchema, parse } from "graphql";

const text = await readFile(process.argv[2], "utf-8");
const app = await readFile("app.ts", "utf-8");
const documents = [...app.matchAll(/\/\* GraphQL \*\/ `([^`]*)`/g)].map(([, rawSDL]) => ({
  location: "app.ts",
  rawSDL,
  document: parse(rawSDL),
}));
const sections = await preset.buildGeneratesSection({
  baseOutputDir: "generated/",
  presetConfig: {},
  config: {
    strictScalars: true,
    useTypeImports: true,
    enumsAsTypes: true,
    importExtension: ".js",
    scalars: { Date: "string", PartialDate: "string" },
  },
  schema: parse(text),
  schemaAst: buildSchema(text),
  documents,
  pluginMap: {},
  plugins: [],
  pluginContext: {},
});
for (const section of sections) {
  await mkdir(dirname(section.filename), { recursive: true });
  await writeFile(section.filename, await codegen(section));
}
