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

/** A new install command for an existing machine: the first one is gone or was used. */
export function InstallAgentDialog({ machine, hubUrl, open, onOpenChange }: InstallAgentDialogProps) {
  return (
    <ShowOnceDialog<EnrollTokenView>
      open={open}
      onOpenChange={onOpenChange}
      titleOf={() => `Install the agent on ${machine.name}`}
      ask={({ onCancel, onMade }) => (
        <AskForCommand
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

type AskForCommandProps = { onCancel: () => void; onSubmit: () => Promise<void> };

function AskForCommand({ onCancel, onSubmit: makeCommand }: AskForCommandProps) {
  const { pending, error, handlers } = useSubmit(makeCommand);
  return (
    <form {...handlers} noValidate className="grid gap-4">
      <p className="text-muted-foreground">
        You get an install command for the machine. Its history and its current keys are kept. For a program
        of your own, create a key with <em>Rotate…</em> on this page.
      </p>
      <FormActions error={error} pending={pending} onCancel={onCancel}>
        Show command
      </FormActions>
    </form>
  );
}
