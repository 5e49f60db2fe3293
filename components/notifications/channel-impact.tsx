"use client";

import useSWR from "swr";
import { api } from "@/lib/http/api-client";
import type { ImpactView } from "@/lib/overview/impact/schema";

type ChannelImpactProps = { channelId: number; how: "off" | "deleted" };

/** What it would mean for the team's machines if a channel were switched off or deleted; nothing if nothing gets worse. */
export function ChannelImpact({ channelId, how }: ChannelImpactProps) {
  const { data, error } = useSWR<ImpactView, Error>(impactPath(channelId, how), api.get);
  if (error !== undefined)
    return <p className="font-medium text-offline">What this would mean is not known: {error.message}</p>;
  if (data === undefined || data.sentence === null) return null;
  const { examples, machines } = data.nobody;
  const more = machines - examples.length;
  return (
    <>
      <p className="font-medium text-offline">{data.sentence}</p>
      {examples.length > 0 && (
        <p>
          With nobody: {examples.map(({ name }) => name).join(", ")}
          {more > 0 && ` and ${more} more`}.
        </p>
      )}
    </>
  );
}

/** What it would mean if a channel were switched off or deleted. */
export function impactPath(channelId: number, how: ChannelImpactProps["how"]): string {
  return `/api/v1/channels/${channelId}/impact?if=${how}`;
}
