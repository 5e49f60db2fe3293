import type BetterSqlite3 from "better-sqlite3";
import { MAX_RUN_MS, type PreparedStatements, type PreparedWork, TransactionTimeout } from "./statements";

type Prepared = { statement: BetterSqlite3.Statement; columns: readonly string[] };

/** Transactions of prepared statements on a connection that nobody else uses meanwhile. */
export class SqlitePrepared implements PreparedStatements {
  // Their texts are constants of the engine's: there are few of them.
  private readonly statements = new Map<string, Prepared>();

  constructor(private readonly connection: BetterSqlite3.Database) {}

  async $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): Promise<Rows> {
    const { statement, columns } = this.prepared(sql);
    return (statement.all(values) as unknown[][]).map((row) => toObject(columns, row)) as Rows;
  }

  async $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<unknown> {
    return this.prepared(sql).statement.run(values);
  }

  async executeEach(sql: string, rows: readonly unknown[][]): Promise<void> {
    const { statement } = this.prepared(sql);
    for (const row of rows) statement.run(row);
  }

  /** Takes the write lock, and commits what the work wrote, or nothing. */
  async run<T>(work: (tx: PreparedStatements) => Promise<PreparedWork<T>>): Promise<T | null> {
    const startedMs = performance.now();
    await this.$executeRawUnsafe("BEGIN IMMEDIATE");
    try {
      const done = await work(this);
      await Promise.all(done?.written ?? []);
      if (performance.now() - startedMs > MAX_RUN_MS)
        throw new TransactionTimeout("The transaction took too long.");
      await this.$executeRawUnsafe(done === null ? "ROLLBACK" : "COMMIT");
      return done?.value ?? null;
    } catch (error) {
      // SQLite rolls back by itself on some errors, such as a full disk. A COMMIT that failed leaves it open.
      if (this.connection.inTransaction) await this.$executeRawUnsafe("ROLLBACK");
      throw error;
    }
  }

  private prepared(sql: string): Prepared {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    // Prisma's adapter asks for every integer as a BigInt; none of these statements returns one that is no safe number.
    const statement = this.connection.prepare(sql).safeIntegers(false);
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : [];
    if (statement.reader) statement.raw();
    const prepared = { statement, columns };
    this.statements.set(sql, prepared);
    return prepared;
  }
}

/** The driver makes objects that are slow to make and to read. */
function toObject(columns: readonly string[], row: readonly unknown[]): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (let index = 0; index < columns.length; index++) object[columns[index] ?? ""] = row[index];
  return object;
}
