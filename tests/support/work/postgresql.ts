import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlQuery, Transaction } from "@prisma/driver-adapter-utils";
import { PrismaClient } from "@/lib/db/generated/postgresql/client";
import { SESSION } from "@/lib/db/open-postgresql";
import { postgresqlEngine } from "@/lib/db/postgresql";
import type { Client } from "@/lib/db/tx";
import { type Executed, type Measured, type Meter, measuring, preparedThrough } from "./measured";

/** Opens a PostgreSQL database. Each statement is explained with what it did, and that is undone, before it is executed. */
export async function openMeasuredPostgresql(url: string): Promise<Measured> {
  const executed: Executed[] = [];
  const inner = new PrismaPg({
    connectionString: url,
    max: 10,
    onConnect: (connection) => connection.query(SESSION),
  });
  const makeMeter = (adapter: SqlDriverAdapter): Meter => ({
    begin: () => {},
    measure: (query, transaction) => explain(query, adapter, transaction),
  });
  const adapter = measuring(inner, makeMeter, executed);
  const client = new PrismaClient({ adapter }) as unknown as Client;
  return {
    database: {
      client,
      engine: postgresqlEngine,
      runPrepared: preparedThrough(client),
      close: () => client.$disconnect(),
    },
    take: () => executed.splice(0),
    close: () => client.$disconnect(),
  };
}

async function explain(query: SqlQuery, adapter: SqlDriverAdapter, transaction: Transaction | null) {
  if (!/^\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b/i.test(query.sql)) return { work: 0, plan: "" };
  const plain = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });
  const run = transaction ?? (await adapter.startTransaction());
  const [begin, undo] =
    transaction === null
      ? ["SELECT 1", "ROLLBACK"]
      : ["SAVEPOINT measured", "ROLLBACK TO SAVEPOINT measured"];
  await run.executeRaw(plain(begin));
  const { rows } = await run.queryRaw({
    ...query,
    sql: `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${query.sql}`,
  });
  await run.executeRaw(plain(undo));
  if (transaction === null) await run.rollback();
  const told = rows[0]?.[0];
  const [{ Plan: plan }] = (typeof told === "string" ? JSON.parse(told) : told) as [{ Plan: Node }];
  return { work: pagesOf(plan) + visited(plan), plan: lines(plan).join("\n") };
}

type Node = {
  "Node Type": string;
  "Index Name"?: string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Rows Removed by Join Filter"?: number;
  "Rows Removed by Index Recheck"?: number;
  "Shared Hit Blocks"?: number;
  "Shared Read Blocks"?: number;
  "Temp Written Blocks"?: number;
  Plans?: Node[];
};

const pagesOf = (node: Node) =>
  (node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0) + (node["Temp Written Blocks"] ?? 0);

/** The rows that a plan's nodes have looked at, whether they kept them or not. */
function visited(node: Node): number {
  const each =
    node["Actual Rows"] +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Join Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  return (
    Math.round(each * node["Actual Loops"]) + (node.Plans ?? []).reduce((sum, part) => sum + visited(part), 0)
  );
}

function lines(node: Node, depth = 0): string[] {
  const on = node["Index Name"] ?? node["Relation Name"];
  const removed = node["Rows Removed by Filter"] ?? 0;
  const own = `${"  ".repeat(depth)}${node["Node Type"]}${on === undefined ? "" : ` on ${on}`}: ${node["Actual Rows"]} rows${removed > 0 ? `, ${removed} removed` : ""} × ${node["Actual Loops"]}`;
  return [own, ...(node.Plans ?? []).flatMap((part) => lines(part, depth + 1))];
}
