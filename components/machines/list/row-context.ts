"use client";

import { createContext } from "react";
import type { UptimesView } from "@/lib/history/uptime/schema";
import type { Known } from "./ids-to-ask";

/** At even intervals over the last day, oldest first; null: not measured. */
export type Trend = readonly (number | null)[];
export type Uptime = UptimesView["data"][number];

/** What the cells of a row show that is not in the row: it changes without rendering all rows again. */
type RowFacts = {
  hubUrl: string;
  /** Of the machines that have been in sight. */
  trends: ReadonlyMap<number, Known<Trend>>;
  uptimes: ReadonlyMap<number, Known<Uptime>>;
};

export const RowContext = createContext<RowFacts>({ hubUrl: "", trends: new Map(), uptimes: new Map() });
