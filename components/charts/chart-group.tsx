"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Crosshair } from "./crosshair";
import type { Shade, Span } from "./types";

/** What all charts of a page share. */
export type ChartGroup = {
  crosshair: Crosshair;
  onZoom: (span: Span) => void;
  onLeaveZoom: () => void;
};

/** The time that charts show, and what happened in it. */
export type ChartTime = {
  span: Span;
  /** The instants of every line's values, ascending. */
  atMs: readonly number[];
  /** A longer time between two instants is a gap. */
  gapAfterMs: number;
  shades: readonly Shade[];
  rebootsMs: readonly number[];
};

const Group = createContext<ChartGroup | null>(null);
const Time = createContext<ChartTime | null>(null);

/** Charts below share one crosshair and zoom together. */
export function ChartGroupProvider({ group, children }: { group: ChartGroup; children: ReactNode }) {
  return <Group.Provider value={group}>{children}</Group.Provider>;
}

/** Charts below show this time. */
export function ChartTimeProvider({ time, children }: { time: ChartTime; children: ReactNode }) {
  return <Time.Provider value={time}>{children}</Time.Provider>;
}

export function useChartGroup(): ChartGroup {
  return required(useContext(Group));
}

export function useChartTime(): ChartTime {
  return required(useContext(Time));
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error("A chart stands outside its ChartGroupProvider or ChartTimeProvider");
  return value;
}
