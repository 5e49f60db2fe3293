"use client";

import { FormActions } from "@/components/ui/form-actions";
import { ShowOnceDialog } from "@/components/ui/show-once-dialog";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/http/api-client";
import type { EnrollTokenView } from "@/lib/machines/enrollment/schema";
import type { MachineView } from "@/lib/machines/schema";
import { InstallLine } from "./install-line";

type InstallAgentDialogProps = {
  machine: MachineView;
  hubUrl: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** A line to paste for a machine that is there already: the one it was added with is gone, or was used. */
export function InstallAgentDialog({ machine, hubUrl, open, onOpenChange }: InstallAgentDialogProps) {
  return (
    <ShowOnceDialog<EnrollTokenView>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={() => `Install the agent on ${machine.name}`}
      ask={({ onCancel, onMade }) => (
        <AskForLine
          onCancel={onCancel}
          onSubmit={async () => onMade(await api.post(`/api/v1/machines/${machine.id}/enroll-token`))}
        />
      )}
      show={({ enroll_token: enrollToken }) => (
        <InstallLine machine={machine} enrollToken={enrollToken} hubUrl={hubUrl} />
      )}
      doneLabel="Done"
    />
  );
}

type AskForLineProps = { onCancel: () => void; onSubmit: () => Promise<void> };

function AskForLine({ onCancel, onSubmit: makeLine }: AskForLineProps) {
  const { pending, error, onSubmit } = useSubmit(makeLine);
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-4">
      <p className="text-muted-foreground">
        You get a line to paste on the machine. Its history stays, and keys that are in use stay good. For a
        program of your own, make a key by <em>Rotate…</em> on this page.
      </p>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Show the line
      </FormActions>
    </form>
  );
}
