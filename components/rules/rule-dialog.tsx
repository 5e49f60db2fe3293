"use client";

import { Dialog } from "@/components/ui/dialog";
import type { RuleView } from "@/lib/detection/rules/schema";
import type { Draft } from "./draft/draft";
import { type RuleBody, RuleForm } from "./form/rule-form";

type RuleDialogProps = {
  first: Draft;
  /** Null: it adds a rule. */
  rule: RuleView | null;
  machineId?: number | null;
  onClose: () => void;
  /** Throws ApiError when it is refused. */
  onSubmit: (body: RuleBody) => Promise<void>;
};

/** Adds or edits a rule. */
export function RuleDialog({ first, rule, machineId = null, onClose, onSubmit }: RuleDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={rule === null ? "Add a rule" : `Edit ${rule.name}`}
    >
      <RuleForm
        first={first}
        rule={rule}
        machineId={machineId}
        submitLabel={rule === null ? "Add rule" : "Save"}
        onCancel={onClose}
        onSubmit={onSubmit}
      />
    </Dialog>
  );
}
