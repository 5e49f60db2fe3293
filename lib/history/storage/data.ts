import { database } from "@/lib/db/client";
import { databaseBytes } from "@/lib/db/storage/measure";
import { measuredTablesSchema } from "./measured";

/** The database's size now, and all its measurements, oldest first. */
export async function readStorage() {
  const db = await database();
  const rows = await db.client.storageMeasurement.findMany({ orderBy: { day: "asc" } });
  return {
    engine: db.engine.kind,
    bytes: await databaseBytes(db),
    measurements: rows.map(({ measuredAt, bytes, tables }) => ({
      measuredAt,
      bytes: Number(bytes),
      tables: measuredTablesSchema.parse(JSON.parse(tables)),
    })),
  };
}
