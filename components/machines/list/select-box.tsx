import { Checkbox } from "@/components/ui/checkbox";
import type { MachineSelection } from "./use-selection";

type SelectBoxProps = {
  machine: { id: number; name: string };
  isSelected: boolean;
  toggle: MachineSelection["toggle"];
};

/** Selects one machine, or with Shift all machines since the last toggle. */
export function SelectBox({ machine, isSelected, toggle }: SelectBoxProps) {
  return (
    <Checkbox
      aria-label={`Select ${machine.name}`}
      checked={isSelected}
      onChange={({ nativeEvent }) =>
        toggle(machine.id, { isRange: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })
      }
      // Above the link that covers the row.
      className="relative z-10 block"
    />
  );
}
