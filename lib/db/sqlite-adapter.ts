import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";

// Waiting for SQLite's lock blocks the event loop, so the wait is short; longer waits are asynchronous (transaction.ts).
const BUSY_TIMEOUT_MS = 20;

// https://sqlite.org/limits.html#max_variable_number. Prisma assumes 999, and refuses ordered lists of a thousand.
const MAX_PARAMETERS = 32_766;

/** Grants one turn after another, first come, first served. */
class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, with the function that ends the turn. */
  take(): Promise<() => void> {
    let end: () => void = () => {};
    const mine = this.last;
    this.last = new Promise((resolve) => {
      end = resolve;
    });
    return mine.then(() => end);
  }
}

class TurnTransaction implements Transaction {
  readonly provider;
  readonly adapterName;
  readonly options;
  constructor(
    private readonly inner: Transaction,
    private readonly adapter: SqlDriverAdapter,
    private readonly endTurn: () => void,
  ) {
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
    this.options = inner.options;
  }
  queryRaw(query: SqlQuery) {
    return this.inner.queryRaw(query);
  }
  async executeRaw(query: SqlQuery) {
    try {
      return await this.inner.executeRaw(query);
    } catch (error) {
      // A failed COMMIT (busy) leaves the transaction open, and every later BEGIN would fail.
      if (query.sql === "COMMIT") await this.rollBackIfOpen();
      throw error;
    }
  }
  private async rollBackIfOpen() {
    try {
      // It throws at once instead of rejecting.
      await this.adapter.executeScript("ROLLBACK");
    } catch {
      // SQLite had rolled back by itself, as on a full disk. COMMIT's error is the one to report: it names the disk.
    }
  }
  async commit() {
    await this.inner.commit();
    this.endTurn();
  }
  async rollback() {
    await this.inner.rollback();
    this.endTurn();
  }
  createSavepoint = (name: string) => this.inner.createSavepoint?.(name) ?? Promise.resolve();
  rollbackToSavepoint = (name: string) => this.inner.rollbackToSavepoint?.(name) ?? Promise.resolve();
  releaseSavepoint = (name: string) => this.inner.releaseSavepoint?.(name) ?? Promise.resolve();
}

class TurnAdapter implements SqlDriverAdapter {
  readonly provider;
  readonly adapterName;
  private readonly turns = new Turns();
  constructor(private readonly inner: SqlDriverAdapter) {
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
  }
  private async inTurn<T>(run: () => Promise<T>): Promise<T> {
    const endTurn = await this.turns.take();
    try {
      return await run();
    } finally {
      endTurn();
    }
  }
  queryRaw(query: SqlQuery) {
    return this.inTurn(() => this.inner.queryRaw(query));
  }
  executeRaw(query: SqlQuery) {
    return this.inTurn(() => this.inner.executeRaw(query));
  }
  executeScript(script: string) {
    return this.inTurn(() => this.inner.executeScript(script));
  }
  async startTransaction(isolationLevel?: Parameters<SqlDriverAdapter["startTransaction"]>[0]) {
    const endTurn = await this.turns.take();
    try {
      return new TurnTransaction(await this.inner.startTransaction(isolationLevel), this.inner, endTurn);
    } catch (error) {
      endTurn();
      throw error;
    }
  }
  getConnectionInfo() {
    return { supportsRelationJoins: false, maxBindValues: MAX_PARAMETERS };
  }
  dispose() {
    return this.inner.dispose();
  }
}

/**
 * Prisma's better-sqlite3 adapter, made safe for concurrent use. It has one connection, and by itself runs a query from
 * outside a transaction inside whichever transaction is open, so that a rollback loses the query. Here every query from
 * outside waits for its turn.
 */
export function sqliteAdapterFactory({
  file,
  synchronous,
}: {
  file: string;
  synchronous: "NORMAL" | "FULL";
}): SqlDriverAdapterFactory {
  const inner = new PrismaBetterSqlite3(
    { url: `file:${file}`, timeout: BUSY_TIMEOUT_MS },
    { timestampFormat: "unixepoch-ms" },
  );
  const open = async (adapter: SqlDriverAdapter) => {
    await adapter.executeScript(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY`,
    );
    return new TurnAdapter(adapter);
  };
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => open(await inner.connect()),
  };
}
