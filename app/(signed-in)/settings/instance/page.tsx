import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InstanceSettings } from "@/components/settings/instance/instance-settings";
import { toPageRequest } from "@/lib/base/paging";
import { getStorage } from "@/lib/history/storage/get-storage";
import { getTelegramSettings } from "@/lib/notifications/transports/telegram/settings/get-telegram-settings";
import { getDeadman } from "@/lib/overview/deadman/get-deadman";
import { listAccounts } from "@/lib/people/accounts/list-accounts";
import { accountsQuery } from "@/lib/people/accounts/schema";
import { requirePerson, requireSession } from "@/lib/people/auth/loaders";
import { getAllowedNetworks } from "@/lib/people/instance/change-allowed-networks";
import { getRegistrationSettings } from "@/lib/people/instance/get-registration-settings";
import { getMailSettings } from "@/lib/people/mail/get-mail-settings";

export const metadata: Metadata = { title: "Instance" };

type InstancePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function InstancePage({ searchParams }: InstancePageProps) {
  const { user } = await requireSession();
  if (!user.isInstanceAdmin) notFound();
  const { scope } = await requirePerson();
  // A mistyped address shows everything instead of an error.
  const { q, ...page } = accountsQuery.safeParse(await searchParams).data ?? accountsQuery.parse({});
  const [telegram, networks, registration, deadman, storage, accounts] = await Promise.all([
    getTelegramSettings({ user }),
    getAllowedNetworks({ user }),
    getRegistrationSettings({ user }),
    getDeadman({ user }),
    getStorage({ user }),
    listAccounts({ scope, q, page: toPageRequest(page) }),
  ]);
  return (
    <InstanceSettings
      telegram={telegram}
      mail={getMailSettings({ user })}
      email={user.email}
      networks={networks}
      registration={registration}
      deadman={deadman}
      storage={storage}
      accounts={accounts}
    />
  );
}
