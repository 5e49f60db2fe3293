/** A time of a column, in milliseconds since 1970. */
export const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`;

/** The time that an expression says in milliseconds since 1970. */
export const time = (expression: string) => `to_timestamp(${expression} / 1000.0)`;

/** The present moment, also within a transaction, in milliseconds since 1970. */
export const NOW_MS = ms("clock_timestamp()");
