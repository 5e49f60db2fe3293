import type { TestProject } from "vitest/node";
import { migrate } from "./migrated-template";
import { databaseUrl, runSql, startPostgresql } from "./postgresql-server";

/** Once per run: a PostgreSQL server with a migrated database on it. */
export default async function setup(project: TestProject) {
  const server = await startPostgresql();
  const name = `lunasentri_template_${process.pid}`;
  try {
    await runSql(server.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await runSql(server.url, `CREATE DATABASE ${name}`);
    await migrate({ DATABASE_URL: databaseUrl(server.url, name) });
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("template", { kind: "postgresql", serverUrl: server.url, name });
  return async () => {
    await runSql(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
    await server.stop();
  };
}
