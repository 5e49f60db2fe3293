import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InstanceSettings } from "@/components/instance/instance-settings";
import { requireSession } from "@/lib/auth/loaders";
import { getRegistrationSettings } from "@/lib/instance/get-registration-settings";
import { getTelegramSettings } from "@/lib/instance/get-telegram-settings";

export const metadata: Metadata = { title: "Instance" };

export default async function InstancePage() {
  const { user } = await requireSession();
  if (!user.isInstanceAdmin) notFound();
  const [telegram, registration] = await Promise.all([
    getTelegramSettings({ user }),
    getRegistrationSettings({ user }),
  ]);
  return <InstanceSettings telegram={telegram} registration={registration} />;
}
