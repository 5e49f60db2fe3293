import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type BetterSqlite3 from "better-sqlite3";
import { SqlitePrepared } from "./sqlite-prepared";
import { MAX_WAIT_MS, type PreparedStatements, type PreparedWork, TransactionTimeout } from "./statements";

// Waiting for SQLite's lock blocks the event loop, so the wait is short; longer waits are asynchronous (transaction.ts).
const BUSY_TIMEOUT_MS = 20;

// https://sqlite.org/limits.html#max_variable_number. Prisma assumes 999, and refuses ordered lists of a thousand.
const MAX_PARAMETERS = 32_766;

/** Grants one turn after another, first come, first served. */
class Turns {
  private last: Promise<void> = Promise.resolve();
  /** How many turns are taken or waited for. */
  private open = 0;

  /** Resolves when it is the caller's turn, with the function that ends the turn. */
  take(): Promise<() => void> {
    let end: () => void = () => {};
    const mine = this.last;
    this.open += 1;
    this.last = new Promise((resolve) => {
      let isOver = false;
      end = () => {
        if (!isOver) this.open -= 1;
        isOver = true;
        resolve();
      };
    });
    return mine.then(() => end);
  }

  /** The same, but throws if it takes longer than this. */
  async takeWithin(limitMs: number): Promise<() => void> {
    if (this.open === 0) return this.take();
    const turn = this.take();
    let timer: NodeJS.Timeout | undefined;
    const isLate = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, limitMs, null);
    });
    const end = await Promise.race([turn, isLate]);
    clearTimeout(timer);
    if (end !== null) return end;
    void turn.then((endLate) => endLate());
    throw new TransactionTimeout("The transaction could not begin in time.");
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
  private readonly prepared: SqlitePrepared;
  constructor(private readonly inner: SqlDriverAdapter) {
    this.provider = inner.provider;
    this.adapterName = inner.adapterName;
    // Two connections of one process would wait for each other, so its own connection is the only one.
    const { client } = inner as unknown as { client: BetterSqlite3.Database };
    this.prepared = new SqlitePrepared(client);
  }
  /** Runs a transaction without Prisma, in its turn. */
  async runPrepared<T>(work: (tx: PreparedStatements) => Promise<PreparedWork<T>>): Promise<T | null> {
    const endTurn = await this.turns.takeWithin(MAX_WAIT_MS);
    try {
      return await this.prepared.run(work);
    } finally {
      endTurn();
    }
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

export type RunPrepared = <T>(
  work: (tx: PreparedStatements) => Promise<PreparedWork<T>>,
) => Promise<T | null>;

/**
 * Prisma's better-sqlite3 adapter, made safe for concurrent use. It has one connection, and by itself runs a query from
 * outside a transaction inside whichever transaction is open, so that a rollback loses the query. Here every query from
 * outside waits for its turn. `connected` gets the way around Prisma on the same connection, in the same turns.
 */
export function sqliteAdapterFactory({
  file,
  synchronous,
  connected,
}: {
  file: string;
  synchronous: "NORMAL" | "FULL";
  connected: (runPrepared: RunPrepared) => void;
}): SqlDriverAdapterFactory {
  const inner = new PrismaBetterSqlite3(
    { url: `file:${file}`, timeout: BUSY_TIMEOUT_MS },
    { timestampFormat: "unixepoch-ms" },
  );
  const open = async (adapter: SqlDriverAdapter) => {
    await adapter.executeScript(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY`,
    );
    const turns = new TurnAdapter(adapter);
    connected((work) => turns.runPrepared(work));
    return turns;
  };
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => open(await inner.connect()),
  };
}
