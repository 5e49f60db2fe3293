import { expect, it } from "vitest";
import { z } from "zod";
import { newestIds, pageQuery, toPage } from "./paging";

const query = z.strictObject(pageQuery);
const view = (row: { id: number }) => row.id;
const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

it("leads from one page to the next with an opaque cursor", () => {
  const page = toPage({ rows: rows(3), limit: 2, view });
  expect(page.data).toEqual([1, 2]);
  expect(page.next_cursor).not.toContain("2");
  expect(query.parse({ cursor: page.next_cursor }).cursor).toBe(2n);
});

it("ends with the page that has no extra row", () => {
  expect(toPage({ rows: rows(2), limit: 2, view })).toEqual({ data: [1, 2], next_cursor: null });
  expect(toPage({ rows: [], limit: 2, view })).toEqual({ data: [], next_cursor: null });
});

it("shows 100 by default and 500 at most", () => {
  expect(query.parse({}).limit).toBe(100);
  expect(query.parse({ limit: "500" }).limit).toBe(500);
  for (const limit of ["0", "501", "1.5", "many"]) expect(query.safeParse({ limit }).success).toBe(false);
});

it.each(["", "x", "aWQ6", "aWQ6LTE", "aWQ6OTk5OTk5OTk5OTk5OTk5OTk5OTk5"])(
  "refuses the made-up cursor %j",
  (cursor) => {
    expect(query.safeParse({ cursor }).success).toBe(false);
  },
);

it("finds the newest of several lists, which may be empty", () => {
  const listed = (...ids: number[]) => ids.map((id) => ({ id }));
  expect(newestIds([listed(9, 4, 1), [], listed(8, 7)], 4)).toEqual([9, 8, 7, 4]);
  expect(newestIds([[{ id: 2n ** 60n }], [{ id: 2n ** 60n + 1n }]], 1)).toEqual([2n ** 60n + 1n]);
});
