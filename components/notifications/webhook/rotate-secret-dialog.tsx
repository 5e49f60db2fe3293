import { RotateDialog } from "@/components/ui/rotate-dialog";
import { api } from "@/lib/http/api-client";
import type { RowPartProps } from "../fields/form-type";

type RotateSecretDialogProps = RowPartProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** Gives a webhook a new secret and shows it once. */
export function RotateSecretDialog({ channel, onChanged, open, onOpenChange }: RotateSecretDialogProps) {
  return (
    <RotateDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`A new secret for ${channel.name}`}
      description="For as long as you choose, events are signed with both secrets, so the receiver can switch whenever it likes. A secret older than the current one stops working at once."
      overlapLabel="Keep signing with the current secret"
      holder="the receiver"
      noun="secret"
      what="new webhook secret"
      advice="Give it to the receiver before events stop being signed with the old one."
      onRotate={async (overlap) => {
        const path = `/api/v1/channels/${channel.id}/rotate-secret`;
        const { secret } = await api.post<{ secret: string }>(path, { overlap });
        onChanged();
        return secret;
      }}
    />
  );
}
