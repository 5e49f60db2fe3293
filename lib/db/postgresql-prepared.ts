import { hash } from "node:crypto";
import type { PreparedStatements, PreparedWork } from "./statements";

/** What this needs of the driver's connections, which Prisma's package does not name. */
type Connection = {
  query(statement: string | { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
  on(event: "error", listener: () => void): unknown;
  off(event: "error", listener: () => void): unknown;
  release(isBroken: boolean): void;
};
type Pool = { connect(): Promise<Connection> };

// Their texts are constants of the engine's: there are few of them.
const names = new Map<string, string>();

function nameOf(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `lunasentri_${hash("sha1", sql)}`;
  names.set(sql, name);
  return name;
}

class PostgresqlPrepared implements PreparedStatements {
  constructor(private readonly connection: Connection) {}

  async $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): Promise<Rows> {
    const { rows } = await this.connection.query({ name: nameOf(sql), text: sql, values });
    return rows as Rows;
  }

  $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<unknown> {
    return this.connection.query({ name: nameOf(sql), text: sql, values });
  }

  async executeEach(sql: string, rows: readonly unknown[][]): Promise<void> {
    await Promise.all(rows.map((row) => this.$executeRawUnsafe(sql, ...row)));
  }
}

/**
 * Commits what the work wrote, or nothing, on a connection of this pool. The pool's connections send a statement without
 * waiting for the one before (pipeline): BEGIN travels with the first statements, and COMMIT with the last.
 */
export async function runPrepared<T>(
  pool: Pool,
  work: (tx: PreparedStatements) => Promise<PreparedWork<T>>,
): Promise<T | null> {
  const connection = await pool.connect();
  // One that is lost between two statements says so here, and then refuses the next statement.
  const ignore = () => {};
  connection.on("error", ignore);
  let isUsable = true;
  try {
    const begun = connection.query("BEGIN");
    const [, done] = await Promise.all([begun, work(new PostgresqlPrepared(connection))]);
    // If a statement fails, the server makes this COMMIT a ROLLBACK.
    const ended = connection.query(done === null ? "ROLLBACK" : "COMMIT");
    await Promise.all([...(done?.written ?? []), ended]);
    return done?.value ?? null;
  } catch (error) {
    isUsable = await connection.query("ROLLBACK").then(
      () => true,
      () => false,
    );
    throw error;
  } finally {
    connection.off("error", ignore);
    connection.release(!isUsable);
  }
}
