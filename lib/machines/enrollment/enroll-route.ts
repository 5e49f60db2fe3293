import { publicRoute } from "@/lib/api/public-route";
import { clientAddress } from "@/lib/http/client-address";
import { enrollMachine } from "./enroll-machine";
import { enrolledSchema, enrollSchema } from "./schema";
import { throttleEnrollment } from "./throttle";

/** POST /agent/enroll: what an installer calls. */
export const enrollRoute = publicRoute({
  pattern: "/agent/enroll",
  summary: "Exchange a one-time token for a key of its machine.",
  body: enrollSchema,
  answers: { 201: enrolledSchema },
  refuses: ["unauthenticated", "conflict", "gone", "too_many_requests"],
  handle: async ({ request, body, now }) => ({
    body: await throttleEnrollment({
      address: clientAddress((name) => request.headers.get(name)),
      run: () => enrollMachine({ input: body, now }),
    }),
  }),
});
