/** What the engine's own statements run in: Prisma's client, one of its transactions, or a transaction without Prisma. */
export type Statements = {
  $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): Promise<Rows>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<unknown>;
};

/**
 * A transaction without Prisma, whose statements are prepared once for each connection. On PostgreSQL they are sent without
 * waiting for the answer to the one before.
 */
export type PreparedStatements = Statements & {
  /** Runs one statement with each of these rows of values. */
  executeEach(sql: string, rows: readonly unknown[][]): Promise<void>;
};

/** Whether statements run in such a transaction. */
export const isPrepared = (tx: Statements): tx is PreparedStatements => "executeEach" in tx;

/** What a transaction has found, and statements that it has begun and not waited for; null: roll back. */
export type PreparedWork<T> = { value: T; written: readonly Promise<unknown>[] } | null;

/** How long a transaction may wait for a connection, and how long it may take. */
export const MAX_WAIT_MS = 5_000;
export const MAX_RUN_MS = 10_000;

/** The transaction took too long, or could not begin in time. It has Prisma's code, so that it is treated like Prisma's. */
export class TransactionTimeout extends Error {
  readonly code = "P2028";
}
