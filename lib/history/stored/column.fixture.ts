import { type Column, orNull } from "./table";

/** A column as a test writes it. */
export function columnOf(values: readonly (number | null)[]): Column {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}

/** A column as a test reads it; undefined: there is none. */
export function valuesOf(column: Column | undefined): (number | null)[] | undefined {
  return column && Array.from(column, orNull);
}
