import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";

export type SchemaEngine = bindings.SchemaEngine;

/** Nothing in the database is managed by anything else. */
export const NO_FILTERS = { externalTables: [], externalEnums: [] };

// Where the engine leaves its last message; without it a TypeError hides a panic.
const panicMessage = {
  set_message(message: string) {
    process.stderr.write(`${message}\n`);
  },
};

type WasmExports = WebAssembly.Exports & { __wbindgen_start(): void };

async function load(): Promise<void> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panicMessage });
  const wasm = fileURLToPath(import.meta.resolve("@prisma/schema-engine-wasm/schema_engine_bg")).replace(
    /\.js$/,
    ".wasm",
  );
  const { instance } = await WebAssembly.instantiate(await readFile(wasm), {
    "./schema_engine_bg.js": { ...bindings },
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports as WasmExports).__wbindgen_start();
}

// The bindings keep views of one module's memory: a second instance in the same process would read the first one's.
let loading: Promise<void> | null = null;

/**
 * Prisma's schema engine as WebAssembly, working over one connection (on SQLite it locks the file for itself, so a
 * second one would wait for ever). The process must exit when it has finished: an engine cannot be closed.
 */
export async function openSchemaEngine(
  schema: { path: string; content: string },
  db: SqlDriverAdapter,
): Promise<SchemaEngine> {
  loading ??= load();
  await loading;
  const factory = {
    provider: db.provider,
    adapterName: db.adapterName,
    connect: () => Promise.resolve(db),
    connectToShadowDb: () => Promise.reject(new Error("A shadow database is never needed")),
  };
  return bindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}
