import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InstanceSettings } from "@/components/settings/instance/instance-settings";
import { getTelegramSettings } from "@/lib/notifications/transports/telegram/settings/get-telegram-settings";
import { getDeadman } from "@/lib/overview/deadman/get-deadman";
import { requireSession } from "@/lib/people/auth/loaders";
import { getRegistrationSettings } from "@/lib/people/instance/get-registration-settings";

export const metadata: Metadata = { title: "Instance" };

export default async function InstancePage() {
  const { user } = await requireSession();
  if (!user.isInstanceAdmin) notFound();
  const [telegram, registration, deadman] = await Promise.all([
    getTelegramSettings({ user }),
    getRegistrationSettings({ user }),
    getDeadman({ user }),
  ]);
  return <InstanceSettings telegram={telegram} registration={registration} deadman={deadman} />;
}
