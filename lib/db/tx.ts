import type { Prisma, PrismaClient } from "./generated/sqlite/client";

/** Both engines' clients are typed as the SQLite one. */
export type Client = PrismaClient;
export type Tx = Prisma.TransactionClient;
