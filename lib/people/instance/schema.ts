import { z } from "zod";
import { readAllowable } from "@/lib/http/allowable-network";
import { MAX_NETWORKS } from "./constants";

/** Body of PUT /api/v1/instance/registration. */
export const putRegistrationSchema = z.strictObject({ open: z.boolean("must be true or false") });

/** Whether anybody may create an account, and what decides it: REGISTRATION, this setting, or neither. */
export const registrationSchema = z.object({
  open: z.boolean(),
  source: z.enum(["variable", "setting", "default"]),
});
export type RegistrationView = z.output<typeof registrationSchema>;

const networkSchema = z
  .string()
  .max(100)
  .transform((text, context) => {
    const read = readAllowable(text);
    if ("network" in read) return read.network;
    context.addIssue(read.problem);
    return z.NEVER;
  })
  .describe("Such as 192.168.1.0/24, or a single address.");

/** Body of PUT /api/v1/instance/networks. */
export const putNetworksSchema = z.strictObject({ networks: z.array(networkSchema).max(MAX_NETWORKS) });

/** Body of POST /api/v1/instance/networks. */
export const postNetworkSchema = z.strictObject({ network: networkSchema });

/** The private networks that channels may reach, and what decides it: WEBHOOK_ALLOW_CIDRS, this setting, or neither. */
export const networksSchema = z.object({
  networks: z.array(z.string()),
  source: z.enum(["variable", "setting", "default"]),
});
export type NetworksView = z.output<typeof networksSchema>;
