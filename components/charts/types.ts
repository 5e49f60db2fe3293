export type Column = readonly (number | null)[];

export type Span = { fromMs: number; toMs: number };

/** A stretch that is shaded behind the lines of every chart. */
export type Shade = Span & { kind: "outage" | "hub_down" | "paused" };

/** A line of a chart; `spread`: the lowest and highest that each average is made of. */
export type ChartLine = { label: string; values: Column; spread?: { min: Column; max: Column } };

type Severity = "warning" | "critical";

/** What a rule compares with, drawn across the chart. */
export type Threshold = { value: number; severity: Severity; words: string };

/** A rule that fired, marked along the top of the chart that it watches. */
export type Alert = Span & { severity: Severity; name: string };

/** Where a value is heading, from its latest. */
export type Forecast = { from: { ms: number; value: number }; to: { ms: number; value: number } };
