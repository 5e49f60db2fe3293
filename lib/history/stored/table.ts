/** One value for each row; null: not measured. */
export type Column = (number | null)[];

/** Rows of numbers, column by column; every column has `count` values. */
export type Table = { count: number; columns: Map<string, Column> };

/** The rows of these tables, in this order; where a table lacks a column, it has no values. */
export function concat(tables: readonly Table[]): Table {
  if (tables.length === 1 && tables[0] !== undefined) return tables[0];
  const count = tables.reduce((sum, table) => sum + table.count, 0);
  const columns = new Map<string, Column>();
  let offset = 0;
  for (const table of tables) {
    for (const [name, values] of table.columns) {
      let column = columns.get(name);
      if (column === undefined) {
        column = new Array<number | null>(count).fill(null);
        columns.set(name, column);
      }
      for (let row = 0; row < table.count; row++) column[offset + row] = values[row] ?? null;
    }
    offset += table.count;
  }
  return { count, columns };
}

/** These rows of a table, in this order. */
export function pick(table: Table, rows: readonly number[]): Table {
  if (rows.length === table.count && rows.every((row, place) => row === place)) return table;
  const columns = new Map<string, Column>();
  for (const [name, values] of table.columns) {
    const picked: Column = new Array<number | null>(rows.length);
    for (let place = 0; place < rows.length; place++) picked[place] = values[rows[place] ?? 0] ?? null;
    columns.set(name, picked);
  }
  return { count: rows.length, columns };
}

/**
 * The table without its emptiest columns, if it has more than `max`, the first `kept` of them not counted: names that a
 * machine makes up anew all the time must not make its history grow without end.
 */
export function withFewColumns(table: Table, max: number): Table {
  if (table.columns.size <= max) return table;
  const filled = [...table.columns].map(([name, values], place) => ({
    name,
    place,
    values,
    filled: values.reduce<number>((sum, value) => sum + (value === null ? 0 : 1), 0),
  }));
  const fullest = filled.toSorted((one, other) => other.filled - one.filled || one.place - other.place);
  const kept = fullest.slice(0, max).sort((one, other) => one.place - other.place);
  return { count: table.count, columns: new Map(kept.map(({ name, values }) => [name, values])) };
}
