import { Button } from "@/components/ui/button";
import { TILE_GROUPS, type TileGroup } from "./fields/form-type";
import { CHANNEL_FORMS } from "./registry";

const GROUPS = TILE_GROUPS.filter((group) => CHANNEL_FORMS.some(({ tile }) => tile.group === group));

type GroupPickerProps = { chosen: TileGroup | null; onChosen: (group: TileGroup | null) => void };

/** The groups of channel types; only those of the pressed one are shown, until it is pressed again. */
export function GroupPicker({ chosen, onChosen }: GroupPickerProps) {
  return (
    <div className="flex flex-wrap gap-1.5">
      {GROUPS.map((group) => (
        <Button
          key={group}
          size="sm"
          aria-pressed={group === chosen}
          onClick={() => onChosen(group === chosen ? null : group)}
          className="rounded-full px-3 aria-pressed:border-primary/50 aria-pressed:bg-primary/10 dark:aria-pressed:bg-primary/25"
        >
          {group}
        </Button>
      ))}
    </div>
  );
}
