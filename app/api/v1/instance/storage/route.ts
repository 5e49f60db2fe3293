import { route } from "@/lib/api/route";
import { getStorage } from "@/lib/history/storage/get-storage";
import { storageSchema } from "@/lib/history/storage/schema";

export const GET = route({
  pattern: "/api/v1/instance/storage",
  summary: "Get how large the database is, how it grows, and what its tables hold.",
  answers: { 200: storageSchema },
  handle: async ({ session: { user } }) => ({ body: await getStorage({ user }) }),
});
