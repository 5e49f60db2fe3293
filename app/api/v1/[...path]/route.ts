import { publicRoute } from "@/lib/api/public-route";
import { AppError } from "@/lib/base/errors";

// Programs get the API's own error for an unknown path, not the page for people.
const handle = publicRoute({
  pattern: "/api/v1/*",
  summary: "Every path that does not exist.",
  answers: {},
  refuses: ["not_found"],
  handle: async () => {
    throw new AppError("not_found", "Nothing exists at this address.");
  },
});

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
