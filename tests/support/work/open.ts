import type { DatabaseConfig } from "@/lib/base/env";
import type { Measured } from "./measured";

/** Opens a database whose statements are measured. Nothing else may write to it. */
export async function openMeasured(config: DatabaseConfig): Promise<Measured> {
  if (config.kind === "sqlite") return (await import("./sqlite")).openMeasuredSqlite(config.file);
  return (await import("./postgresql")).openMeasuredPostgresql(config.url);
}
