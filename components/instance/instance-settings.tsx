import { PageHeader } from "@/components/layout/page-header";
import type { TelegramSettings } from "@/lib/instance/schema";
import { TelegramCard } from "./telegram-card";

/** What belongs to the whole installation, whatever the team. */
export function InstanceSettings({ initial }: { initial: TelegramSettings }) {
  return (
    <>
      <PageHeader title="Instance" note="What belongs to this whole installation; only its admins see it." />
      <TelegramCard initial={initial} />
    </>
  );
}
