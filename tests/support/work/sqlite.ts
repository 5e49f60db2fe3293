import { readFileSync } from "node:fs";
import type { SqlQuery } from "@prisma/driver-adapter-utils";
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { PrismaClient } from "@/lib/db/generated/sqlite/client";
import { sqliteEngine } from "@/lib/db/sqlite";
import { sqliteAdapterFactory } from "@/lib/db/sqlite-adapter";
import type { Client } from "@/lib/db/tx";
import { type Executed, type Measured, type Meter, measuring, preparedThrough } from "./measured";

// A database that has been in WAL mode says so in its header, and memory cannot hold one.
const MODE_BYTES = [18, 19];
const ROLLBACK_JOURNAL = 1;

/**
 * Opens a SQLite file. Node's SQLite cannot say what a statement costs, so SQLite's own build for WebAssembly executes the
 * same statements on a copy in memory, and counts the steps of its virtual machine.
 */
export async function openMeasuredSqlite(file: string): Promise<Measured> {
  const twin = await Twin.of(file);
  const executed: Executed[] = [];
  const meter: Meter = {
    begin: () => void twin.run({ sql: "BEGIN", args: [], argTypes: [] }),
    measure: async (query) => twin.run(query),
  };
  const adapter = measuring(
    sqliteAdapterFactory({ file, synchronous: "NORMAL", connected: () => {} }),
    () => meter,
    executed,
  );
  const client = new PrismaClient({ adapter }) as unknown as Client;
  return {
    database: {
      client,
      engine: sqliteEngine,
      runPrepared: preparedThrough(client),
      close: () => client.$disconnect(),
    },
    take: () => executed.splice(0),
    async close() {
      await client.$disconnect();
      twin.close();
    },
  };
}

type Sqlite3 = Awaited<ReturnType<typeof sqlite3InitModule>>;

class Twin {
  private constructor(
    private readonly sqlite3: Sqlite3,
    private readonly db: InstanceType<Sqlite3["oo1"]["DB"]>,
  ) {}

  static async of(file: string): Promise<Twin> {
    const sqlite3 = await sqlite3InitModule();
    const bytes = new Uint8Array(readFileSync(file));
    for (const at of MODE_BYTES) bytes[at] = ROLLBACK_JOURNAL;
    const { capi, wasm } = sqlite3;
    const db = new sqlite3.oo1.DB();
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
    const copied = wasm.allocFromTypedArray(bytes);
    db.checkRc(capi.sqlite3_deserialize(db.pointer ?? 0, "main", copied, bytes.length, bytes.length, flags));
    db.exec("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY");
    return new Twin(sqlite3, db);
  }

  /** Executes a statement and counts its steps. */
  run({ sql, args, argTypes }: SqlQuery): { work: number; plan: string } {
    const { capi } = this.sqlite3;
    const values = args.map((arg, index) => toBound(arg, argTypes[index]?.scalarType));
    const plan = /^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i.test(sql) ? this.plan(sql, values) : "";
    const statement = this.db.prepare(sql);
    try {
      if (values.length > 0) statement.bind(values);
      while (statement.step());
      return { work: capi.sqlite3_stmt_status(statement, capi.SQLITE_STMTSTATUS_VM_STEP, 0), plan };
    } finally {
      statement.finalize();
    }
  }

  close(): void {
    this.db.close();
  }

  private plan(sql: string, values: Bound[]): string {
    const rows = this.db.selectArrays(`EXPLAIN QUERY PLAN ${sql}`, values);
    return rows.map((row) => String(row[3])).join("\n");
  }
}

type Bound = string | number | bigint | null;

/** A parameter as Prisma's adapter hands it to SQLite. */
function toBound(value: unknown, type: string | undefined): Bound {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.getTime();
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" && type === "datetime") return new Date(value).getTime();
  if (typeof value === "string" && (type === "int" || type === "bigint" || type === "float"))
    return Number(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return value;
  throw new Error(`no statement has had a parameter like this so far: ${String(value)}`);
}
