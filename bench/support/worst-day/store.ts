import { randomUUID } from "node:crypto";
import path from "node:path";
import type { DatabaseConfig } from "@/lib/base/env";
import { databaseUrl, runSql, startPostgresql } from "../../../tests/support/postgresql-server";
import type { EngineKind } from "./options";

export type Store = {
  config: DatabaseConfig;
  /** What the processes of the product need to find it. */
  env: { DATABASE_URL: string };
  drop(): Promise<void>;
};

/** An empty database on this engine. */
export async function openStore({
  engine,
  dataDir,
}: {
  engine: EngineKind;
  dataDir: string;
}): Promise<Store> {
  if (engine === "sqlite") {
    const file = path.join(dataDir, "lunasentri.db");
    return { config: { kind: "sqlite", file }, env: { DATABASE_URL: `file:${file}` }, drop: async () => {} };
  }
  const server = await startPostgresql();
  const name = `lunasentri_worst_day_${randomUUID().replaceAll("-", "")}`;
  const url = databaseUrl(server.url, name);
  await runSql(server.url, `CREATE DATABASE ${name}`);
  return {
    config: { kind: "postgresql", url },
    env: { DATABASE_URL: url },
    async drop() {
      await runSql(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
      await server.stop();
    },
  };
}
