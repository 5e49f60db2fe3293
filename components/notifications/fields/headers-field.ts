import type { ChannelView } from "@/lib/notifications/channels/schema";
import type { OwnField } from "./form-type";
import { ownFact } from "./own-value";
import { readHeaders } from "./read-headers";

/** The headers that people add to every request, for every type that can have them. */
export function headersField({ hint, placeholder }: { hint: string; placeholder: string }): OwnField {
  return {
    name: "headers",
    isRare: true,
    label: "Headers (optional)",
    hint,
    editHint: (channel) => {
      const names = headerNames(channel);
      if (names.length === 0) return undefined;
      return `Leave empty to keep the current ones (${names.join(", ")}). What you enter replaces all of them.`;
    },
    placeholder,
    isOptional: true,
    isSecret: true,
    readLines: readHeaders,
    removal: { label: "Remove the headers", isOffered: (channel) => headerNames(channel).length > 0 },
  };
}

function headerNames(channel: ChannelView): string[] {
  const names = ownFact(channel, "header_names");
  return Array.isArray(names) ? names.map(String) : [];
}
