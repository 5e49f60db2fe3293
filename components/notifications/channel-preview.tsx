import { Eye } from "lucide-react";
import { useState } from "react";
import { EVENT_WORDS } from "@/components/events/event-words";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { FormError } from "@/components/ui/form-error";
import { ApiError, api } from "@/lib/http/api-client";
import type { ChannelPreview as Preview } from "@/lib/notifications/channels/schema";
import type { ChannelForm } from "./fields/form-type";
import { readOwnFields } from "./fields/own-fields";

/** Shows what the form around it would send, before it is saved. The hub makes it as it makes what is sent. */
export function ChannelPreview({ form }: { form: ChannelForm }) {
  const [shown, setShown] = useState<{ requests: Preview["requests"]; error: string | null } | null>(null);
  const [pending, setPending] = useState(false);

  async function show(element: HTMLFormElement) {
    setPending(true);
    try {
      const fields = readOwnFields(form.fields, new FormData(element));
      const { requests } = await api.post<Preview>("/api/v1/channels/preview", {
        type: form.type,
        ...fields,
      });
      setShown({ requests, error: null });
    } catch (failure) {
      setShown({ requests: [], error: wordsOf(failure, form) });
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="grid grid-cols-1 gap-3">
      <div>
        <Button
          size="sm"
          pending={pending}
          onClick={({ currentTarget: { form: element } }) => {
            if (element !== null) void show(element);
          }}
        >
          {!pending && <Eye aria-hidden />}
          Preview
        </Button>
      </div>
      <div role="status" className="grid grid-cols-1 gap-3 empty:hidden">
        {shown?.requests.map(({ event, method, url, headers, body }) => (
          <CodeBlock
            key={event}
            what={EVENT_WORDS[event]}
            code={[
              `${method} ${url}`,
              ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
              ...(body === null ? [] : ["", inLines(body)]),
            ].join("\n")}
          />
        ))}
      </div>
      <FormError message={shown?.error ?? null} />
    </div>
  );
}

/** Why there is nothing to show, by the field that is refused as the form calls it. */
function wordsOf(failure: unknown, { fields }: ChannelForm): string {
  const [refused] = failure instanceof ApiError ? Object.entries(failure.fields) : [];
  const field = fields.find(({ name }) => name === refused?.[0]);
  if (refused !== undefined && field !== undefined) return `${field.label}: ${refused[1]}.`;
  return failure instanceof Error ? failure.message : String(failure);
}

/** JSON with a line for each of its values, as people read it; it is sent without them. */
function inLines(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
