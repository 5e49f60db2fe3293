import { PageHeader } from "@/components/layout/page-header";
import type { Page } from "@/lib/base/paging";
import type { StorageView } from "@/lib/history/storage/schema";
import type { TelegramSettings } from "@/lib/notifications/transports/telegram/settings/schema";
import type { DeadmanView } from "@/lib/overview/deadman/schema";
import type { AccountView } from "@/lib/people/accounts/schema";
import type { NetworksView, RegistrationView } from "@/lib/people/instance/schema";
import type { MailSettings } from "@/lib/people/mail/schema";
import { AccountsCard } from "./accounts-card";
import { DeadmanCard } from "./deadman-card";
import { MailCard } from "./mail-card";
import { NetworksCard } from "./networks-card";
import { RegistrationCard } from "./registration-card";
import { StorageCard } from "./storage-card";
import { TelegramCard } from "./telegram-card";

type InstanceSettingsProps = {
  telegram: TelegramSettings;
  mail: MailSettings;
  /** The address of the person who looks. */
  email: string;
  networks: NetworksView;
  registration: RegistrationView;
  deadman: DeadmanView;
  storage: StorageView;
  accounts: Page<AccountView>;
};

/** Settings of the whole installation, for all teams. */
export function InstanceSettings({
  telegram,
  mail,
  email,
  networks,
  registration,
  deadman,
  storage,
  accounts,
}: InstanceSettingsProps) {
  return (
    <>
      <PageHeader
        title="Instance"
        note="Settings of the whole installation. Only its admins see this page."
      />
      <div className="grid grid-cols-1 gap-6">
        <TelegramCard initial={telegram} />
        <MailCard mail={mail} email={email} />
        <DeadmanCard deadman={deadman} />
        <StorageCard storage={storage} />
        <NetworksCard initial={networks} />
        <RegistrationCard initial={registration} />
        <AccountsCard initial={accounts} />
      </div>
    </>
  );
}
