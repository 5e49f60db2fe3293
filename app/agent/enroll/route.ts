import { enrollMachine } from "@/lib/enrollment/enroll-machine";
import { enrollSchema } from "@/lib/enrollment/schema";
import { throttleEnrollment } from "@/lib/enrollment/throttle";
import { clientAddress } from "@/lib/http/client-address";
import { publicRoute } from "@/lib/http/route";

export const POST = publicRoute({
  pattern: "/agent/enroll",
  body: enrollSchema,
  handle: async ({ request, body, now }) => ({
    status: 201,
    body: await throttleEnrollment({
      address: clientAddress((name) => request.headers.get(name)),
      run: () => enrollMachine({ input: body, now }),
    }),
  }),
});
