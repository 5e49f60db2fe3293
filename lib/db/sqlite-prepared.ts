import type BetterSqlite3 from "better-sqlite3";
import { MAX_RUN_MS, type PreparedStatements, type PreparedWork, TransactionTimeout } from "./statements";

/** Transactions of prepared statements on a connection that nobody else uses meanwhile. */
export class SqlitePrepared implements PreparedStatements {
  // Their texts are constants of the engine's: there are few of them.
  private readonly statements = new Map<string, BetterSqlite3.Statement>();

  constructor(private readonly connection: BetterSqlite3.Database) {}

  async $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): Promise<Rows> {
    return this.prepared(sql).all(values) as Rows;
  }

  async $executeRawUnsafe(sql: string, ...values: unknown[]): Promise<unknown> {
    return this.prepared(sql).run(values);
  }

  async executeEach(sql: string, rows: readonly unknown[][]): Promise<void> {
    const statement = this.prepared(sql);
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

  private prepared(sql: string): BetterSqlite3.Statement {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    // Prisma's adapter asks for every integer as a BigInt; none of these statements returns one that is no safe number.
    const statement = this.connection.prepare(sql).safeIntegers(false);
    this.statements.set(sql, statement);
    return statement;
  }
}
