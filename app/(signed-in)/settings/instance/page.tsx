import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { InstanceSettings } from "@/components/instance/instance-settings";
import { requireSession } from "@/lib/auth/loaders";
import { getTelegramSettings } from "@/lib/instance/get-telegram-settings";

export const metadata: Metadata = { title: "Instance" };

export default async function InstancePage() {
  const { user } = await requireSession();
  if (!user.isInstanceAdmin) notFound();
  return <InstanceSettings initial={await getTelegramSettings({ user })} />;
}
