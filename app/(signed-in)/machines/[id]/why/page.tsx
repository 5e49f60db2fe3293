import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { WhyPage } from "@/components/explanation/why-page";
import { requireSession } from "@/lib/auth/loaders";
import { isAppError } from "@/lib/errors";
import { explainMachine } from "@/lib/explanation/explain-machine";
import { previewOutage } from "@/lib/explanation/preview-outage";
import { explainQuerySchema } from "@/lib/explanation/schema";

export const metadata: Metadata = { title: "Why was I (not) told?" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { scope } = await requireSession();
  const { id } = await params;
  if (!/^[1-9]\d{0,8}$/.test(id)) notFound();
  const now = new Date();
  // An address that somebody mistyped, or a time that has not come yet, asks about this moment.
  const { data } = explainQuerySchema.safeParse(await searchParams);
  const at = data?.at === undefined || data.at > now ? now : data.at;
  try {
    const target = { scope, id: Number(id), now };
    const [explanation, preview] = await Promise.all([
      explainMachine({ ...target, at }),
      previewOutage(target),
    ]);
    return <WhyPage explanation={explanation} preview={preview} />;
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
