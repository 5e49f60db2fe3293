import { ColumnTypeEnum, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";

/** An adapter without a database, for comparing schemas: it discards the engine's greeting (version, settings). */
export function offlineAdapter(provider: "sqlite" | "postgres"): SqlDriverAdapter {
  return {
    provider,
    adapterName: "offline",
    queryRaw: () =>
      Promise.resolve({ columnNames: ["version"], columnTypes: [ColumnTypeEnum.Text], rows: [] }),
    executeRaw: () => Promise.resolve(0),
    executeScript: () => Promise.resolve(),
    startTransaction: () => Promise.reject(new Error("Comparing schemas must not touch a database")),
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    dispose: () => Promise.resolve(),
  };
}
