import { decodeTable, encodeTable } from "./codec";
import { basesOf, isPointFigure, isRawFigure } from "./names";
import { precisionOf } from "./precision";
import type { Column, Table } from "./table";

/** A stretch of history as its row holds it. */
export type Packed = { figures: Uint8Array<ArrayBuffer>; details: Uint8Array<ArrayBuffer> | null };

const MANNER = { precisionOf, basesOf };

/** An hour of samples as bytes: figures, and everything else. */
export const packRaw = (table: Table): Packed => pack(table, isRawFigure);
/** The same of a stretch of points. */
export const packPoints = (table: Table): Packed => pack(table, isPointFigure);

function pack(table: Table, isFigure: (name: string) => boolean): Packed {
  const [figures, details]: [Table, Table] = [
    { count: table.count, columns: new Map() },
    { count: table.count, columns: new Map() },
  ];
  // What others are counted from comes first.
  const names = [...table.columns.keys()].sort((one, other) => rankOf(one) - rankOf(other));
  for (const name of names)
    (isFigure(name) ? figures : details).columns.set(name, table.columns.get(name) as Column);
  return {
    figures: encodeTable(figures, MANNER),
    details: details.columns.size === 0 ? null : encodeTable(details, MANNER),
  };
}

const rankOf = (name: string) => (/^[<>]|^net_/.test(name) ? 1 : 0);

/** The table of a stretch, with the wanted columns. */
export function unpack(
  { figures, details }: { figures: Uint8Array; details?: Uint8Array | null },
  isWanted?: (name: string) => boolean,
): Table {
  const table = decodeTable(figures, isWanted);
  if (!details) return table;
  const rest = decodeTable(details, isWanted);
  return { count: table.count, columns: new Map([...table.columns, ...rest.columns]) };
}
