import type { DatabaseConfig } from "../../lib/base/env";

const DEFAULT_PORT = 5432;
const NO_DATA_FOLDER = new Set(["EACCES", "EPERM", "EROFS", "EEXIST", "ENOTDIR", "ENOENT", "ELOOP"]);

/** What the driver says about a failure, in addition to its name. */
type Cause = { kind?: string; host?: string; port?: number; db?: string; reason?: string };

/** Why a database could not be migrated, as a sentence that says what to check; null: see the error itself. */
export function explainFailure(error: unknown, database: DatabaseConfig): string | null {
  const { cause, code, message = "" } = error as { cause?: Cause; code?: string; message?: string };
  if (database.kind === "sqlite") {
    if (code === undefined || !(NO_DATA_FOLDER.has(code) || code.startsWith("SQLITE_"))) return null;
    return `Cannot use the database ${database.file} (${message}). DATA_DIR must be a folder that this user can write, on a disk with free space.`;
  }
  switch (cause?.kind) {
    case "DatabaseNotReachable": {
      const { host = "its address", port = DEFAULT_PORT } = cause;
      return `No PostgreSQL answers at ${host}, port ${port}. Is it running, and is the address in DATABASE_URL right?`;
    }
    case "AuthenticationFailed":
      return "PostgreSQL does not accept the user or the password in DATABASE_URL. Percent-encode special characters such as %, @ and / in the password.";
    case "DatabaseDoesNotExist":
      return `PostgreSQL has no database ${cause.db}, which DATABASE_URL names. Create it there: CREATE DATABASE … OWNER …`;
    case "TlsConnectionError":
      return `PostgreSQL and DATABASE_URL do not agree on TLS (${cause.reason}). See sslmode in DATABASE_URL.`;
  }
  if (message.includes("permission denied for schema"))
    return "The user in DATABASE_URL may not create tables in that database. It must own it: ALTER DATABASE … OWNER TO …";
  return null;
}
