import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InstanceSettings } from "@/components/instance/instance-settings";
import { requireSession } from "@/lib/auth/loaders";
import { getDeadman } from "@/lib/instance/get-deadman";
import { getRegistrationSettings } from "@/lib/instance/get-registration-settings";
import { getTelegramSettings } from "@/lib/instance/get-telegram-settings";

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
