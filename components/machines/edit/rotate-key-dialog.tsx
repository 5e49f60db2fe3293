import { RotateDialog } from "@/components/ui/rotate-dialog";
import { api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";

type RotateKeyDialogProps = {
  machine: Pick<MachineView, "id" | "name">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRotated: () => void;
};

/** Gives a machine a new key, shown only once. */
export function RotateKeyDialog({ machine, onRotated, ...control }: RotateKeyDialogProps) {
  return (
    <RotateDialog
      {...control}
      title={`New key for ${machine.name}`}
      description="Both keys work until the current one expires."
      overlapLabel="Keep the current key for"
      holder="the machine"
      noun="key"
      what="new API key"
      advice="Put it into the agent’s configuration on the machine and restart the agent."
      onRotate={async (overlap) => {
        const path = `/api/v1/machines/${machine.id}/rotate-key`;
        const { api_key } = await api.post<{ api_key: string }>(path, { overlap });
        onRotated();
        return api_key;
      }}
    />
  );
}
