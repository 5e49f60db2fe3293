import type { Button, Transports } from "../messages/channel-type";
import { incidentsOf } from "../messages/incident-status";
import { buttonToken } from "./button-token";
import { BUTTON_PATH } from "./constants";
import { storeButton } from "./mutations";

/**
 * The button for a message that is about to be sent, stored so that it works; null: without HUB_URL nobody could reach it, and
 * a message about several incidents, or one that is over, has none. Throws only when the database cannot answer.
 */
export async function makeButton({
  transports: { database, sealKey },
  channelId,
  deliveries,
  hubUrl,
  key,
  now,
}: {
  transports: Pick<Transports, "database" | "sealKey">;
  channelId: number;
  /** What the message is about, simulated outages left out. */
  deliveries: Parameters<typeof incidentsOf>[0];
  hubUrl: string | null;
  key: string;
  now: Date;
}): Promise<Button | null> {
  const [incidentId, ...others] = incidentsOf(deliveries);
  if (hubUrl === null || incidentId === undefined || others.length > 0) return null;
  const { token, hash } = buttonToken({ sealKey, channelId, incidentId, key });
  await storeButton(database, { channelId, incidentId, hash, now });
  return { url: `${hubUrl}${BUTTON_PATH}`, token };
}
