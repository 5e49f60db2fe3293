import { RotateDialog } from "@/components/ui/rotate-dialog";
import { api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";

type RotateKeyDialogProps = {
  machine: Pick<MachineView, "id" | "name">;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onRotated: () => void;
};

/** Gives a machine a new key, shown this once. */
export function RotateKeyDialog({ machine, onRotated, ...control }: RotateKeyDialogProps) {
  return (
    <RotateDialog
      {...control}
      title={`A new key for ${machine.name}`}
      description="The machine reports with its present key until that ends, or you put the new one in its place."
      overlapLabel="The present key stays good"
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
