import { route } from "@/lib/api/route";
import { requestHubUrl } from "@/lib/http/request-hub-url";
import { mailResultSchema } from "@/lib/people/mail/schema";
import { sendTestMail } from "@/lib/people/mail/send-test-mail";

export const POST = route({
  pattern: "/api/v1/instance/mail/test",
  summary: "Send a test e-mail to the caller's own address, and return the mail server's words.",
  answers: { 200: mailResultSchema },
  refuses: ["conflict", "too_many_requests"],
  handle: async ({ request, session: { user } }) => ({
    body: await sendTestMail({ user, hubUrl: requestHubUrl(request.headers) }),
  }),
});
