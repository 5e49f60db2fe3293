import type { Metadata } from "next";
import { WhyPage } from "@/components/overview/explanation/why-page";
import { orNotFound } from "@/lib/api/or-not-found";
import { explainMachine } from "@/lib/overview/explanation/explain-machine";
import { previewOutage } from "@/lib/overview/explanation/preview-outage";
import { explainQuerySchema } from "@/lib/overview/explanation/schema";
import { requireSession } from "@/lib/people/auth/loaders";

export const metadata: Metadata = { title: "Why was I (not) notified?" };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Page({ params, searchParams }: Props) {
  const { scope } = await requireSession();
  const now = new Date();
  // A mistyped address, or a time in the future, asks about this moment.
  const { data } = explainQuerySchema.safeParse(await searchParams);
  const at = data?.at === undefined || data.at > now ? now : data.at;
  const [explanation, preview] = await orNotFound(params, ({ id }) =>
    Promise.all([explainMachine({ scope, id, now, at }), previewOutage({ scope, id, now })]),
  );
  return <WhyPage explanation={explanation} preview={preview} />;
}
