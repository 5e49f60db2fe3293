/** One value for each row; NaN: not measured. Numbers that are objects, as null among them makes them, cost several times as much. */
export type Column = Float64Array<ArrayBuffer>;

/** A column in which nothing was measured. */
export function emptyColumn(count: number): Column {
  return new Float64Array(count).fill(Number.NaN);
}

/** A value of a column as others want it; null: not measured. */
export function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

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
        column = emptyColumn(count);
        columns.set(name, column);
      }
      column.set(values, offset);
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
    const picked: Column = new Float64Array(rows.length);
    for (let place = 0; place < rows.length; place++) picked[place] = values[rows[place] as number] as number;
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
    filled: values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0),
  }));
  const fullest = filled.toSorted((one, other) => other.filled - one.filled || one.place - other.place);
  const kept = fullest.slice(0, max).sort((one, other) => one.place - other.place);
  return { count: table.count, columns: new Map(kept.map(({ name, values }) => [name, values])) };
}
