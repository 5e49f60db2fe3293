import type { ReactNode } from "react";
import { Button } from "./button";
import { DialogActions } from "./dialog";

type FormActionsProps = {
  error?: string | null;
  pending?: boolean;
  /** Omitted where there is nothing to cancel. */
  onCancel?: () => void;
  /** What the form does: "Add webhook". */
  children: ReactNode;
};

/** The end of a form in a dialog: its error, Cancel and the submit button. */
export function FormActions({ error = null, pending, onCancel, children }: FormActionsProps) {
  return (
    <DialogActions error={error}>
      {onCancel !== undefined && <Button onClick={onCancel}>Cancel</Button>}
      <Button type="submit" variant="primary" pending={pending}>
        {children}
      </Button>
    </DialogActions>
  );
}
