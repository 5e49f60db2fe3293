import { Fragment } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { ModKey } from "@/components/ui/mod-key";
import { PLACES } from "./places";

/** Stands for ⌘ or Ctrl. */
const MOD = "mod";

const SHORTCUTS: [keys: string[], what: string][] = [
  [[MOD, "K"], "Search machines, pages and actions"],
  [["/"], "Search the machine list"],
  [["j", "k"], "Go to the next or previous machine of the list"],
  [["x"], "Select or deselect that machine"],
  [["Enter"], "Open it"],
  ...PLACES.flatMap(({ key, label }): [string[], string][] =>
    key === undefined ? [] : [[["g", key], `Go to ${label}`]],
  ),
  [["?"], "Show these shortcuts"],
  [["Esc"], "Close a dialog or menu, or deselect all machines"],
];

type ShortcutHelpProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
        {SHORTCUTS.map(([keys, what]) => (
          <Fragment key={what}>
            <dt className="flex gap-1">
              {keys.map((key) =>
                key === MOD ? (
                  <ModKey key={key} isAlways />
                ) : (
                  <Kbd key={key} isAlways>
                    {key}
                  </Kbd>
                ),
              )}
            </dt>
            <dd>{what}</dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
