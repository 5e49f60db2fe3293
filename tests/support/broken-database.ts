import type { Database } from "@/lib/db/client";

/** Takes a lock that blocks every write, until the returned function releases it. */
export async function lockDatabase(database: Database, statement: string): Promise<() => Promise<void>> {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let ended: Promise<unknown> = Promise.resolve();
  await new Promise<void>((locked, failed) => {
    ended = database.client
      .$transaction(
        async (tx) => {
          await tx.$executeRawUnsafe(statement);
          locked();
          await keepAlive(tx, released);
        },
        { timeout: 60_000 },
      )
      .catch(failed);
  });
  return async () => {
    release();
    await ended;
  };
}

/** Makes the database's disk full, until the returned function makes room. */
export async function fillDatabase({ client, engine }: Database): Promise<() => Promise<void>> {
  const run = async (...statements: string[]) => {
    for (const statement of statements) await client.$queryRawUnsafe(statement);
  };
  if (engine.kind === "sqlite") {
    // Freed pages would be room.
    await client.$executeRawUnsafe("VACUUM");
    const [size] = await client.$queryRawUnsafe<{ page_count: bigint }[]>("PRAGMA page_count");
    await run(`PRAGMA max_page_count = ${size?.page_count}`);
    return () => run("PRAGMA max_page_count = 4294967294");
  }
  const refuse = (table: string) =>
    `CREATE TRIGGER disk_full BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION disk_full()`;
  await run(
    `CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$`,
    refuse("samples"),
    refuse("machines"),
  );
  return () => run("DROP FUNCTION disk_full() CASCADE");
}

const WAIT_MS = 500;

// PostgreSQL ends a transaction that is idle for five seconds.
async function keepAlive(
  tx: { $queryRawUnsafe(sql: string): Promise<unknown> },
  released: Promise<void>,
): Promise<void> {
  let isReleased = false;
  void released.then(() => {
    isReleased = true;
  });
  while (!isReleased) {
    await tx.$queryRawUnsafe("SELECT 1");
    await Promise.race([released, new Promise((resolve) => setTimeout(resolve, WAIT_MS))]);
  }
}
