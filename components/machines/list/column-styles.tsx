import type { MachineColumn } from "@/lib/people/preferences/constants";
import { COLUMNS, widthsToFit } from "./fit-columns";

const METERS: ReadonlySet<MachineColumn> = new Set(["cpu", "mem", "disk"]);

/** The class of a column's cells. */
export const columnClass = (id: string) => `machine-${id}`;

type ColumnStylesProps = Parameters<typeof widthsToFit>[0];

/**
 * How wide each column of the list is, and below which width of the list it is hidden. In CSS, because the server that
 * renders the list does not know the window.
 */
export function ColumnStyles(request: ColumnStylesProps) {
  const rules = [...widthsToFit(request)].map(([id, fitsRem]) => {
    const { widthRem } = COLUMNS[id];
    // A meter has more of a wide list.
    const width = METERS.has(id) ? `max(${widthRem}rem, 7.4cqi)` : `${widthRem}rem`;
    const cells = `.${columnClass(id)}`;
    return `th${cells}{width:${width}}@container (max-width:${fitsRem - 0.01}rem){${cells}{display:none}}`;
  });
  return <style>{rules.join("")}</style>;
}
