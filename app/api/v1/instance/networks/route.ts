import { route } from "@/lib/api/route";
import {
  allowNetwork,
  getAllowedNetworks,
  setAllowedNetworks,
} from "@/lib/people/instance/change-allowed-networks";
import { networksSchema, postNetworkSchema, putNetworksSchema } from "@/lib/people/instance/schema";

const pattern = "/api/v1/instance/networks";

export const GET = route({
  pattern,
  summary: "Get the private networks that channels may reach.",
  answers: { 200: networksSchema },
  handle: async ({ session: { user } }) => ({ body: await getAllowedNetworks({ user }) }),
});

export const PUT = route({
  pattern,
  summary: "Set the private networks that channels may reach.",
  body: putNetworksSchema,
  answers: { 200: networksSchema },
  refuses: ["conflict"],
  handle: async ({ session: { user }, body: { networks }, now }) => ({
    body: await setAllowedNetworks({ user, networks, now }),
  }),
});

export const POST = route({
  pattern,
  summary: "Allow channels to reach one more private network.",
  body: postNetworkSchema,
  answers: { 200: networksSchema },
  refuses: ["conflict"],
  handle: async ({ session: { user }, body: { network }, now }) => ({
    body: await allowNetwork({ user, network, now }),
  }),
});
