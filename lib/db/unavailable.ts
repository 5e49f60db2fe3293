// Prisma's own codes, PostgreSQL's SQLSTATEs, SQLite's result codes, the driver adapters' kinds and Node's network
// errors share one list: none of them means something else elsewhere.
const LOCKED =
  /^(P1008|P2034|40001|40P01|55P03|SocketTimeout|SQLITE_BUSY\w*|SQLITE_LOCKED\w*|TransactionWriteConflict)$/;
const SLOW = /^(P2024|P2028|57014|25P0[34]|ETIMEDOUT)$/;

/** Why a database does not answer, as the end of "The database is not available: …"; the first that fits counts. */
const CAUSES: readonly [RegExp, string][] = [
  [/^(SQLITE_FULL|53100)$/, "the disk is full"],
  [/^(P2037|53300|TooManyConnections)$/, "the server has too many connections"],
  [/^(57P03)$/, "the server is starting or stopping"],
  [/^(P1001|DatabaseNotReachable|ECONNREFUSED|ENOTFOUND|EAI_AGAIN)$/, "no server answers at its address"],
  [/^E(HOST|NET)(UNREACH|DOWN)$/, "the network does not reach its server"],
  [
    /^(P1000|P1010|28\w{3}|AuthenticationFailed|DatabaseAccessDenied)$/,
    "the server refuses the user or password",
  ],
  [/^(P1003|3D000|DatabaseDoesNotExist)$/, "the server has no database of this name"],
  [/^(P1011|TlsConnectionError)$/, "no encrypted connection to the server is possible"],
  [/^(25006|SQLITE_READONLY\w*)$/, "the database is read-only"],
  [/^SQLITE_(CANTOPEN|PERM|AUTH)\w*$/, "the database file cannot be opened"],
  [/^SQLITE_(CORRUPT|NOTADB)\w*$/, "the database file is damaged"],
  [/^(SQLITE_(IOERR|PROTOCOL)\w*|58\w{3}|XX00[12])$/, "its storage fails"],
  [/^(SQLITE_NOMEM|53\w{3}|EMFILE|ENFILE)$/, "the host has no more memory or files for it"],
  [/^(P1017|ConnectionClosed|57P\w{2}|08\w{3}|ECONNRESET|ECONNABORTED|EPIPE)$/, "the connection was closed"],
  [LOCKED, "another process holds its lock"],
  [/^(P1002|57\w{3})$/, "it does not answer in time"],
  [SLOW, "it does not answer in time"],
];

// The pg driver gives these no code.
const MESSAGES: readonly [RegExp, string][] = [
  [/^Connection terminated due to connection timeout$/, "it does not answer in time"],
  [
    /^(timeout expired|timeout exceeded when trying to connect|Query read timeout)$/,
    "it does not answer in time",
  ],
  [/^Connection terminated/, "the connection was closed"],
  [
    /^Client (has encountered a connection error|was closed) and is not queryable$/,
    "the connection was closed",
  ],
];

type Signs = { codes: string[]; messages: string[] };

/** Every code and message of an error and its causes: Prisma's, the driver's and the database's. */
function signsOf(error: unknown): Signs {
  const signs: Signs = { codes: [], messages: [] };
  const seen = new Set<unknown>();
  const visit = (value: unknown, depth: number) => {
    if (typeof value !== "object" || value === null || depth > 6 || seen.has(value)) return;
    seen.add(value);
    const fields = value as Record<string, unknown>;
    for (const name of ["code", "originalCode", "kind"])
      if (typeof fields[name] === "string") signs.codes.push(fields[name]);
    if (typeof fields.message === "string") signs.messages.push(fields.message);
    for (const name of ["cause", "meta", "driverAdapterError"]) visit(fields[name], depth + 1);
    // Node tries every address of a name, and reports all that failed.
    if (Array.isArray(fields.errors)) for (const each of fields.errors) visit(each, depth + 1);
  };
  visit(error, 0);
  return signs;
}

/**
 * Why the database is unavailable right now, as the end of a sentence; null: it is available, and the statement or its
 * values were wrong.
 */
export function whyUnavailable(error: unknown): string | null {
  const { codes, messages } = signsOf(error);
  const cause =
    CAUSES.find(([pattern]) => codes.some((code) => pattern.test(code))) ??
    MESSAGES.find(([pattern]) => messages.some((message) => pattern.test(message)));
  return cause?.[1] ?? null;
}

/** Whether the database is unavailable right now, as opposed to a wrong statement. */
export function isUnavailable(error: unknown): boolean {
  return whyUnavailable(error) !== null;
}

/** Whether the same work can simply be retried: something else held a lock, or all connections were in use. */
export function isBusy(error: unknown): boolean {
  return signsOf(error).codes.some((code) => LOCKED.test(code) || /^(P2024|P2028)$/.test(code));
}
