import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import type { Client, Database } from "@/lib/db/client";

/** One statement as the engine executed it. */
export type Executed = {
  sql: string;
  /** What the engine did: on SQLite the steps of its virtual machine, on PostgreSQL rows and pages visited. */
  work: number;
  /** How many rows it returned or changed. */
  rows: number;
  plan: string;
};

/** An open database whose statements are recorded with their work. */
export type Measured = {
  database: Database;
  /** What has been executed since the last call. */
  take(): Executed[];
  close(): Promise<void>;
};

/** Executes a statement a second time, without any effect on the first, to measure it. */
export type Meter = {
  /** Called before each statement; the number of its rows is known afterwards. */
  measure(query: SqlQuery, inTransaction: Transaction | null): Promise<Omit<Executed, "sql" | "rows">>;
  begin(): void;
};

const IS_DATA = /^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i;

/** A driver adapter that measures every statement it executes. */
export function measuring(
  inner: SqlDriverAdapterFactory,
  makeMeter: (adapter: SqlDriverAdapter) => Meter,
  executed: Executed[],
): SqlDriverAdapterFactory {
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => {
      const adapter = await inner.connect();
      return measuredAdapter(adapter, makeMeter(adapter), executed);
    },
  };
}

function measuredAdapter(adapter: SqlDriverAdapter, meter: Meter, executed: Executed[]): SqlDriverAdapter {
  const statements = <Runner extends SqlDriverAdapter | Transaction>(
    runner: Runner,
    transaction: Transaction | null,
  ) => {
    const run = async <Result>(
      query: SqlQuery,
      execute: () => Promise<Result>,
      rowsOf: (r: Result) => number,
    ) => {
      const cost = await meter.measure(query, transaction);
      const result = await execute();
      if (IS_DATA.test(query.sql)) executed.push({ sql: query.sql, rows: rowsOf(result), ...cost });
      return result;
    };
    return {
      queryRaw: (query: SqlQuery) =>
        run(
          query,
          () => runner.queryRaw(query),
          ({ rows }) => rows.length,
        ),
      executeRaw: (query: SqlQuery) =>
        run(
          query,
          () => runner.executeRaw(query),
          (count) => count,
        ),
    };
  };
  // Everything else stays as it is, with the adapter as `this`.
  return Object.assign(Object.create(adapter) as SqlDriverAdapter, statements(adapter, null), {
    startTransaction: async (level?: Parameters<SqlDriverAdapter["startTransaction"]>[0]) => {
      const transaction = await adapter.startTransaction(level);
      meter.begin();
      return Object.assign(
        Object.create(transaction) as Transaction,
        statements(transaction, transaction),
        plainMethods(transaction),
      );
    },
    ...plainMethods(adapter),
  });
}

/** The methods that may need private fields, and so their own `this`. */
function plainMethods(target: SqlDriverAdapter | Transaction) {
  const names = [
    "commit",
    "rollback",
    "dispose",
    "executeScript",
    "getConnectionInfo",
    "createSavepoint",
    "rollbackToSavepoint",
    "releaseSavepoint",
  ];
  const methods = target as unknown as Record<string, unknown>;
  return Object.fromEntries(
    names.flatMap((name) => {
      const method = methods[name];
      return typeof method === "function" ? [[name, method.bind(target)]] : [];
    }),
  );
}

class RolledBack extends Error {}

/** Runs what a transaction without Prisma runs through Prisma, where it is measured. */
export function preparedThrough(client: Client): Database["runPrepared"] {
  return async (work) => {
    try {
      return await client.$transaction(async (tx) => {
        const done = await work({
          $queryRawUnsafe: (sql, ...values) => tx.$queryRawUnsafe(sql, ...values),
          $executeRawUnsafe: (sql, ...values) => tx.$executeRawUnsafe(sql, ...values),
          async executeEach(sql, rows) {
            for (const row of rows) await tx.$executeRawUnsafe(sql, ...row);
          },
        });
        if (done === null) throw new RolledBack();
        await Promise.all(done.written);
        return done.value;
      });
    } catch (error) {
      if (error instanceof RolledBack) return null;
      throw error;
    }
  };
}
