import { PageHeader } from "@/components/layout/page-header";
import type { TelegramSettings } from "@/lib/notifications/transports/telegram/settings/schema";
import type { DeadmanView } from "@/lib/overview/deadman/schema";
import type { RegistrationView } from "@/lib/people/instance/schema";
import { DeadmanCard } from "./deadman-card";
import { RegistrationCard } from "./registration-card";
import { TelegramCard } from "./telegram-card";

type InstanceSettingsProps = {
  telegram: TelegramSettings;
  registration: RegistrationView;
  deadman: DeadmanView;
};

/** What belongs to the whole installation, whatever the team. */
export function InstanceSettings({ telegram, registration, deadman }: InstanceSettingsProps) {
  return (
    <>
      <PageHeader title="Instance" note="What belongs to this whole installation; only its admins see it." />
      <div className="grid grid-cols-1 gap-6">
        <TelegramCard initial={telegram} />
        <DeadmanCard deadman={deadman} />
        <RegistrationCard initial={registration} />
      </div>
    </>
  );
}
