import type { ReactNode } from "react";
import { Button } from "./button";
import { DialogActions } from "./dialog";

type FormActionsProps = {
  error?: string | null;
  pending?: boolean;
  /** Left out where there is nothing to go back to. */
  onCancel?: () => void;
  /** What the form does: "Add webhook". */
  children: ReactNode;
};

/** The end of a form in a dialog: what went wrong with the whole of it, the way back, and the way on. */
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
