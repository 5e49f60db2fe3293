import { describe, expect, it } from "vitest";
import { MACHINE_COLUMNS, type MachineColumn } from "@/lib/people/preferences/constants";
import { BY_RANK, toggleColumn, widthsToFit } from "./fit-columns";

const REM = 16;
const SIDEBAR_PX = 224;
const PADDING_PX = 48;
const BORDERS_PX = 2;
const WIDEST_PX = 1_800;

const USUAL = BY_RANK.filter((column) => column !== "threshold");

/** What a window of this width shows. */
function shownAt(windowPx: number, chosen: readonly MachineColumn[] | null = null): MachineColumn[] {
  const listPx = Math.min(windowPx - SIDEBAR_PX, WIDEST_PX) - PADDING_PX - BORDERS_PX;
  const fits = widthsToFit({ chosen, isSelectable: true });
  return [...fits].flatMap(([column, rem]) => (rem * REM <= listPx ? [column] : []));
}

it("ranks every column that the API knows", () => {
  expect([...BY_RANK].sort()).toEqual([...MACHINE_COLUMNS].sort());
});

describe("of the usual columns", () => {
  it.each([
    [768, ["seen", "cpu"]],
    [1024, ["seen", "cpu", "alerts", "mem"]],
    [1280, ["seen", "cpu", "alerts", "mem", "disk", "cpu_24h"]],
    [1440, ["seen", "cpu", "alerts", "mem", "disk", "cpu_24h", "uptime"]],
    [1680, ["seen", "cpu", "alerts", "mem", "disk", "cpu_24h", "uptime", "tags"]],
    [1920, USUAL],
    [3840, USUAL],
  ])("a window %i wide shows what fits", (width, columns) => {
    expect(shownAt(width)).toEqual(columns);
  });
});

describe("of chosen columns", () => {
  it("those that others have made room for are shown, in order of rank", () => {
    expect(shownAt(1280, ["agent", "tags", "cpu", "load"])).toEqual(["cpu", "tags", "load", "agent"]);
  });

  it("the name has the room of those that are not chosen", () => {
    expect(shownAt(768, ["threshold"])).toEqual(["threshold"]);
    expect(shownAt(768, [])).toEqual([]);
  });

  it("a viewer, who selects nothing, has a little more room", () => {
    const [own, viewers] = [true, false].map((isSelectable) =>
      widthsToFit({ chosen: ["cpu"], isSelectable }),
    );
    expect((own?.get("cpu") ?? 0) - (viewers?.get("cpu") ?? 0)).toBe(2.25);
  });
});

it.each([
  [
    "hiding one of the usual ones names the others",
    null,
    "cpu",
    MACHINE_COLUMNS.filter((id) => id !== "cpu" && id !== "threshold"),
  ],
  ["showing one more names all of them", null, "threshold", [...MACHINE_COLUMNS]],
  ["showing one adds it", ["tags"], "cpu", ["cpu", "tags"]],
  ["hiding the last leaves none", ["tags"], "tags", []],
  ["hiding what is not usual means the usual ones", [...BY_RANK], "threshold", null],
] as [string, MachineColumn[] | null, MachineColumn, MachineColumn[] | null][])(
  "%s",
  (_, chosen, column, expected) => {
    expect(toggleColumn({ chosen, column })).toEqual(expected);
  },
);
