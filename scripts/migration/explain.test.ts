import { expect, it } from "vitest";
import { explainFailure } from "./explain";

const postgresql = { kind: "postgresql" as const, url: "postgresql://user:hunter2@db/x" };
const sqlite = { kind: "sqlite" as const, file: "/data/lunasentri.db" };
const from = (cause: object) => Object.assign(new Error("as the driver calls it"), { cause });
const coded = (code: string) => Object.assign(new Error(`${code}: no`), { code });

it.each([
  [
    "nothing listens",
    from({ kind: "DatabaseNotReachable", host: "db", port: 6432 }),
    postgresql,
    /at db, port 6432/,
  ],
  [
    "no port in the address",
    from({ kind: "DatabaseNotReachable", host: "db" }),
    postgresql,
    /at db, port 5432/,
  ],
  [
    "a wrong password",
    from({ kind: "AuthenticationFailed", user: "user" }),
    postgresql,
    /user or the password/,
  ],
  [
    "a database that does not exist",
    from({ kind: "DatabaseDoesNotExist", db: "x" }),
    postgresql,
    /no database x/,
  ],
  [
    "no TLS",
    from({ kind: "TlsConnectionError", reason: "not supported" }),
    postgresql,
    /TLS \(not supported\)/,
  ],
  [
    "somebody else's database",
    new Error("ERROR: permission denied for schema public\n   0: sql_schema"),
    postgresql,
    /must own it/,
  ],
  ["a read-only folder", coded("EACCES"), sqlite, /DATA_DIR must be a folder/],
  [
    "a file that is not a database",
    coded("SQLITE_NOTADB"),
    sqlite,
    /Cannot use the database \/data\/lunasentri\.db/,
  ],
  ["an unforeseen error", new Error("table users already exists"), sqlite, null],
  ["an unforeseen error of PostgreSQL", from({ kind: "postgres" }), postgresql, null],
])("%s", (_, error, database, words) => {
  const said = explainFailure(error, database);
  if (words === null) expect(said).toBeNull();
  else expect(said).toMatch(words);
  expect(said ?? "").not.toContain("hunter2");
});
