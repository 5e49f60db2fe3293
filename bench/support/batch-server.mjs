// The least that storing a report can cost: bare Node that parses JSON, gathers for three milliseconds as the hub does, and
// stores a sample and its machine's time in one transaction of prepared statements. It checks nothing and judges nothing.
import { createServer } from "node:http";
import { PrismaPg } from "@prisma/adapter-pg";
import Database from "better-sqlite3";

const [engine, where, machines] = process.argv.slice(2);
const GATHER_MS = 3;
const MAX_BATCH = 256;
const FIGURES = [
  "cpu_pct",
  "mem_used_pct",
  "disk_used_pct",
  "net_rx_bytes",
  "net_tx_bytes",
  "uptime_s",
  "swap_used_pct",
  "load1",
  "load5",
  "load15",
];
const COLUMNS = ["machine_id", "received_at", "sampled_at", ...FIGURES];
const TABLES = `
  CREATE TABLE bare_machines (id integer PRIMARY KEY, last_seen_at bigint);
  CREATE TABLE bare_samples (id ${engine === "sqlite" ? "integer" : "bigserial"} PRIMARY KEY, machine_id integer, received_at bigint,
    sampled_at bigint, ${FIGURES.map((figure) => `${figure} double precision`).join(", ")});
  CREATE INDEX bare_samples_time ON bare_samples (machine_id, sampled_at);`;

/** @typedef {{ id: number, json: string, response: import("node:http").ServerResponse }} Waiting */

/** @param {{ id: number, json: string }} report @param {number} now */
function toRow({ id, json }, now) {
  const report = JSON.parse(json);
  return [id, now, Date.parse(report.timestamp), ...FIGURES.map((figure) => report[figure] ?? null)];
}

function openSqlite() {
  const database = new Database(where);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000");
  database.exec(TABLES);
  for (let id = 1; id <= Number(machines); id++)
    database.prepare("INSERT INTO bare_machines VALUES (?, 0)").run(id);
  const insert = database.prepare(
    `INSERT INTO bare_samples (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`,
  );
  const update = database.prepare("UPDATE bare_machines SET last_seen_at = ? WHERE id = ?");
  return database.transaction((/** @type {Waiting[]} */ batch) => {
    const now = Date.now();
    for (const each of batch) {
      insert.run(toRow(each, now));
      update.run(now, each.id);
    }
  });
}

async function openPostgresql() {
  const adapter = await new PrismaPg({ connectionString: where }).connect();
  const client = await adapter.underlyingDriver().connect();
  await client.query(TABLES);
  await client.query("INSERT INTO bare_machines SELECT i, 0 FROM generate_series(1, $1::int) AS i", [
    machines,
  ]);
  const types = ["int", "bigint", "bigint", ...FIGURES.map(() => "float8")];
  const insert = `INSERT INTO bare_samples (${COLUMNS.join(", ")})
    SELECT * FROM unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(", ")})`;
  return async (/** @type {Waiting[]} */ batch) => {
    const now = Date.now();
    const rows = batch.map((each) => toRow(each, now));
    await client.query("BEGIN");
    const ids = [...new Set(batch.map(({ id }) => id))];
    await client.query({
      name: "update",
      text: "UPDATE bare_machines SET last_seen_at = $1 WHERE id = ANY($2::int[])",
      values: [now, ids],
    });
    const columns = COLUMNS.map((_, index) => rows.map((row) => row[index]));
    await client.query({ name: "insert", text: insert, values: columns });
    await client.query("COMMIT");
  };
}

const store = engine === "sqlite" ? openSqlite() : await openPostgresql();
/** @type {Waiting[]} */
let waiting = [];
let isRunning = false;

async function run() {
  while (waiting.length > 0) {
    const batch = waiting.slice(0, MAX_BATCH);
    waiting = waiting.slice(MAX_BATCH);
    await store(batch);
    for (const { response } of batch) response.writeHead(202, { "content-length": 0 }).end();
  }
  isRunning = false;
}

const server = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    waiting.push({
      id: Number(request.headers["x-machine"]),
      json: Buffer.concat(chunks).toString(),
      response,
    });
    if (isRunning) return;
    isRunning = true;
    setTimeout(run, GATHER_MS);
  });
});
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit());
