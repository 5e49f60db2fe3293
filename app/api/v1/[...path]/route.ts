import { publicRoute } from "@/lib/api/route";
import { AppError } from "@/lib/base/errors";

// For an address that does not exist, programs get the API's own error instead of the page for people.
const handle = publicRoute({
  pattern: "/api/v1/*",
  summary: "Any address that does not exist.",
  answers: {},
  refuses: ["not_found"],
  handle: async () => {
    throw new AppError("not_found", "There is nothing at this address.");
  },
});

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
