import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogActions } from "./dialog";

export type ShowOnceDialogProps<Made> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Null: not created yet. */
  titleOf: (made: Made | null) => string;
  description?: string;
  /** The form that creates it. */
  ask: (next: { onCancel: () => void; onMade: (made: Made) => void }) => ReactNode;
  show: (made: Made) => ReactNode;
  /** The label of the closing button: "I've saved it". */
  doneLabel: string | ((made: Made) => string);
};

/** Creates something with a secret that can be seen only once, and shows it; closing the dialog discards it. */
export function ShowOnceDialog<Made>({
  open,
  onOpenChange,
  titleOf,
  description,
  ask,
  show,
  doneLabel,
}: ShowOnceDialogProps<Made>) {
  const [made, setMade] = useState<Made | null>(null);

  function change(isOpen: boolean) {
    if (!isOpen) setMade(null);
    onOpenChange(isOpen);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={titleOf(made)}
      description={made === null ? description : undefined}
    >
      {made === null ? (
        ask({ onCancel: () => change(false), onMade: setMade })
      ) : (
        <>
          <div className="grid grid-cols-1 gap-3">{show(made)}</div>
          <DialogActions>
            <Button variant="primary" onClick={() => change(false)}>
              {typeof doneLabel === "string" ? doneLabel : doneLabel(made)}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
