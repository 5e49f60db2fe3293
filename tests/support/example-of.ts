import { existsSync } from "node:fs";
import path from "node:path";
import { toConfig } from "@/lib/notifications/channels/own-fields";
import type { ChannelType } from "@/lib/notifications/messages/channel-type";
import type { TypeExample } from "./type-example";

const FOLDERS = ["../../lib/notifications/transports", "."];

/** The example from a type's folder. */
export async function exampleOf(type: string): Promise<TypeExample> {
  const files = FOLDERS.map((each) => path.join(import.meta.dirname, each, type, "example.fixture.ts"));
  const file = files.find((each) => existsSync(each));
  if (file === undefined) throw new Error(`the folder of ${type} needs an example.fixture.ts`);
  return ((await import(file)) as { example: TypeExample }).example;
}

/** A channel of a type with everything that a channel can have. */
export async function exampleChannel(type: ChannelType): Promise<{ config: object; secrets: object }> {
  const { fields } = await exampleOf(type.type);
  const secrets = type.secrets.parse(fields);
  return { config: toConfig({ type, fields, secrets }), secrets };
}
