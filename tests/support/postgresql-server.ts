import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { isRoot } from "../../scripts/test-tools/host.mjs";
import { loadEmbeddedPostgres } from "./embedded-postgres";
import { freePort } from "./free-port";

export type PostgresqlServer = { url: string; stop(): Promise<void> };

// Far from UTC and not by whole hours: a time that loses its zone anywhere shows.
const TIMEZONE = "Asia/Kathmandu";
const SPEED_OVER_SAFETY = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

function explain(reason: string): Error {
  return new Error(
    `PostgreSQL could not be started for the tests: ${reason}\n` +
      "Name a server on which databases may be created: TEST_POSTGRES_URL=postgresql://user:password@host:5432/postgres",
  );
}

async function startEmbedded(): Promise<PostgresqlServer> {
  const { EmbeddedPostgres, cleanUp } = await loadEmbeddedPostgres();
  const port = await freePort();
  const lines: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: await mkdtemp(path.join(tmpdir(), "lunasentri-postgresql-")),
    port,
    persistent: false,
    createPostgresUser: isRoot,
    postgresFlags: [`timezone=${TIMEZONE}`, "max_connections=200", ...SPEED_OVER_SAFETY].flatMap((flag) => [
      "-c",
      flag,
    ]),
    onLog: (line) => lines.push(line),
    onError: (error) => lines.push(String(error)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    throw explain(
      [error instanceof Error ? error.message : "it ended at once", ...lines.slice(-5)].join("\n"),
    );
  }
  return {
    url: `postgresql://postgres:password@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop();
      await cleanUp();
    },
  };
}

/** The server named by TEST_POSTGRES_URL, or one of our own that lives as long as the run. */
export async function startPostgresql(): Promise<PostgresqlServer> {
  const url = process.env.TEST_POSTGRES_URL;
  return url ? { url, stop: async () => {} } : startEmbedded();
}

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/** Runs one statement outside any transaction. */
export async function runSql(url: string, sql: string): Promise<void> {
  const connection = await new PrismaPg({ connectionString: url, max: 1 }).connect();
  try {
    await connection.executeRaw({ sql, args: [], argTypes: [] });
  } finally {
    await connection.dispose();
  }
}
