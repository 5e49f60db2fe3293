import type { Prisma, PrismaClient } from "./generated/sqlite/client";
import type { Stored } from "./stored";

/** The columns that hold one of a few words. lib/db does not know the words: the wing that owns them reads them. */
type StoredWords = {
  machine: { status: Stored };
  incident: { kind: Stored; resolution: Stored | null };
  firing: { comparison: Stored; severity: Stored };
  rule: { comparison: Stored; severity: Stored };
  ruleState: { ending: Stored | null };
  event: { type: Stored };
  delivery: { eventType: Stored; state: Stored; reason: Stored | null };
};

/** A row of this model, with its words unread. */
export type WithStored<Model extends keyof StoredWords, Row> = Omit<Row, keyof StoredWords[Model]> &
  StoredWords[Model];

// Prisma's own way of giving columns another type; it exists at compile time only.
type Extensions = {
  result: {
    [Model in keyof StoredWords]: {
      [Column in keyof StoredWords[Model]]: () => {
        needs: object;
        compute: () => StoredWords[Model][Column];
      };
    };
  };
  model: Record<never, never>;
  query: Record<never, never>;
  client: Record<never, never>;
};

type TypedClient = PrismaClient<never, Prisma.PrismaClientOptions["omit"], Extensions>;
export type Tx = Omit<TypedClient, "$connect" | "$disconnect" | "$on" | "$transaction" | "$extends">;

/** Both engines' clients are typed as the SQLite one. */
export type Client = Omit<TypedClient, "$transaction"> & {
  // Prisma's own type of a transaction forgets the extensions.
  $transaction<T>(run: (tx: Tx) => Promise<T>, options?: { maxWait?: number; timeout?: number }): Promise<T>;
};
