import { z } from "zod";
import { MAX_ID } from "./ids";

const DEFAULT_PAGE_SIZE = 100;
export const MAX_PAGE_SIZE = 500;

/** One page of a list as /api/v1 returns it. next_cursor is null on the last page. */
export type Page<T> = { data: T[]; next_cursor: string | null };

/** The schema of such a page. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}

/** Where a page begins (the id of the last row of the previous page; null: at the start) and how long it is. */
export type PageRequest = { after: bigint | null; limit: number };

export const FIRST_PAGE: PageRequest = { after: null, limit: DEFAULT_PAGE_SIZE };

const CURSOR = /^id:(\d{1,18})$/;

function encodeCursor(id: number | bigint): string {
  return Buffer.from(`id:${id}`).toString("base64url");
}

function decodeCursor(cursor: string): bigint | null {
  const match = CURSOR.exec(Buffer.from(cursor, "base64url").toString("latin1"));
  return match?.[1] === undefined ? null : BigInt(match[1]);
}

/** Where a page of a table with small ids begins. */
export function afterId(page: PageRequest): number | null {
  return page.after === null ? null : Math.min(Number(page.after), MAX_ID);
}

/** The paging part of a list's query. */
export function toPageRequest({
  cursor,
  limit,
}: {
  cursor?: bigint | undefined;
  limit: number;
}): PageRequest {
  return { after: cursor ?? null, limit };
}

/** A query's paging parameters: `limit`, and the opaque `cursor` from the previous page. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE_SIZE).default(DEFAULT_PAGE_SIZE),
  cursor: z
    .string()
    .max(64)
    .transform((text, context) => {
      const id = decodeCursor(text);
      if (id !== null) return id;
      context.addIssue("must be the next_cursor of the previous page");
      return z.NEVER;
    })
    .optional()
    .describe("The next_cursor of the previous page."),
};

/** Of several lists, each newest first, the newest ids of all. */
export function newestIds<Id extends number | bigint>(
  lists: readonly (readonly { id: Id }[])[],
  limit: number,
): Id[] {
  const ids = lists.flatMap((list) => list.map(({ id }) => id));
  return ids.sort((one, other) => (one < other ? 1 : -1)).slice(0, limit);
}

/** Makes a page from rows that were read one beyond its limit, which shows whether there is a next page. */
export function toPage<Row extends { id: number | bigint }, View>({
  rows,
  limit,
  view,
}: {
  rows: Row[];
  limit: number;
  view: (row: Row) => View;
}): Page<View> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data: shown.map(view), next_cursor: hasMore ? encodeCursor(last.id) : null };
}
